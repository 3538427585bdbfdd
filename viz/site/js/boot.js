// Runs before the first paint: applies the remembered theme and language.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  let theme = null;
  let lang = null;
  try {
    theme = localStorage.getItem('llmeco.theme');
    lang = localStorage.getItem('llmeco.lang');
  } catch {
    // no storage on this page: the system's setting decides
  }
  if (theme === 'light' || theme === 'dark') {
    root.dataset.theme = theme;
  }
  root.lang = (lang || navigator.language || 'en').startsWith('zh') ? 'zh-CN' : 'en';
})();
