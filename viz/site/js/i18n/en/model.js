// English texts: the page of a model.
export const model = {
  'model.title': 'Model · llmeco',
  'model.description': 'Model',
  'model.heading': 'Model',
};
