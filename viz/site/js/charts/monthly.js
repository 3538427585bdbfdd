// Charts of months: bars, one on the other where there are several series. A month that the data
// ends in is drawn as such: its bars are light and dashed.

import { month } from '../core/format.js';

/**
 * monthlyOption: ECharts' option. all: months as 12 * year + month - 1; series: [{name, color,
 * values}]; open: the month that is not complete, or null; axis: of the values.
 */
export function monthlyOption(theme, { all, series, open, axis = {}, grid = {}, tooltip }) {
  return {
    grid: { top: 12, left: 4, right: 8, bottom: theme.size(24), ...grid },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, ...tooltip },
    xAxis: {
      type: 'category',
      data: all.map(month),
      axisLabel: { hideOverlap: true, showMaxLabel: true, alignMaxLabel: 'right' },
    },
    yAxis: { type: 'value', minInterval: 1, splitNumber: 3, ...axis },
    series: series.map(({ name, color, values }, at) => ({
      name,
      type: 'bar',
      stack: 'all',
      barCategoryGap: '18%',
      cursor: 'pointer',
      color,
      data: values.map((value, i) => ({
        value,
        itemStyle: {
          borderColor: theme.surface,
          borderWidth: series.length > 1 ? 0.5 : 0,
          ...(all[i] === open && {
            opacity: 0.45,
            borderColor: color,
            borderWidth: 1,
            borderType: 'dashed',
          }),
          ...(at === series.length - 1 && { borderRadius: [2, 2, 0, 0] }),
        },
      })),
    })),
  };
}
