// The same as painter-gl on a 2D canvas: without WebGL, and for the PNG.

export class FlatPainter {
  static open(canvas) {
    return new FlatPainter(canvas.getContext('2d'));
  }

  constructor(ctx) {
    this.ctx = ctx;
  }

  places(places) {
    this.at = places;
  }

  colors(colors) {
    this.color = colors;
  }

  /** draw: lines and points of one colour in a run are one path. */
  draw({ width, height, x, y, scale, least }, ratio) {
    const { ctx, at, color } = this;
    const toX = (value) => width / 2 + (value - x) * scale;
    const toY = (value) => height / 2 + (value - y) * scale;
    const outside = (ax, ay) => ax < -50 || ay < -50 || ax > width + 50 || ay > height + 50;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    ctx.lineWidth = 1;
    runs(color.lines, 8, (from, to, style) => {
      ctx.strokeStyle = style;
      ctx.beginPath();
      for (let i = from; i < to; i++) {
        const [ax, ay, bx, by] = [
          toX(at.lines[4 * i]),
          toY(at.lines[4 * i + 1]),
          toX(at.lines[4 * i + 2]),
          toY(at.lines[4 * i + 3]),
        ];
        if (!outside(ax, ay) || !outside(bx, by)) {
          ctx.moveTo(ax, ay);
          ctx.lineTo(bx, by);
        }
      }
      ctx.stroke();
    });
    runs(color.points, 4, (from, to, style) => {
      ctx.fillStyle = style;
      ctx.beginPath();
      for (let i = from; i < to; i++) {
        const [ax, ay] = [toX(at.points[2 * i]), toY(at.points[2 * i + 1])];
        const r = Math.max(at.radii[i] * scale, least / 2);
        if (!outside(ax + Math.sign(width / 2 - ax) * r, ay + Math.sign(height / 2 - ay) * r)) {
          ctx.moveTo(ax + r, ay);
          r < 1.5 ? ctx.rect(ax - r, ay - r, 2 * r, 2 * r) : ctx.arc(ax, ay, r, 0, 2 * Math.PI);
        }
      }
      ctx.fill();
    });
  }
}

// runs: neighbours with the same first four bytes of `step`.
function runs(bytes, step, paint) {
  const count = bytes.length / step;
  const key = (i) =>
    (bytes[i * step] << 24) |
    (bytes[i * step + 1] << 16) |
    (bytes[i * step + 2] << 8) |
    bytes[i * step + 3];
  for (let from = 0; from < count;) {
    let to = from + 1;
    while (to < count && key(to) === key(from) && to - from < 2000) {
      to++;
    }
    const [r, g, b, a] = bytes.subarray(from * step, from * step + 4);
    if (a > 0) {
      paint(from, to, `rgb(${r} ${g} ${b} / ${(a / 255).toFixed(3)})`);
    }
    from = to;
  }
}
