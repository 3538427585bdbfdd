// What every page does: the header's switches, the footer, then the page itself.
// build.js makes one script a page, which calls run() with the page's function.

import { loadBundle, loadMeta } from './core/data.js';
import { $, $$, h } from './core/dom.js';
import { count, moment } from './core/format.js';
import { language, onLanguage, setLanguage, startLanguage, t } from './core/i18n.js';
import { remember } from './core/prefs.js';

function switches() {
  const root = document.documentElement;
  $('#theme').addEventListener('click', () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    remember('theme', root.dataset.theme);
    dispatchEvent(new Event('themechange'));
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    dispatchEvent(new Event('themechange'));
  });
  $('#language').addEventListener('click', () => setLanguage(language() === 'en' ? 'zh' : 'en'));
}

/** menus: a click elsewhere or Escape closes what a summary has opened. */
function menus() {
  // the way of the click, not its target: what was clicked may have been replaced by now
  const close = (way) =>
    $$('details.pop[open]').forEach((menu) => {
      if (!way.includes(menu)) {
        menu.open = false;
      }
    });
  addEventListener('click', (event) => close(event.composedPath()));
  addEventListener('keydown', (event) => {
    const menu = event.key === 'Escape' && document.activeElement?.closest('details.pop[open]');
    if (menu) {
      menu.open = false;
      $('summary', menu).focus();
    }
  });
}

/**
 * anchors: a link within the page moves the focus and the view; the address keeps its state, which
 * the browser would put the anchor in the place of.
 */
function anchors() {
  addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    const there = link && document.getElementById(link.getAttribute('href').slice(1));
    if (!there || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    if (!there.hasAttribute('tabindex')) {
      there.tabIndex = -1;
    }
    there.scrollIntoView();
    there.focus({ preventScroll: true });
  });
}

/** renewed: says that the site was written again since this page was, and offers the new one. */
function renewed() {
  if (!$('#renewed')) {
    $('#main').before(
      h(
        'div',
        { class: 'notice', id: 'renewed', role: 'alert' },
        t('renewed'),
        ' ',
        h(
          'button',
          { type: 'button', class: 'button', onclick: () => location.reload() },
          t('renewed.reload'),
        ),
      ),
    );
    document.body.dataset.state ||= 'renewed';
  }
}

/** empty: says how a database without models is filled. */
function empty() {
  $('#empty')?.remove();
  $('#main').prepend(
    h(
      'div',
      { class: 'notice', id: 'empty' },
      h('p', {}, t('empty')),
      h('pre', {}, 'SELECT * FROM llmeco_refresh();\n\n$ llmeco-viz'),
    ),
  );
}

function footer(meta) {
  const time = $('.asof');
  const { shown, models } = meta.counts || {};
  const show = () => {
    time.textContent = moment(meta.as_of);
    $('#cut').hidden = !(shown < models);
    $('#cut').textContent = t('footer.cut', { shown: count(shown), all: count(models) });
  };
  if (meta.as_of) {
    time.setAttribute('datetime', meta.as_of);
  }
  show();
  onLanguage(show);
}

/** fail: says what could not be loaded, where the page's content would be. */
function fail(error) {
  const box = $('#failure');
  box.textContent = t('failure', { reason: error.message });
  box.hidden = false;
  document.body.dataset.state = 'failed';
  throw error;
}

/** shared: what assets/share.js has by that name. */
async function shared(name, meta) {
  await loadBundle('share');
  await self.llmecoShare[name](meta, t);
}

async function start(page) {
  switches();
  menus();
  anchors();
  addEventListener('otherrun', renewed);
  await startLanguage();
  const meta = await loadMeta();
  footer(meta);
  if (meta.counts?.models === 0) {
    empty();
    onLanguage(empty);
  }
  $('#share').addEventListener('click', () => shared('copyAddress', meta));
  $('#cite').addEventListener('click', () => shared('showCitation', meta));
  await page();
  if ('embed' in document.documentElement.dataset) {
    await shared('embed', meta);
  }
  document.body.dataset.state = 'ready';
  if ($('link[rel="canonical"]')) {
    shared('startWorker', meta);
  }
}

export function run(page) {
  start(page).catch(fail);
}
