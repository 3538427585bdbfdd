// A chart as a file, as it is shown: PNG at twice the size, SVG with real text, CSV of its table.

import { csvBlob } from '../core/csv.js';
import { escapeXml, xmlText } from '../core/xml.js';
import { echartsTheme } from './theme.js';

const HEAD = 40;

function frame({ instance, theme }) {
  return { width: instance.getWidth(), height: instance.getHeight() + HEAD, theme };
}

/** png: a promise of a Blob: the title, then the picture, on the page's surface colour. */
export function png(drawn, title) {
  const { width, height, theme } = frame(drawn);
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const ctx = canvas.getContext('2d');
  ctx.scale(2, 2);
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = theme.ink;
  ctx.font = `600 14px ${theme.font}`;
  ctx.fillText(title, 16, 25);
  ctx.drawImage(drawn.instance.renderToCanvas({ pixelRatio: 2 }), 0, HEAD, width, height - HEAD);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/**
 * svg: a Blob of the same, drawn again from the chart's option with the zoom and the series that it
 * shows.
 */
export function svg(drawn, title) {
  const { width, height, theme } = frame(drawn);
  const copy = self.llmecoCharts.init(null, echartsTheme(theme), {
    renderer: 'svg',
    ssr: true,
    width,
    height: height - HEAD,
    locale: drawn.locale,
  });
  copy.setOption({ ...drawn.instance.getOption(), animation: false });
  const picture = copy.renderToSVGString();
  copy.dispose();
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const font = `font-family="${escapeXml(theme.font)}" font-size="14" font-weight="600"`;
  return new Blob(
    [
      xmlText(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>
<title>${escapeXml(title)}</title>
<rect width="100%" height="100%" fill="${theme.surface}"/>
<text x="16" y="25" ${font} fill="${theme.ink}">${escapeXml(title)}</text>
<g transform="translate(0 ${HEAD})">${picture}</g>
</svg>
`),
    ],
    { type: 'image/svg+xml' },
  );
}

/** csv: a Blob of a chart's table. */
export function csv({ columns, rows }) {
  return csvBlob(
    columns.map((column) => column.key),
    rows,
  );
}
