// Texts that are written from the right, and the controls that turn the direction.

const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * isolated: a text to be put into another, which stays as it is whatever the first says: its
 * controls are left out, and what is written from the right is set off.
 */
export function isolated(text) {
  const plain = String(text).replace(CONTROLS, '');
  return FROM_RIGHT.test(plain) ? `\u2068${plain}\u2069` : plain;
}
