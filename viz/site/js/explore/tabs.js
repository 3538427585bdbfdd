// Details and Models: the ARIA tabs pattern.

import { $$ } from '../core/dom.js';

/** tabs: returns show(name). */
export function tabs() {
  const all = $$('[role="tab"]');
  const show = (name) => {
    for (const tab of all) {
      const on = tab.id === `tab-${name}`;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute('aria-controls')).hidden = !on;
    }
  };
  all.forEach((tab, i) => {
    tab.addEventListener('click', () => show(tab.id.slice(4)));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        const next = all[(i + step + all.length) % all.length];
        show(next.id.slice(4));
        next.focus();
      }
    });
  });
  return show;
}
