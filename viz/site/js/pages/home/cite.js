// How to cite this snapshot: as a text and for BibTeX, each with a copy button.

import { $ } from '../../core/dom.js';
import { t } from '../../core/i18n.js';
import { hostedAddress } from '../../share/address.js';
import { citation } from '../../share/citation.js';
import { citeBox } from '../../share/cite.js';

/** snapshotTitle: of the whole site. */
export function snapshotTitle(meta) {
  const models = meta.counts.models.toLocaleString('en');
  return `Lineage and influence of ${models} open-source AI models`;
}

/** cite: fills the two boxes of the section. */
export function cite(meta) {
  const { text, bibtex } = citation(meta, snapshotTitle(meta), hostedAddress());
  $('#cite-text').replaceChildren(...citeBox('p', t('cite.text'), text, t));
  $('#cite-bibtex').replaceChildren(...citeBox('pre', t('cite.bibtex'), bibtex, t));
}
