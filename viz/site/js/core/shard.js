// In which file the details of a model are: by the hash of its name, so that a page needs no list
// of models to find them.

/**
 * shardOf: the first byte of the SHA-256 of a name, its ASCII letters in lower case, as two
 * hexadecimal digits. (The browser's own digest is not there over plain HTTP.)
 */
export function shardOf(name) {
  return sha256(new TextEncoder().encode(name.replace(/[A-Z]+/g, (c) => c.toLowerCase()))).slice(
    0,
    2,
  );
}

// FIPS 180-4: the constants are the first 32 bits of what comes after the point in the cube and the
// square roots of the first primes.
const PRIMES = Array.from({ length: 310 }, (_, n) => n + 2).filter(
  (n) => !Array.from({ length: n - 2 }, (_, i) => i + 2).some((d) => n % d === 0),
);
const fraction = (root) => (n) => ((root(n) % 1) * 2 ** 32) | 0;
const K = PRIMES.slice(0, 64).map(fraction(Math.cbrt));
const START = PRIMES.slice(0, 8).map(fraction(Math.sqrt));
const turn = (x, n) => (x >>> n) | (x << (32 - n));

/** sha256: of bytes, as hexadecimal digits. */
export function sha256(bytes) {
  const blocks = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
  new Uint8Array(blocks.buffer).set(bytes);
  blocks.setUint8(bytes.length, 0x80);
  blocks.setUint32(blocks.byteLength - 4, bytes.length * 8);
  const state = [...START];
  for (let at = 0; at < blocks.byteLength; at += 64) {
    const w = Array.from({ length: 16 }, (_, i) => blocks.getInt32(at + 4 * i));
    for (let i = 16; i < 64; i++) {
      const [a, b] = [w[i - 15], w[i - 2]];
      const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
      const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const one = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => {
      state[i] = (state[i] + value) | 0;
    });
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
