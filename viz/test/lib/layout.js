// What widths are hard on: long names without a break, large numbers, texts that turn the
// direction; and what of a page leaves the place that it has.

export const TURNED = 'left \u202eright\u202c \u2067x';

/** awkward: puts the worst that the Hub allows into the first rows of an ecosystem. */
export function awkward(eco) {
  const long = (text, n) => text.repeat(Math.ceil(n / text.length)).slice(0, n);
  Object.assign(eco.models[5], {
    name: `${long('organization', 42)}/${long('AVeryLongModelName', 53)}`,
    author_full_name: long('Gesellschaftswissenschaften', 60),
    author_kind: 'organization',
    org_type: 'non-profit',
    task: 'visual-document-retrieval-and-question-answering',
    library: 'sentence-transformers-with-adapters',
    license: 'deepfloyd-if-license-with-an-addendum',
    downloads: 987654321098,
    likes: 123456789,
    parameters: 1.8e12,
    created_at: 19000,
    is_stub: 0,
  });
  Object.assign(eco.models[6], { author_full_name: TURNED, downloads: 1234567890 });
  return eco;
}

/**
 * sticksOut: in the page: what is wider than its box (it leaves it, or is cut), what has left the
 * window, and whether the page scrolls sideways. What scrolls by itself may be wider inside; may:
 * selectors of what does.
 */
export function sticksOut(may) {
  const found = [];
  const name = (element) =>
    `${element.tagName.toLowerCase()}${element.id && `#${element.id}`}` +
    `${[...element.classList].map((one) => `.${one}`).join('')}` +
    ` “${element.textContent.trim().slice(0, 40)}”`;
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth) {
    found.push(`the page scrolls sideways: ${page.scrollWidth}`);
  }
  for (const element of document.querySelectorAll('body *')) {
    if (
      !element.checkVisibility() ||
      element.closest('svg, .visually-hidden, .tooltip, noscript')
    ) {
      continue;
    }
    const { display, overflowX, textOverflow, position } = getComputedStyle(element);
    const inside = element.parentElement.closest(may);
    const over = element.scrollWidth - element.clientWidth;
    if (display !== 'inline' && element.clientWidth > 0 && over > 1 && !element.matches('select')) {
      if (overflowX === 'visible') {
        found.push(`${name(element)} is ${over} px too narrow for what is in it`);
      } else if (overflowX === 'auto' || overflowX === 'scroll') {
        element.matches(may) || found.push(`${name(element)} scrolls by ${over} px`);
      } else if (textOverflow !== 'ellipsis' && !element.matches('input, canvas')) {
        found.push(`${name(element)} cuts ${over} px`);
      }
    }
    const { left, right, width } = element.getBoundingClientRect();
    if (!inside && position !== 'fixed' && width > 0 && (left < -1 || right > innerWidth + 1)) {
      found.push(`${name(element)} is outside of the window: ${left} to ${right}`);
    }
  }
  return found;
}
