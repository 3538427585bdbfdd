// The few DOM helpers that every room uses. Text always goes in as text nodes.

/**
 * h: makes an element. Attributes are set as given; `on…` are listeners, `class`
 * and `dataset` do what they say, null and false leave an attribute out.
 *   h('a', { href: url, class: 'quiet' }, 'text', [more, children])
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** svg: the same for SVG elements. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'dataset') {
      Object.assign(element.dataset, value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(2).filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** css: sets custom properties or styles through the CSSOM, which the CSP allows. */
export function css(element, styles) {
  for (const [name, value] of Object.entries(styles)) {
    element.style.setProperty(name, value);
  }
  return element;
}

/** announce: says a text to screen readers through the page's live region. */
export function announce(text) {
  const region = $('#live');
  if (region && region.textContent !== text) {
    region.textContent = text;
  }
}

/** later: calls fn once, `ms` after the last call of the returned function. */
export function later(fn, ms) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => fn(...args), ms);
  };
}

/** painted: resolves when what was drawn before is on the screen. */
export function painted() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  });
}

/** download: offers a blob as a file. */
export function download(name, blob) {
  const url = URL.createObjectURL(blob);
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/**
 * textScale: the size of text that the reader has asked the browser for, in shares of the usual
 * one; what a canvas writes follows it.
 */
export function textScale() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 14;
}
