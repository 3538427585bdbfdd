// A search field with type-ahead: the ARIA combobox pattern with a list box.
// Arrow keys move, Enter follows, Escape closes.

import { announce, h, later } from '../core/dom.js';
import { count } from '../core/format.js';
import { t } from '../core/i18n.js';

/**
 * combobox: makes `input` a combobox. find(text) gives (a promise of) at most
 * ten {label, detail, picture, group, value}; choose(value) follows one.
 */
export function combobox(input, find, choose) {
  const id = `${input.id}-list`;
  const list = h('ul', {
    class: 'combo-list',
    role: 'listbox',
    id,
    hidden: true,
    'aria-label': input.labels?.[0]?.textContent || '',
  });
  let items = [];
  let active = -1;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': id,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
  })) {
    input.setAttribute(name, value);
  }

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  const mark = (at) => {
    active = at;
    [...list.children].forEach((option, i) =>
      option.setAttribute('aria-selected', String(i === at)),
    );
    if (at < 0) {
      input.removeAttribute('aria-activedescendant');
    } else {
      input.setAttribute('aria-activedescendant', `${id}-${at}`);
      list.children[at].scrollIntoView({ block: 'nearest' });
    }
  };

  const take = (item) => {
    close();
    input.value = item.label;
    choose(item.value);
  };

  const show = (found, text) => {
    items = found;
    list.replaceChildren(
      ...(items.length
        ? items.map((item, i) =>
            h(
              'li',
              {
                role: 'option',
                id: `${id}-${i}`,
                'aria-selected': 'false',
                onmousedown: (event) => event.preventDefault(),
                onclick: () => take(item),
              },
              item.picture,
              h(
                'span',
                { class: 'combo-text' },
                h('span', { class: 'combo-label' }, marked(item.label, text)),
                h('span', { class: 'combo-detail' }, item.detail),
              ),
              h('span', { class: 'combo-group' }, item.group),
            ),
          )
        : [
            h(
              'li',
              {
                class: 'combo-none',
                role: 'option',
                'aria-disabled': 'true',
                'aria-selected': 'false',
              },
              t('search.none'),
            ),
          ]),
    );
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    active = -1;
    announce(items.length ? t('search.results', { n: count(items.length) }) : t('search.none'));
  };

  const search = async () => {
    const text = input.value.trim();
    if (!text) {
      close();
      return;
    }
    const found = await find(text);
    if (input.value.trim() === text && document.activeElement === input) {
      show(found, text);
    }
  };

  input.addEventListener('input', later(search, 60));
  input.addEventListener('focus', () => input.value.trim() && list.hidden && search());
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const open = !list.hidden && items.length > 0;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) {
        search();
      } else {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        mark((active + step + items.length + (active < 0 && step < 0 ? 1 : 0)) % items.length);
      }
    } else if (event.key === 'Enter') {
      if (open) {
        event.preventDefault();
        take(items[Math.max(0, active)]);
      }
    } else if (event.key === 'Escape') {
      if (list.hidden) {
        input.value = '';
      }
      close();
    }
  });
}

// marked: the label with the first place where the text was found set off.
function marked(label, text) {
  const at = label.toLowerCase().indexOf(text.toLowerCase());
  return at < 0
    ? label
    : [
        label.slice(0, at),
        h('mark', {}, label.slice(at, at + text.length)),
        label.slice(at + text.length),
      ];
}

/** findModels: the search of home and network: models and authors, best rank first. */
export function findModels(models, text, limit) {
  const wanted = text.toLowerCase();
  const found = models.matches(text);
  const rows = [];
  const rest = [];
  for (let row = 0; row < models.count && rows.length < limit; row++) {
    if (found[row]) {
      const starts =
        models.name(row).toLowerCase().startsWith(wanted) ||
        models.shortName(row).toLowerCase().startsWith(wanted);
      (starts ? rows : rest).push(row);
    }
  }
  return [...rows, ...rest].slice(0, limit);
}

/**
 * findAuthors: [{name, full, row, n}] of authors whose name or full name fits; row: the best model.
 */
export function findAuthors(models, text, limit) {
  const wanted = text.toLowerCase();
  const found = new Map();
  const { codes, labels } = models.authors;
  for (let row = 0; row < models.count; row++) {
    const code = codes[row];
    if (!code) {
      continue;
    }
    const entry = found.get(code);
    if (entry) {
      entry.n++;
    } else if (entry === undefined) {
      const name = labels[code - 1];
      const full = models.fullName(row);
      const fits =
        name.toLowerCase().includes(wanted) || (full && full.toLowerCase().includes(wanted));
      found.set(code, fits ? { name, full, row, n: 1 } : null);
    }
  }
  const starts = (a) => (a.name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return [...found.values()]
    .filter(Boolean)
    .sort((a, b) => starts(a) - starts(b) || a.row - b.row)
    .slice(0, limit);
}

/**
 * findRepos: [{name, openrank}] of repositories whose name fits, those that start with it first,
 * then by OpenRank.
 */
export function findRepos(table, text, limit) {
  const wanted = text.toLowerCase();
  const openrank = table.numbers('openrank');
  const starts = ({ name }) =>
    name
      .toLowerCase()
      .split('/')
      .some((part) => part.startsWith(wanted))
      ? 0
      : 1;
  return table
    .texts('repo')
    .map((name, row) => ({ name, openrank: openrank[row] }))
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .sort(
      (a, b) =>
        starts(a) - starts(b) ||
        (b.openrank || 0) - (a.openrank || 0) ||
        (a.name < b.name ? -1 : 1),
    )
    .slice(0, limit);
}
