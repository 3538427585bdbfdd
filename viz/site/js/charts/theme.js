// The colours and type of tokens.css for ECharts, in the theme of the moment.

import { textScale } from '../core/dom.js';
import { readPalette, rgb } from '../graph/palette.js';

/**
 * readTheme: {ink, 'ink-2', 'ink-3', line, 'line-strong', surface, accent, own, child, parent,
 * unknown, …} as texts that a canvas takes, `band`: a see-through accent, `series`: eight colours
 * that are told apart, `font`, and size(pixels) for text as large as the reader wants it.
 */
export function readTheme() {
  const palette = readPalette();
  const theme = Object.fromEntries(
    Object.entries(palette).map(([name, color]) => [name, rgb(color)]),
  );
  theme.series = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => theme[`cat-${n}`]);
  theme.band = `rgba(${palette.accent.join(', ')}, 0.14)`;
  // ECharts puts it into attributes of an SVG file as it is
  theme.font = getComputedStyle(document.body).fontFamily.replaceAll('"', "'");
  const scale = textScale();
  theme.size = (pixels) => pixels * scale;
  return theme;
}

/** echartsTheme: the defaults of every chart; an option() needs to say only what differs. */
export function echartsTheme(theme) {
  const text = { color: theme['ink-2'], fontFamily: theme.font, fontSize: theme.size(12) };
  const axis = {
    axisLine: { lineStyle: { color: theme['line-strong'] } },
    axisTick: { show: false },
    axisLabel: text,
    nameTextStyle: text,
    splitLine: { lineStyle: { color: theme.line } },
    minorTick: { show: false },
  };
  return {
    color: theme.series,
    backgroundColor: 'transparent',
    textStyle: text,
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    logAxis: { ...axis, axisLine: { show: false } },
    timeAxis: axis,
    // labels that do not fit widen the margins
    grid: { left: 4, right: 12, top: 40, bottom: 8 },
    legend: {
      top: 0,
      left: 0,
      textStyle: text,
      inactiveColor: theme['line-strong'],
      icon: 'roundRect',
      itemWidth: 12,
      itemHeight: 8,
      pageTextStyle: text,
      pageIconColor: theme['ink-2'],
      pageIconInactiveColor: theme['line-strong'],
    },
    dataZoom: {
      borderColor: theme.line,
      fillerColor: theme.band,
      textStyle: text,
      dataBackground: {
        lineStyle: { color: theme['line-strong'] },
        areaStyle: { color: theme.line },
      },
      selectedDataBackground: {
        lineStyle: { color: theme.accent },
        areaStyle: { color: theme.band },
      },
      handleStyle: { color: theme.surface, borderColor: theme['ink-3'] },
      moveHandleStyle: { color: theme['line-strong'] },
      emphasis: {
        handleStyle: { borderColor: theme.accent },
        moveHandleStyle: { color: theme.accent },
      },
    },
    // one alone would fill the picture
    bar: { barMaxWidth: 40 },
    line: { symbol: 'circle', symbolSize: 5, showSymbol: false, lineStyle: { width: 2 } },
    treemap: { itemStyle: { borderColor: theme.surface } },
  };
}
