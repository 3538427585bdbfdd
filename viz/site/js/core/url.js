// The state of a page lives in its address, after the #: that works on file://,
// is never sent to a server and may be long. A ?query is read as well, for
// links from elsewhere; the # wins.

/** readState: {key: [values]} of the address. */
export function readState() {
  const state = new Map();
  for (const text of [location.search.slice(1), location.hash.slice(1)]) {
    const own = new Map();
    for (const [key, value] of new URLSearchParams(text)) {
      own.set(key, [...(own.get(key) || []), value]);
    }
    for (const [key, values] of own) {
      state.set(key, values);
    }
  }
  return {
    all: (key) => state.get(key) || [],
    get: (key, fallback = '') => state.get(key)?.at(-1) ?? fallback,
    int: (key, fallback) => {
      const value = state.get(key)?.at(-1) ?? '';
      return /^[0-9]{1,9}$/.test(value) ? Number(value) : fallback;
    },
    oneOf: (key, allowed, fallback) => {
      const value = state.get(key)?.at(-1);
      return allowed.includes(value) ? value : fallback;
    },
  };
}

/** query: 'a=1&b=x/y' of {key: value | [values]}; empty values are left out. */
export function query(state) {
  const parts = [];
  for (const [key, value] of Object.entries(state)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== '' && one !== null && one !== undefined && one !== false) {
        parts.push(`${key}=${escapeValue(String(one))}`);
      }
    }
  }
  return parts.join('&');
}

// Slashes and commas may stay as they are after the #, which keeps names readable.
function escapeValue(text) {
  return encodeURIComponent(text).replace(/%2F/g, '/').replace(/%2C/g, ',').replace(/%3A/g, ':');
}

/** writeState: puts the state into the address; `push` makes a step for the Back button. */
export function writeState(state, push = false) {
  const { embed } = document.documentElement.dataset;
  const text = query(embed === undefined ? state : { ...state, embed: embed || 1 });
  const url = location.pathname + (text ? `#${text}` : '');
  if (url === location.pathname + location.search + location.hash) {
    return;
  }
  try {
    history[push ? 'pushState' : 'replaceState'](null, '', url);
  } catch {
    location.hash = text;
  }
}

/** onStateChange: called when the reader goes back, forward or edits the address. */
export function onStateChange(fn) {
  let last = location.href;
  const check = () => {
    if (location.href !== last) {
      last = location.href;
      fn();
    }
  };
  addEventListener('popstate', () => {
    last = '';
    check();
  });
  addEventListener('hashchange', check);
}

/** networkUrl: the network page for models, an author or the top K. */
export function networkUrl(state) {
  return `network.html#${query(state)}`;
}

/** modelUrl: the page of a model. */
export function modelUrl(name) {
  return `model.html#${query({ m: name })}`;
}

/** hubUrl: a model's or author's page on the Hub. */
export function hubUrl(name) {
  return `https://huggingface.co/${name.split('/').map(encodeURIComponent).join('/')}`;
}

/** repoUrl: the page of a GitHub project. */
export function repoUrl(name) {
  return `repo.html#${query({ r: name })}`;
}

/** githubUrl: a repository's or an account's page on GitHub. */
export function githubUrl(name) {
  return `https://github.com/${name.split('/').map(encodeURIComponent).join('/')}`;
}

/** thingUrl: the page of an author, family, task, license, language or dataset. */
export function thingUrl(kind, name) {
  return `${kind}.html#${query({ n: name })}`;
}

/** licenceUrl: whether a model may be used, by the licences of its lineage. */
export function licenceUrl(name) {
  return `licenses.html#${query({ m: name })}`;
}

/** MOST_COMPARED: how many models are compared side by side. */
export const MOST_COMPARED = 5;

/** compareUrl: models side by side. */
export function compareUrl(names) {
  return `compare.html#${query({ m: names })}`;
}

/** pathUrl: how two models are related; the second may be left open. */
export function pathUrl(from, to = '') {
  return `path.html#${query({ from, to })}`;
}

/** dayOf: 2024-05-31 as days since 1970-01-01, null for anything else. */
export function dayOf(text) {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) / 86400000 : NaN;
  return Number.isNaN(day) ? null : day;
}
