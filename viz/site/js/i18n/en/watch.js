// English texts: the watch.
export const watch = {
  'watch.title': 'Watch · llmeco',
  'watch.description':
    'What changed of open-source AI models in the last 30 days, what hangs on it, and names ' +
    'at risk.',
  'watch.heading': 'Watch',
  'watch.lead': 'What changed in the last 30 days, how much hangs on it, and names at risk.',
  'watch.chart': 'Events by day and kind',
  'watch.events': 'Events of the last 30 days',
  'watch.events.note': 'The newest first. Impact is what went back to the model at that moment.',
  'watch.events.cut': 'The {n} with the most models behind them of {all}.',
  'watch.events.none': 'No event yet.',
  'watch.events.will':
    'Each refresh is compared with the one before. Here will be models that were renamed, ' +
    'removed ' +
    'or given another licence, changed derivations and the like, with how many models, ' +
    'Spaces and ' +
    'downloads hang on each.',
  'watch.search': 'Search events',
  'watch.empty': 'Nothing fits these filters.',
  'watch.kind': 'Kind',
  'watch.what': 'What happened',
  'watch.day': 'Found on',
  'watch.descendants': 'Models',
  'watch.spaces': 'Spaces',
  'watch.downloads': 'Downloads',
  'watch.best_rank': 'Best rank',
  'watch.to': 'to',
  'watch.nothing': 'nothing',
  'watch.others': 'Other kinds',
  'watch.risks': 'Names at risk',
  'watch.risks.note':
    'Names that models or Spaces use and that do not lead where they meant, or need not for ' +
    'long: ' +
    'whoever registers a free name gets all who still use it.',
  'watch.risks.none': 'None was found.',
  'watch.risks.will':
    'Here will be names of models that are gone, were taken over, or are old names of ' +
    'others, with ' +
    'who still uses them.',
  'watch.risks.search': 'Search names',
  'watch.name': 'Name',
  'watch.risk': 'Risk',
  'watch.leads': 'leads to',
  'watch.models': 'Models',
  'watch.since': 'Since',
  'watch.own':
    'Your own list: INSERT INTO llmeco.watches (what, name), then SELECT from ' +
    'llmeco.watched_events.',
  'severity.high': 'high',
  'severity.medium': 'medium',
  'severity.low': 'low',
  'risk.gone': 'Gone',
  'risk.gone.text': 'no longer listed, or private',
  'risk.never_listed': 'Never listed',
  'risk.never_listed.text': 'no repository of that name was ever listed',
  'risk.taken_over': 'Taken over',
  'risk.taken_over.text': 'another repository has the name now',
  'risk.renamed': 'Renamed',
  'risk.renamed.text': 'an old name, until somebody registers it',
  'reason.not listed': 'no longer listed',
  'reason.private': 'private',
  'event.renamed': 'Renamed',
  'event.name_taken_over': 'Name taken over',
  'event.removed': 'Removed',
  'event.returned': 'Returned',
  'event.disabled': 'Disabled',
  'event.enabled': 'Enabled',
  'event.license_changed': 'Licence changed',
  'event.gated_changed': 'Access changed',
  'event.parent_added': 'Derivation added',
  'event.parent_removed': 'Derivation removed',
  'event.relation_changed': 'Kind of derivation changed',
  'event.author_changed': 'Author changed',
  'event.task_changed': 'Task changed',
};
