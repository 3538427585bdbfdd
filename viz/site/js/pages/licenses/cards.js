// Which licence each model's card means, and what all licences of a lineage ask of who uses a
// model: as llmeco.model_licenses and llmeco.license_obligations have it.

import { roots } from '../../graph/family.js';
import { ancestors } from '../model/licences.js';

// what forbids most comes first, as in llmeco_license_obligations()
export const OBLIGATIONS = [
  'no_derivatives',
  'research_only',
  'no_commercial_use',
  'threshold',
  'unknown_license',
  'contradiction',
  'share_alike',
  'disclose_source',
  'pass_on_restrictions',
  'pass_on_terms',
  'naming',
  'attribution',
  'state_changes',
];

export class Licences {
  constructor({ models, edges, terms, duties, cards }) {
    this.models = models;
    this.edges = edges;
    this.terms = new Map(terms.map((one) => [one.license, one]));
    this.cards = new Map(cards.map((one) => [one.model, one]));
    this.duties = new Map();
    for (const duty of duties) {
      this.duties.set(duty.license, [...(this.duties.get(duty.license) ?? []), duty]);
    }
  }

  /** card: {license, card_license, license_name, license_link, is_contradiction} of a model. */
  card(row) {
    const license = this.models.value('license', row);
    return (
      this.cards.get(row) ?? {
        license,
        card_license: license,
        license_name: null,
        license_link: null,
        is_contradiction: 0,
      }
    );
  }

  isKnown(license) {
    return this.terms.has(license) && this.terms.get(license).family !== 'unknown';
  }

  /** rootNames: of the families that a model is of. */
  rootNames(row) {
    return roots(this, row).map((one) => this.models.name(one));
  }

  /**
   * obligations: [{obligation, license, demandedBy: [row], instruction, source, textRead}] of a
   * model; instruction null of what no licence says.
   */
  obligations(row) {
    const lineage = [row, ...ancestors(this.edges, row).map((one) => one.row)];
    const by = new Map();
    const unknown = new Map();
    const contradictions = new Map();
    for (const one of lineage) {
      const card = this.card(one);
      if (card.license !== null) {
        add(by, card.license, { license: card.license }, one);
      }
      const named = card.license_name ?? card.card_license;
      const link = card.license_link;
      if (!this.isKnown(card.license)) {
        add(unknown, JSON.stringify([named, link]), { license: named, source: link }, one);
      }
      if (card.is_contradiction === 1) {
        const key = JSON.stringify([card.license_name, link]);
        add(contradictions, key, { license: card.license_name, source: link }, one);
      }
    }
    const found = [...by.values()].flatMap(({ license, demandedBy }) =>
      (this.duties.get(license) ?? []).map((duty) => ({
        obligation: duty.obligation,
        license,
        demandedBy,
        instruction: duty.instruction,
        source: duty.source,
        textRead: duty.text_read === 1,
      })),
    );
    const said = (obligation) => (one) => ({ ...one, obligation, instruction: null });
    return [
      ...found,
      ...[...unknown.values()].map(said('unknown_license')),
      ...[...contradictions.values()].map(said('contradiction')),
    ].sort(
      (a, b) =>
        OBLIGATIONS.indexOf(a.obligation) - OBLIGATIONS.indexOf(b.obligation) ||
        ((a.license ?? '') < (b.license ?? '') ? -1 : 1),
    );
  }
}

function add(groups, key, start, row) {
  if (!groups.has(key)) {
    groups.set(key, { ...start, textRead: false, demandedBy: [] });
  }
  groups.get(key).demandedBy.push(row);
}

export const SIGNS = { yes: '✓', limited: '!', no: '✕', unknown: '?' };

/**
 * answers: [{question, answer, because}] of obligations: commercially: whether it may be used so;
 * changed: whether changed versions may be shared; same: whether under the same licence. answer:
 * yes, limited, no or unknown; because: the obligations that say so.
 */
export function answers(obligations) {
  const of = (...names) => obligations.filter((one) => names.includes(one.obligation));
  const unknown = of('unknown_license', 'contradiction');
  const first = (question, cases) => {
    const [answer, because] = cases.find(([, list]) => list.length) ?? ['yes', []];
    return { question, answer, because };
  };
  return [
    first('commercial', [
      ['no', of('no_commercial_use', 'research_only')],
      ['unknown', unknown],
      ['limited', of('threshold')],
    ]),
    first('changed', [
      ['no', of('no_derivatives')],
      ['unknown', unknown],
      ['limited', of('share_alike', 'pass_on_restrictions', 'pass_on_terms')],
    ]),
    first('own', [
      ['no', of('share_alike')],
      ['unknown', unknown],
      ['limited', of('pass_on_restrictions', 'pass_on_terms', 'no_commercial_use')],
    ]),
  ];
}
