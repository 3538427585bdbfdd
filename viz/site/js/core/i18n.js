// Interface texts in two languages. t('key', {name: value}) fills {name};
// translatePage() does it for elements marked in HTML.

import { en } from '../i18n/en.js';
import { zh } from '../i18n/zh.js';
import { remember } from './prefs.js';
import { $$ } from './dom.js';

const LANGUAGES = { en: { texts: en, locale: 'en' }, zh: { texts: zh, locale: 'zh-CN' } };
const listeners = [];
let current = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';

export const language = () => current;
export const locale = () => LANGUAGES[current].locale;

export function t(key, values = {}) {
  const text = LANGUAGES[current].texts[key] ?? en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
}

/** term: a task, relation, kind ... in words; the term itself where there is no text. */
export function term(group, value) {
  const key = `${group}.${value}`;
  return LANGUAGES[current].texts[key] ?? en[key] ?? value;
}

export function setLanguage(code) {
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
