// The Chinese texts as a script of their own, loaded where they are wanted.
import { zh } from './zh.js';

(self.llmecoTexts ||= {}).zh = zh;
