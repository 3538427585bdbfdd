// Chinese texts: the list of GitHub projects and their comparison.
export const github = {
  'github.title': 'GitHub 项目 · llmeco',
  'github.description': 'GitHub 项目',
  'github.heading': 'GitHub 项目',
};
