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
    createScriptURL: (url) => (/^((assets|data)\/[\w/-]+|sw)\.js(\?|$)/.test(url) ? url : null),
    createHTML: (text) => (text === '' ? text : null),
  });
  const embed = new URLSearchParams(location.hash.slice(1)).get('embed');
  if (embed !== null) {
    root.dataset.embed = embed;
    const site = document.querySelector('link[rel="stylesheet"]');
    const more = site.cloneNode();
    more.href = site.href.replace('site.css', 'more.css');
    more.setAttribute('blocking', 'render');
    site.after(more);
  }
  root.lang = (lang || navigator.language || 'en').startsWith('zh') ? 'zh-CN' : 'en';
})();
