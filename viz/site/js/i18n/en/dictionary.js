// English texts: the data dictionary.
export const dictionary = {
  'dictionary.title': 'Data dictionary · llmeco',
  'dictionary.description': 'Every view, table, column, function and setting of llmeco.',
  'dictionary.heading': 'Data dictionary',
  'dictionary.lead':
    'What each view, table, function and setting of the database behind this site is, and each ' +
    'of its columns: grain, unit and source.',
  'dictionary.find': 'Words of a name or description',
  'dictionary.csv': 'All of it as CSV',
  'dictionary.found': '{n} of {all} objects',
};
