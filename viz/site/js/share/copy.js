// Text for the clipboard.

import { announce } from '../core/dom.js';

/**
 * copyText: copies, and says so; where the page may not write to the clipboard, the text is left
 * selected in the element that shows it. Resolves to what was said; t: i18n.js's.
 */
export async function copyText(text, shown, t) {
  getSelection().selectAllChildren(shown);
  let copied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copied = document.execCommand('copy');
  }
  const said = t(copied ? 'copy.done' : 'copy.selected');
  announce(said);
  return said;
}
