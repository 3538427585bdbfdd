// The drawing as a file: SVG with real text, PNG at twice the size, both with what is drawn and
// where it comes from below.

import { download } from '../../core/dom.js';
import { term } from '../../core/i18n.js';
import { sourceLines } from '../../core/source.js';
import { escapeXml } from '../../core/xml.js';
import { caption, captionSvg } from '../../graph/caption.js';
import { readPalette, rgb } from '../../graph/palette.js';

const LEAST_WIDTH = 360;
const STYLES = ['fill', 'stroke', 'stroke-width', 'font-size', 'font-weight'];

/** save: offers a Drawing as a file; suffix: svg or png. */
export async function save(suffix, drawing, { title, meta }) {
  const { text, width, height } = svgFile(drawing, title, sourceLines(meta));
  const blob =
    suffix === 'svg'
      ? new Blob([text], { type: 'image/svg+xml' })
      : await painted(text, width, height);
  download(`llmeco-path.${suffix}`, blob);
}

function svgFile({ element, relations }, title, lines) {
  const palette = readPalette();
  const [, , drawn, high] = element.getAttribute('viewBox').split(' ').map(Number);
  const width = Math.max(LEAST_WIDTH, drawn);
  const legend = relations.map((relation) => ({
    text: term('relation', relation),
    color: palette[relation],
    relation,
  }));
  const below = caption({ title, lines, legend }, width);
  const height = Math.ceil(high + below.height);
  const inside = new XMLSerializer().serializeToString(styled(element));
  return {
    width,
    height,
    text: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" \
viewBox="0 0 ${width} ${height}" font-family="sans-serif">
<title>${escapeXml(title)}</title>
<rect width="100%" height="100%" fill="${rgb(palette.surface)}"/>
<g transform="translate(${(width - drawn) / 2} 0)">${inside}</g>
${captionSvg(below, palette, high)}
</svg>
`,
  };
}

// styled: a copy that needs no style sheet, and leads nowhere.
function styled(element) {
  const copy = element.cloneNode(true);
  const originals = [element, ...element.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((one, i) => {
    if (one.matches('rect, path, polygon, text')) {
      const style = getComputedStyle(originals[i]);
      STYLES.forEach((name) => one.setAttribute(name, style.getPropertyValue(name)));
    }
    ['class', 'href', 'role', 'aria-label'].forEach((name) => one.removeAttribute(name));
  });
  return copy;
}

async function painted(text, width, height) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
