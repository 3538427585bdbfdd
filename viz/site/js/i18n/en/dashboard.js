// English texts: the dashboard.
export const dashboard = {
  'dashboard.title': 'Dashboard · llmeco',
  'dashboard.description': 'Dashboard',
  'dashboard.heading': 'Dashboard',
};
