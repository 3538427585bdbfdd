// Chinese texts: the page of a model.
export const model = {
  'model.title': '模型 · llmeco',
  'model.description': '模型',
  'model.heading': '模型',
};
