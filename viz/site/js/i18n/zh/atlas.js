// Chinese texts: the atlas.
export const atlas = {
  'atlas.title': '图谱全景 · llmeco',
  'atlas.description': '图谱全景',
  'atlas.heading': '图谱全景',
};
