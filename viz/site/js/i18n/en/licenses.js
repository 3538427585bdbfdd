// English texts: the licence check.
export const licenses = {
  'licenses.title': 'Licence check · llmeco',
  'licenses.description':
    'May I use this model? What the licences of everything it is built from allow and ask.',
  'licenses.heading': 'May I use this model?',
  'licenses.short': 'Licence check',
  'licenses.lead':
    'What the licences of a model, and of everything it is built from, allow and ask of you.',
  'licenses.find': 'Which model?',
  'licenses.pick': 'Choose a model, or begin with one of these:',
  'licenses.legal':
    'Not legal advice: a first look that a lawyer can check, from what model cards say and from ' +
    'the texts of the licences.',
  'licenses.under': 'Under',
  'licenses.no': 'Its card names no licence.',
  'licenses.clear':
    'No conflict was found between its licence and those of the models it is built from.',
  'licenses.conflict':
    'Its licence does not go together with those of models it is built on. Rules broken: {n}.',
  'licenses.maybe':
    'Its licence may not go together with those of models it is built on. Rules in question: {n}.',
  'licenses.commercial': 'Commercial use',
  'licenses.commercial.yes': 'Allowed',
  'licenses.commercial.limited': 'Up to a limit',
  'licenses.commercial.no': 'Not allowed',
  'licenses.commercial.unknown': 'Not known',
  'licenses.changed': 'Sharing changed versions',
  'licenses.changed.yes': 'Allowed',
  'licenses.changed.limited': 'Under conditions',
  'licenses.changed.no': 'Not allowed',
  'licenses.changed.unknown': 'Not known',
  'licenses.own': 'Under a licence of your choice',
  'licenses.own.yes': 'Allowed',
  'licenses.own.limited': 'If its terms go along',
  'licenses.own.no': 'The same licence',
  'licenses.own.unknown': 'Not known',
  'licenses.because': 'By {licences}',
  'licenses.asks': 'What its licences ask of you',
  'licenses.asks.none': 'Nothing that is known.',
  'licenses.by': 'Asked by',
  'licenses.unknown_license':
    'Find out what its licence says: the card names none, or one that is not known.',
  'licenses.contradiction': 'Find out which licence holds: the card gives one, and names another.',
  'licenses.rules': 'What does not go together',
  'licenses.same': 'Both are of one author, who may license the later one anew.',
  'licenses.relicensed': '{name}, of the same author, is under another licence.',
  'licenses.bom': 'Bill of materials',
  'licenses.bom.text':
    'The model and everything it is built from, with licences and datasets, as CycloneDX 1.7: ' +
    'what llmeco_bom() writes. The site has it for the first {n} models.',
  'licenses.bom.not':
    'The site has it for the first {n} models. The database writes it for every model:',
  'licenses.bom.saved': 'Saved.',
  'licenses.conflicts': 'All licence conflicts',
  'licenses.conflicts.note':
    'Where a licence enters a lineage that the licence of a later model does not go with, in ' +
    'order of influence.',
  'licenses.conflicts.none':
    'None was found. Here will be every model whose licence does not go with one it is built on.',
  'licenses.conflicts.empty': 'No conflict fits these filters.',
  'licenses.search': 'Search models and licences',
  'licenses.rule': 'Rule',
  'licenses.severity': 'Severity',
  'licenses.ancestor': 'Built on',
  'severity.conflict': 'conflict',
  'severity.likely': 'likely',
  'severity.notice': 'notice',
  'rule.no_derivatives': 'Changed versions may not be shared',
  'rule.research_only': 'For research only',
  'rule.drops_noncommercial': 'Allows commercial use that the base forbids',
  'rule.adds_terms': 'Adds restrictions to a copyleft licence',
  'rule.drops_share_alike': 'Leaves the copyleft licence',
  'rule.drops_use_restrictions': 'Drops the use restrictions',
  'rule.other_terms': 'Leaves out terms that have to go along',
  'rule.drops_attribution': 'Drops the attribution',
  'obligation.no_derivatives': 'Share no changes',
  'obligation.research_only': 'Research only',
  'obligation.no_commercial_use': 'No commercial use',
  'obligation.threshold': 'Limit of the permission',
  'obligation.share_alike': 'Same licence',
  'obligation.pass_on_restrictions': 'Pass on the use restrictions',
  'obligation.pass_on_terms': 'Pass on the terms',
  'obligation.naming': 'Naming',
  'obligation.attribution': 'Attribution',
  'obligation.state_changes': 'State changes',
  'obligation.unknown_license': 'Unknown licence',
  'obligation.contradiction': 'Contradiction',
};
