// Where the page is on the web, as llmeco-viz --base-url says in its head.

import { $ } from '../core/dom.js';

// state: what the address has after the ? and the #, without the wish to be embedded.
function state() {
  const text = [location.search.slice(1), location.hash.slice(1)].filter(Boolean).join('&');
  return text.replace(/(^|&)embed(=[^&]*)?(?=&|$)/, '').replace(/^&/, '');
}

const withState = (address) => address + (state() ? `#${state()}` : '');

/** hostedAddress: of this view; null where the site does not know where it is. */
export function hostedAddress() {
  const link = $('link[rel="canonical"]');
  return link ? withState(link.href) : null;
}

/** viewAddress: the address to give to others: of a site on disk the one on the web, if any. */
export function viewAddress() {
  const here = withState(location.href.split(/[?#]/)[0]);
  return location.protocol === 'file:' ? (hostedAddress() ?? here) : here;
}
