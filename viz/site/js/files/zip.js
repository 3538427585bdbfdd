// Files in one file: ZIP without compression, without dates: same content, same bytes.

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) {
    crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return crc;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    crc = TABLE[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

// record: numbers of 2 or 4 bytes ([value, bytes]), little-endian.
function record(fields) {
  const bytes = new DataView(new ArrayBuffer(fields.reduce((sum, [, size]) => sum + size, 0)));
  let at = 0;
  for (const [value, size] of fields) {
    size === 2 ? bytes.setUint16(at, value, true) : bytes.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}

/** zip: a promise of a Blob; files: [{ name (ASCII), blob }], less than 4 GB. */
export async function zip(files) {
  const parts = [];
  const central = [];
  let at = 0;
  let centralSize = 0;
  for (const { name, blob } of files) {
    const title = new TextEncoder().encode(name);
    const crc = crc32(new Uint8Array(await blob.arrayBuffer()));
    // version 2.0, no flags, stored, 1980-01-01 00:00
    const common = [
      [20, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0x21, 2],
      [crc, 4],
      [blob.size, 4],
      [blob.size, 4],
      [title.length, 2],
      [0, 2],
    ];
    const local = record([[0x04034b50, 4], ...common]);
    const entry = record([
      [0x02014b50, 4],
      [20, 2],
      ...common,
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [at, 4],
    ]);
    parts.push(local, title, blob);
    central.push(entry, title);
    at += local.byteLength + title.length + blob.size;
    centralSize += entry.byteLength + title.length;
  }
  const end = record([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [files.length, 2],
    [files.length, 2],
    [centralSize, 4],
    [at, 4],
    [0, 2],
  ]);
  return new Blob([...parts, ...central, end], { type: 'application/zip' });
}
