// Chinese texts: charts.
export const charts = {
  'chart.table': '以表格显示',
  'chart.export': '导出此图',
  'chart.table.shown': '已显示为表格',
  'chart.picture.shown': '已显示为图形',
};
