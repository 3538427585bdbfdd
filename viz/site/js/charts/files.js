// A chart as a file, as it is shown: PNG at twice the size, SVG with real text, CSV of its table.
// The pictures have a title, the whole legend, and say where the numbers come from.

import { csvBlob } from '../core/csv.js';
import { escapeXml, xmlText } from '../core/xml.js';
import { wrapped } from '../graph/caption.js';
import { echartsTheme } from './theme.js';

const HEAD = 40;
const LINE = 16;
const MARGIN = 16;
// an entry of a legend without its text: icon and gaps
const ENTRY = 27;

function measure(font) {
  const ctx = document.createElement('canvas').getContext('2d');
  ctx.font = font;
  return (text) => ctx.measureText(text).width;
}

/**
 * frame: the sizes of a file of a chart; about: {title, lines}, what stands above and below it. On
 * the screen a legend that does not fit scrolls; in a file it gets rows.
 */
function frame({ instance, theme }, { title, lines }) {
  const width = instance.getWidth();
  const option = instance.getOption();
  const legend = option.legend?.[0];
  const small = measure(`12px ${theme.font}`);
  const names = legend && legend.show !== false ? legendNames(legend, option.series) : [];
  let [rows, x] = [1, 0];
  for (const name of names) {
    const needed = ENTRY + small(name);
    if (x > 0 && x + needed > width) {
      [rows, x] = [rows + 1, 0];
    }
    x += needed;
  }
  const more = (rows - 1) * 22;
  const heading = wrapped(title, width - 2 * MARGIN, measure(`600 14px ${theme.font}`));
  const notes = lines.flatMap((line) => wrapped(line, width - 2 * MARGIN, small));
  const head = HEAD + (heading.length - 1) * 20;
  const picture = instance.getHeight() + more;
  const height = head + picture + notes.length * LINE + MARGIN;
  if (legend) {
    option.legend[0] = { ...legend, type: 'plain' };
    option.grid = option.grid.map((grid) => ({ ...grid, top: grid.top + more }));
  }
  return { width, height, head, picture, heading, notes, option, theme };
}

function legendNames({ data }, series) {
  return data?.length
    ? data.map((entry) => entry.name ?? entry)
    : [...new Set(series.map(({ name }) => name))];
}

// copy: the chart again, without movement, as it is in a file.
function copy({ locale }, { width, picture, option, theme }, place, how) {
  const size = { width, height: picture, locale };
  const instance = self.llmecoCharts.init(place, echartsTheme(theme), { ...how, ...size });
  instance.setOption({ ...option, animation: false });
  return instance;
}

/** png: a promise of a Blob, on the page's surface colour. */
export function png(drawn, about) {
  const made = frame(drawn, about);
  const { width, height, head, picture, heading, notes, theme } = made;
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const ctx = canvas.getContext('2d');
  ctx.scale(2, 2);
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = theme.ink;
  ctx.font = `600 14px ${theme.font}`;
  heading.forEach((line, i) => ctx.fillText(line, MARGIN, 25 + i * 20));
  const instance = copy(drawn, made, document.createElement('div'), { renderer: 'canvas' });
  ctx.drawImage(instance.renderToCanvas({ pixelRatio: 2 }), 0, head, width, picture);
  instance.dispose();
  ctx.fillStyle = theme['ink-2'];
  ctx.font = `12px ${theme.font}`;
  notes.forEach((line, i) => ctx.fillText(line, MARGIN, head + picture + (i + 1) * LINE));
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/** svg: a Blob of the same, with the zoom and the series that it shows. */
export function svg(drawn, about) {
  const made = frame(drawn, about);
  const { width, height, head, picture, heading, notes, theme } = made;
  const instance = copy(drawn, made, null, { renderer: 'svg', ssr: true });
  const text = instance.renderToSVGString();
  instance.dispose();
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const font = `font-family="${escapeXml(theme.font)}"`;
  const lines = [
    ...heading.map(
      (line, i) =>
        `<text x="${MARGIN}" y="${25 + i * 20}" ${font} font-size="14" font-weight="600" ` +
        `fill="${theme.ink}">${escapeXml(line)}</text>`,
    ),
    ...notes.map(
      (line, i) =>
        `<text x="${MARGIN}" y="${head + picture + (i + 1) * LINE}" ${font} font-size="12" ` +
        `fill="${theme['ink-2']}">${escapeXml(line)}</text>`,
    ),
  ];
  return new Blob(
    [
      xmlText(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>
<title>${escapeXml(about.title)}</title>
<rect width="100%" height="100%" fill="${theme.surface}"/>
${lines.join('\n')}
<g transform="translate(0 ${head})">${text}</g>
</svg>
`),
    ],
    { type: 'image/svg+xml' },
  );
}

/** csv: a Blob of a chart's table; file(value) of a column gives what the file has of it. */
export function csv({ columns, rows }) {
  return csvBlob(
    columns.map((column) => column.key),
    rows.map((row) => row.map((value, i) => columns[i].file?.(value) ?? value)),
  );
}
