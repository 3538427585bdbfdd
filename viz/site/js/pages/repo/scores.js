// The four scores as cards; a card opens what its score is made of.

import { $, h } from '../../core/dom.js';
import { count, fixed, percent, plain } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { SCORES } from '../../core/repos.js';
import { scoreBar, scoreLine } from '../../ui/score.js';

export function scores(page, choose) {
  const { repo, state } = page;
  const toggle = (score) => {
    choose(state.score === score ? '' : score);
    scores(page, choose);
    $(`#score-${score}`).focus();
  };
  $('#scores').replaceChildren(
    ...SCORES.map((score) =>
      h(
        'button',
        {
          type: 'button',
          class: 'score-card',
          id: `score-${score}`,
          'aria-expanded': String(state.score === score),
          'aria-controls': 'breakdown',
          onclick: () => toggle(score),
        },
        h('span', { class: 'score-name' }, t(`score.${score}`)),
        h('strong', { class: 'num' }, fixed(repo[score], 1)),
        scoreLine(repo[score]),
        h(
          'span',
          { class: 'muted' },
          t(Number.isNaN(repo[score]) ? 'score.none' : `score.${score}.about`),
        ),
      ),
    ),
  );
  breakdown(page);
}

function breakdown({ repo, data, state: { score } }) {
  const place = $('#breakdown');
  place.hidden = !score;
  if (!score) {
    return;
  }
  const parts = data.parts.filter((part) => part.score === score);
  const known = parts.filter(({ value }) => !Number.isNaN(value));
  const all = known.reduce((sum, { weight }) => sum + weight, 0);
  place.setAttribute('aria-label', t('repo.breakdown', { score: t(`score.${score}`) }));
  place.replaceChildren(
    h('h3', {}, t('repo.breakdown', { score: t(`score.${score}`) })),
    h(
      'table',
      { class: 'list parts' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['part', 'weight', 'value', 'inputs'].map((key) =>
            h(
              'th',
              { scope: 'col', class: key === 'weight' ? 'number' : null },
              t(`repo.part.${key}`),
            ),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        parts.map((part) =>
          h(
            'tr',
            { dataset: { part: part.part } },
            h('th', { scope: 'row' }, t(`part.${part.part}`)),
            h(
              'td',
              { class: 'number', dataset: { label: t('repo.part.weight') } },
              percent(part.weight),
            ),
            h('td', { dataset: { label: t('repo.part.value') } }, scoreBar(part.value)),
            h(
              'td',
              {},
              h('p', {}, t(`part.${part.part}.about`)),
              h('p', { class: 'num inputs' }, inputs(part)),
            ),
          ),
        ),
      ),
    ),
    h(
      'p',
      { class: 'muted' },
      known.length === 0
        ? t('score.none')
        : t(known.length < parts.length ? 'repo.sum.rescaled' : 'repo.sum', {
            sum: known
              .map(({ weight, value }) => `${percent(weight / all)} × ${fixed(value, 1)}`)
              .join(' + '),
            score: fixed(repo[score], 1),
          }),
    ),
  );
}

// inputs: what the part was computed from, in words; what has no data is said to have none.
function inputs({ part, value, inputs: given }) {
  const number = (v) =>
    v === null || v === undefined ? t('part.no') : plain(Number(v.toPrecision(4)));
  const whole = (v) => (v === null || v === undefined ? t('part.no') : count(v));
  const growth = (v) =>
    v === null || v === undefined ? t('part.no') : `${v > 0 ? '+' : ''}${percent(v, 1)}`;
  const list = (v) => (v ? v.map((one) => plain(one)).join(', ') : t('part.no'));
  const text = {
    change_requests: () => ({
      accepted: whole(given.accepted),
      opened: whole(given.opened),
      days: number(given.days_to_resolve),
    }),
    issues: () => ({
      closed: whole(given.closed),
      opened: whole(given.opened),
      days: number(given.days_to_resolve),
    }),
    reviews: () => ({ reviews: whole(given.reviews), opened: whole(given.change_requests) }),
    bus_factor: () => ({ n: whole(given.bus_factor) }),
    growth: () => ({ people: list(given.people), growth: growth(given.mean_growth) }),
    response: () => ({ soon: whole(given.within_3_days), answered: whole(given.answered) }),
    stars: () => ({
      months: list(given.months),
      mean: growth(given.mean_growth),
      growth: growth(given.growth),
    }),
    attention: () => ({
      months: list(given.months),
      mean: growth(given.mean_growth),
      growth: growth(given.growth),
    }),
    forks: () => ({ months: list(given.months), growth: growth(given.growth) }),
    frequency: () => ({ months: list(given.months), growth: growth(given.growth) }),
    stability: () => ({
      first: number(given.variance_first_half),
      second: number(given.variance_second_half),
      mean: number(given.mean),
      deviation: number(given.standard_deviation),
    }),
    continuity: () => ({
      months: list(given.months),
      growth: growth(given.growth),
      drops: whole(given.months && given.drops),
    }),
  }[part]();
  return [t(`part.${part}.inputs`, text), Number.isNaN(value) && ` ${t('part.none')}`]
    .filter(Boolean)
    .join('');
}
