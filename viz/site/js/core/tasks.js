// What tasks are called: i18n/en/tasks.js and zh/tasks.js.

import { term } from './i18n.js';

/** taskName: of a code of the Hub, in the language of the page; the code where it has none. */
export const taskName = (code) => term('task-name', code);
