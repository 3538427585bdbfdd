// English texts: the list of GitHub projects and their comparison.
export const github = {
  'github.title': 'GitHub projects · llmeco',
  'github.description': 'GitHub projects',
  'github.heading': 'GitHub projects',
};
