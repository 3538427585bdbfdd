// Runs before the first paint: applies the remembered theme and language, and says which scripts
// may be added to the page.
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
  // Trusted Types: scripts of this folder, and no text as HTML but none (which empties an element)
  self.trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => (/^(assets|data)\/[\w/-]+\.js(\?|$)/.test(url) ? url : null),
    createHTML: (text) => (text === '' ? text : null),
  });
  root.lang = (lang || navigator.language || 'en').startsWith('zh') ? 'zh-CN' : 'en';
})();
