// English texts: assets/share.js. A page that loads it need not have them.
export const share = {
  copy: 'Copy',
  'copy.done': 'Copied',
  'copy.selected': 'Selected: copy it with the keyboard',
  'cite.text': 'Citation as text',
  'cite.bibtex': 'Citation for BibTeX',
  'cite.close': 'Close',
  'embed.open': 'Open in llmeco',
};
