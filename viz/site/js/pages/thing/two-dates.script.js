// assets/two-dates.js: loaded when wanted.

import { draw } from './two-dates.js';

self.llmecoTwoDates = draw;
