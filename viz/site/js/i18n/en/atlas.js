// English texts: the atlas.
export const atlas = {
  'atlas.title': 'Atlas · llmeco',
  'atlas.description': 'Atlas',
  'atlas.heading': 'Atlas',
};
