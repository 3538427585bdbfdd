// The frame of a table whose head stays in sight: below the page's, or, where the table is wider
// than its place and the frame scrolls, at the top of that.

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const table = target.matches('table') ? target : target.querySelector('table');
    const frame = table?.closest('.table-frame');
    const fits = table && table.offsetWidth <= frame.clientWidth;
    frame?.classList.toggle('fits', fits);
    frame?.classList.toggle('scrolls', !fits);
  }
});

/** framed: watches the size of a table and of its frame; any number of times. */
export function framed(table) {
  observer.observe(table);
  observer.observe(table.parentElement);
}
