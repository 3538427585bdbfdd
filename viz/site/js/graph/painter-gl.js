// Draws points and lines by the hundred thousand with WebGL: places and colours
// lie in buffers, a view is two draw calls.

const POINTS = [
  `#version 300 es
in vec2 place; in float radius; in vec4 color;
uniform vec2 middle; uniform vec2 zoom; uniform float scale; uniform float least;
out vec4 fill; out float size;
void main() {
  size = max(2.0 * radius * scale, least);
  fill = color;
  gl_Position = vec4((place - middle) * zoom, 0.0, 1.0);
  gl_PointSize = size + 1.0;
}`,
  `#version 300 es
precision mediump float;
in vec4 fill; in float size;
out vec4 result;
void main() {
  float edge = (0.5 - length(gl_PointCoord - 0.5)) * (size + 1.0);
  result = vec4(fill.rgb, 1.0) * fill.a * clamp(edge, 0.0, 1.0);
}`,
];

const LINES = [
  `#version 300 es
in vec2 place; in vec4 color;
uniform vec2 middle; uniform vec2 zoom;
out vec4 fill;
void main() {
  fill = vec4(color.rgb, 1.0) * color.a;
  gl_Position = vec4((place - middle) * zoom, 0.0, 1.0);
}`,
  `#version 300 es
precision mediump float;
in vec4 fill;
out vec4 result;
void main() {
  result = fill;
}`,
];

export class GlPainter {
  /** open: a painter on a canvas, null where it has no WebGL 2. */
  static open(canvas) {
    const gl = canvas.getContext('webgl2', { antialias: false, depth: false, stencil: false });
    return gl && !gl.isContextLost() ? new GlPainter(gl) : null;
  }

  constructor(gl) {
    this.gl = gl;
    this.points = new Program(gl, POINTS, { place: 2, radius: 1, color: 4 });
    this.lines = new Program(gl, LINES, { place: 2, color: 4 });
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  /** places: points [x, y, ...] with radii; lines [x, y, x, y, ...]. */
  places({ points, radii, lines }) {
    this.points.put('place', points);
    this.points.put('radius', radii);
    this.lines.put('place', lines);
    this.pointCount = radii.length;
    this.lineCount = lines.length / 2;
  }

  /** colors: four bytes a point, and a vertex of a line. */
  colors({ points, lines }) {
    this.points.put('color', points);
    this.lines.put('color', lines);
  }

  draw({ width, height, x, y, scale, least }, ratio) {
    const { gl } = this;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const camera = {
      middle: [x, y],
      zoom: [(2 * scale) / width, (-2 * scale) / height],
      scale: [scale * ratio],
      least: [least * ratio],
    };
    this.lines.draw(gl.LINES, this.lineCount, camera);
    this.points.draw(gl.POINTS, this.pointCount, camera);
  }
}

class Program {
  constructor(gl, [vertex, fragment], attributes) {
    this.gl = gl;
    this.program = gl.createProgram();
    for (const [kind, source] of [
      [gl.VERTEX_SHADER, vertex],
      [gl.FRAGMENT_SHADER, fragment],
    ]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(this.program, shader);
    }
    gl.linkProgram(this.program);
    if (!gl.getProgramParameter(this.program, gl.LINK_STATUS)) {
      throw new Error(gl.getProgramInfoLog(this.program) || 'WebGL context lost');
    }
    this.layout = gl.createVertexArray();
    this.sizes = attributes;
    this.buffers = {};
    for (const name of Object.keys(attributes)) {
      this.buffers[name] = gl.createBuffer();
    }
  }

  put(name, values) {
    const { gl } = this;
    const at = gl.getAttribLocation(this.program, name);
    const bytes = values instanceof Uint8Array;
    gl.bindVertexArray(this.layout);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffers[name]);
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, this.sizes[name], bytes ? gl.UNSIGNED_BYTE : gl.FLOAT, bytes, 0, 0);
  }

  draw(mode, count, uniforms) {
    const { gl } = this;
    gl.useProgram(this.program);
    gl.bindVertexArray(this.layout);
    for (const [name, value] of Object.entries(uniforms)) {
      const at = gl.getUniformLocation(this.program, name);
      if (at) {
        gl[value.length === 2 ? 'uniform2fv' : 'uniform1fv'](at, value);
      }
    }
    gl.drawArrays(mode, 0, count);
  }
}
