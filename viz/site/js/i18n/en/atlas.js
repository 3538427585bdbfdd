// English texts: the atlas.
export const atlas = {
  'atlas.title': 'Atlas · llmeco',
  'atlas.description':
    'All open-source AI models that are built on others or have others built on them, family ' +
    'by family.',
  'atlas.heading': 'Atlas of all families',
  'atlas.lead':
    'A family is a base model and what is built on it; a model with several bases stands with ' +
    'the nearest.',
  'atlas.summary': '{models} models with relatives, {edges} derivations, {families} families',
  'atlas.summary.part':
    '{n} of {models} models with relatives, {edges} derivations among them, {families} families',
  'atlas.find': 'Find a model or author in the atlas',
  'atlas.networks': 'Networks',
  'atlas.picture': 'Drawing of all families. The families are listed under Families.',
  'atlas.tabs': 'About the atlas',
  'atlas.tab.families': 'Families',
  'atlas.list.base': 'Base model',
  'atlas.list.models': 'Models',
  'atlas.list.share': 'Share',
  'atlas.alone': '{name} has no relatives here, so it is not in the atlas.',
};
