// Chinese interface texts, a file a page.
import { frame } from './zh/frame.js';
import { charts } from './zh/charts.js';
import { home } from './zh/home.js';
import { leaderboard } from './zh/leaderboard.js';
import { network } from './zh/network.js';
import { model } from './zh/model.js';
import { atlas } from './zh/atlas.js';
import { dashboard } from './zh/dashboard.js';
import { github } from './zh/github.js';
import { repo } from './zh/repo.js';
import { dictionary } from './zh/dictionary.js';
import { share } from './zh/share.js';
import { tasks } from './zh/tasks.js';
import { things } from './zh/things.js';
import { licenses } from './zh/licenses.js';
import { watch } from './zh/watch.js';
import { compare } from './zh/compare.js';

export const zh = {
  ...frame,
  ...charts,
  ...home,
  ...leaderboard,
  ...network,
  ...model,
  ...atlas,
  ...dashboard,
  ...github,
  ...repo,
  ...dictionary,
  ...share,
  ...tasks,
  ...things,
  ...licenses,
  ...watch,
  ...compare,
};
