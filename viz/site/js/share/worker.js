// The service worker (sw.js): there is one only where llmeco-viz knew the site's address.

/** startWorker: where the browser takes one: over https, or on the machine itself. */
export function startWorker() {
  if (/^http/.test(location.protocol)) {
    navigator.serviceWorker?.register('sw.js').catch(() => {
      // without it the site works, with a network
    });
  }
}
