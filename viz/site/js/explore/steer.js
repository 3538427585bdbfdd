// The buttons and keys that move a drawing.

import { $ } from '../core/dom.js';

const BUTTON = 1.6;
const KEY = 1.4;
const PIXELS = 60;

/** steer: moves a stage; clear() is called for Escape. */
export function steer(stage, clear) {
  $('#zoom-in').addEventListener('click', () => stage.zoom(BUTTON));
  $('#zoom-out').addEventListener('click', () => stage.zoom(1 / BUTTON));
  $('#zoom-fit').addEventListener('click', () => stage.fit());
  const actions = {
    ArrowLeft: () => stage.pan(-PIXELS, 0),
    ArrowRight: () => stage.pan(PIXELS, 0),
    ArrowUp: () => stage.pan(0, -PIXELS),
    ArrowDown: () => stage.pan(0, PIXELS),
    '+': () => stage.zoom(KEY),
    '=': () => stage.zoom(KEY),
    '-': () => stage.zoom(1 / KEY),
    0: () => stage.fit(),
    Escape: clear,
  };
  $('#stage').addEventListener('keydown', (event) => {
    const action = actions[event.key];
    if (action && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      action();
    }
  });
}
