// English texts: the page of a GitHub project.
export const repo = {
  'repo.title': 'GitHub project · llmeco',
  'repo.description': 'GitHub project',
  'repo.heading': 'GitHub project',
};
