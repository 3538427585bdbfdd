// Service worker of a site that knows its address (llmeco-viz --base-url): what was seen opens
// without a network, too. Each page and data file is kept only if it is, byte for byte, the one
// that llmeco-viz wrote in this run, so that old and new never meet; the next run's worker throws
// all of it away. Pages are asked for anew as long as there is a network.

const RUN = '0000000000000000'; // llmeco-viz fills these three in
const VERSION = '';
const FILES = {}; // path: CRC-32

const OURS = `llmeco ${registration.scope} `;
const CACHE = OURS + VERSION;

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
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

/** fileOf: the path of what is asked for, where it is a file of this run; else null. */
function fileOf(request) {
  const url = new URL(request.url);
  const whole = url.origin + url.pathname;
  if (request.method !== 'GET' || !whole.startsWith(registration.scope)) {
    return null;
  }
  const path = whole.slice(registration.scope.length) || 'index.html';
  const wanted = path.endsWith('.html') || url.searchParams.get('v') === RUN;
  return wanted && Object.hasOwn(FILES, path) ? path : null;
}

const address = (path) => registration.scope + path;

/** kept: the file as this run wrote it, or undefined. */
async function kept(path) {
  return (await caches.open(CACHE)).match(address(path));
}

/** keep: keeps an answer of the network, if it is what this run wrote. */
async function keep(path, response) {
  if (!response.ok || response.redirected) {
    return;
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (crc32(bytes) === FILES[path]) {
    const { headers } = response;
    const copy = new Response(bytes, { headers: { 'content-type': headers.get('content-type') } });
    await (await caches.open(CACHE)).put(address(path), copy);
  }
}

async function answer(event, path) {
  const isPage = path.endsWith('.html');
  const known = isPage ? undefined : await kept(path);
  if (known) {
    return known;
  }
  try {
    const response = await fetch(event.request);
    // where there is no room, the answer is there all the same
    event.waitUntil(keep(path, response.clone()).catch(() => {}));
    return response;
  } catch (error) {
    const old = isPage ? await kept(path) : undefined;
    if (old) {
      return old;
    }
    throw error;
  }
}

async function renew() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(renew()));
addEventListener('fetch', (event) => {
  const path = fileOf(event.request);
  if (path !== null) {
    event.respondWith(answer(event, path));
  }
});
