// English interface texts, a file a page. zh has the same keys.
import { frame } from './en/frame.js';
import { charts } from './en/charts.js';
import { home } from './en/home.js';
import { leaderboard } from './en/leaderboard.js';
import { network } from './en/network.js';
import { model } from './en/model.js';
import { atlas } from './en/atlas.js';
import { dashboard } from './en/dashboard.js';
import { github } from './en/github.js';
import { repo } from './en/repo.js';
import { dictionary } from './en/dictionary.js';
import { share } from './en/share.js';
import { tasks } from './en/tasks.js';
import { things } from './en/things.js';
import { licenses } from './en/licenses.js';
import { watch } from './en/watch.js';
import { compare } from './en/compare.js';

export const en = {
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
