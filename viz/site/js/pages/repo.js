// A GitHub project: reads its name and what is shown of it from the address.

import { loadBundle, loadMeta } from '../core/data.js';
import { $, h } from '../core/dom.js';
import { onLanguage, t } from '../core/i18n.js';
import { findRepo, loadRepo, loadRepos, SCORES } from '../core/repos.js';
import { STEPS } from '../core/series.js';
import { onStateChange, readState, writeState } from '../core/url.js';
import { Charts } from './repo/charts.js';
import { figures } from './repo/figures.js';
import { header } from './repo/header.js';
import { models, related } from './repo/lists.js';
import { Network } from './repo/network.js';
import { people } from './repo/people.js';
import { scores } from './repo/scores.js';

const RANGES = [12, 36, 60];

export async function repo() {
  const page = new RepoPage(await loadRepos(), await loadMeta());
  await page.load();
  onStateChange(() => page.load());
  onLanguage(() => page.words());
}

class RepoPage {
  constructor(repos, meta) {
    this.repos = repos;
    this.meta = meta;
    this.name = null;
  }

  /** load: takes the state from the address, and the project that it names. */
  async load() {
    const url = readState();
    const name = url.get('r');
    this.state = {
      score: url.oneOf('score', SCORES, ''),
      by: url.oneOf('by', Object.keys(STEPS), 'month'),
      from: url.int('from', null),
      to: url.int('to', null),
      hide: new Set(url.get('hide').split(',').filter(Boolean)),
      tables: new Set(url.get('table').split(',').filter(Boolean)),
    };
    if (name !== this.name) {
      this.name = name;
      this.repo = findRepo(this.repos, name);
      this.data = this.repo && (await loadRepo(this.repo.id));
      this.charts?.remove();
      this.charts = null;
      this.network?.remove();
      this.network = null;
    }
    this.words();
    this.charts?.show();
  }

  /** words: everything of the page; what is drawn already stays. */
  words() {
    header(this);
    $('#content').hidden = !this.repo;
    if (!this.repo) {
      return;
    }
    figures(this);
    scores(this, (score) => {
      this.state.score = score;
      this.remember(true);
    });
    this.charts ||= new Charts(this);
    this.charts.words();
    this.choices();
    loadBundle('charts').then(() => this.charts?.draw());
    const { people: accounts, developers, neighbours } = this.data;
    const known = accounts.length + developers.nodes.length + neighbours.nodes.length > 0;
    $('#people-none').hidden = known;
    $('#people .people-grid').hidden = !known;
    people(this);
    related(this);
    models(this);
    this.network ||= new Network($('#people-network'), this);
    this.network.words();
  }

  /** choices: the selects above the charts. */
  choices() {
    const { state } = this;
    const fill = (id, entries, value, choose) => {
      const select = $(id);
      select.replaceChildren(...entries.map(([key, text]) => h('option', { value: key }, text)));
      select.value = value;
      select.onchange = () => choose(select.value);
    };
    fill(
      '#by',
      Object.keys(STEPS).map((step) => [step, t(`series.by.${step}`)]),
      state.by,
      (by) => {
        state.by = by;
        this.charts.show();
        this.remember(true);
      },
    );
    const whole = this.charts.span || { first: 0, last: 0 };
    const lasts = RANGES.filter((n) => n < whole.last - whole.first + 1);
    const found = lasts.find(
      (n) => state.from === whole.last - n + 1 && (state.to ?? whole.last) === whole.last,
    );
    const value = state.from === null && state.to === null ? 'all' : found ? String(found) : 'own';
    fill(
      '#range',
      [
        ['all', t('repo.range.all')],
        ...lasts.map((n) => [String(n), t(`repo.range.${n}`)]),
        ...(value === 'own' ? [['own', t('repo.range.own')]] : []),
      ],
      value,
      (range) => {
        if (range !== 'own') {
          this.setRange(range === 'all' ? null : whole.last - Number(range) + 1, null);
          this.charts.zoom();
        }
      },
    );
  }

  /** setRange: the months that the charts show; null: from the first, to the last. */
  setRange(from, to) {
    Object.assign(this.state, { from, to });
    this.choices();
    this.remember();
  }

  remember(push = false) {
    const { score, by, from, to, hide, tables } = this.state;
    writeState(
      {
        r: this.name,
        score,
        by: by === 'month' ? '' : by,
        from: from ?? '',
        to: to ?? '',
        hide: [...hide].sort().join(','),
        table: [...tables].sort().join(','),
      },
      push,
    );
  }
}
