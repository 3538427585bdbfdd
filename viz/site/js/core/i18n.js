// Interface texts in two languages. t('key', {name: value}) fills {name};
// translatePage() does it for elements marked in HTML.

import { en } from '../i18n/en.js';
import { isolated } from './bidi.js';
import { versioned } from './data.js';
import { remember } from './prefs.js';
import { $$ } from './dom.js';

const LANGUAGES = { en: { texts: en, locale: 'en' }, zh: { texts: null, locale: 'zh-CN' } };
const listeners = [];
let current = 'en';

export const language = () => current;
export const locale = () => LANGUAGES[current].locale;

export function t(key, values = {}) {
  const text = LANGUAGES[current].texts[key] ?? en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? isolated(values[name]) : all));
}

/** term: a task, relation, kind ... in words; the term itself where there is no text. */
export function term(group, value) {
  const key = `${group}.${value}`;
  return LANGUAGES[current].texts[key] ?? en[key] ?? value;
}

/** startLanguage: the language that boot.js found; resolves when its texts are there. */
export async function startLanguage() {
  if (document.documentElement.lang.startsWith('zh')) {
    await loadTexts('zh');
    current = 'zh';
    translatePage();
  }
}

// loadTexts: a language other than English is a script of its own.
function loadTexts(code) {
  const wanted = LANGUAGES[code];
  if (wanted.texts) {
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = versioned(`assets/${code}.js`);
    script.onload = () => {
      wanted.texts = self.llmecoTexts[code];
      resolve();
    };
    script.onerror = () => reject(new Error(`assets/${code}.js cannot be read`));
    document.head.append(script);
  });
}

export async function setLanguage(code) {
  await loadTexts(code);
  current = code;
  remember('lang', code);
  document.documentElement.lang = locale();
  translatePage();
  listeners.forEach((fn) => fn());
}

export function onLanguage(fn) {
  listeners.push(fn);
}

/** translatePage: data-i18n sets the text, data-i18n-NAME the attribute NAME. */
export function translatePage(root = document) {
  for (const element of $$('[data-i18n]', root)) {
    element.textContent = t(element.dataset.i18n);
  }
  for (const attribute of ['aria-label', 'placeholder', 'title', 'content']) {
    for (const element of $$(`[data-i18n-${attribute}]`, root)) {
      element.setAttribute(attribute, t(element.getAttribute(`data-i18n-${attribute}`)));
    }
  }
}
