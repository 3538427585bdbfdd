// English texts: charts.
export const charts = {
  'chart.table': 'Show as a table',
  'chart.export': 'Export this chart',
  'chart.table.shown': 'Shown as a table',
  'chart.picture.shown': 'Shown as a picture',
};
