// Chinese texts: the page of a GitHub project.
export const repo = {
  'repo.title': 'GitHub 项目 · llmeco',
  'repo.description': 'GitHub 项目',
  'repo.heading': 'GitHub 项目',
};
