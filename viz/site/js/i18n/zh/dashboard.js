// Chinese texts: the dashboard.
export const dashboard = {
  'dashboard.title': '数据看板 · llmeco',
  'dashboard.description': '数据看板',
  'dashboard.heading': '数据看板',
};
