// English texts: the home page.
export const home = {
  'home.title': 'llmeco: the open-source AI model ecosystem',
  'home.description':
    'Who builds on whom among open-source AI models, and how much influence each model has.',
  'home.headline': 'Who builds on whom in open AI',
  'home.lead':
    'Thousands of models are fine-tuned, merged, adapted and quantized from one another. This ' +
    'site maps that lineage and measures the influence of every model in it.',
  'home.search': 'Find a model, an author or a repository',
  'home.search.placeholder': 'Try “llama”, “Qwen/…” or an organization',
  'home.picture': 'Lineage of {name}, {n} models',
  'home.picture.part': 'Lineage of {name}, {drawn} of {n} models',
  'home.figures': 'In this snapshot',
  'home.figure.models': 'models',
  'home.figure.edges': 'derivations',
  'home.figure.authors': 'authors',
  'home.figure.tasks': 'tasks',
  'home.figure.spaces': 'Spaces',
  'home.figure.repos': 'GitHub projects',
  'home.top': 'Most influential now',
  'home.top.all': 'The whole leaderboard',
  'home.entry.leaderboard': 'Leaderboard',
  'home.entry.leaderboard.text':
    'Every model by influence, downloads or likes. Filter by task, licence, library or author, ' +
    'choose any models and see them as one network.',
  'home.entry.leaderboard.go': 'Open the leaderboard',
  'home.entry.network': 'Network',
  'home.entry.network.text':
    'The lineage of a model, an author or the top of the list: every ancestor, every ' +
    'descendant and all parents of every merge.',
  'home.entry.network.go': 'Open the network of the top 15',
  'home.entry.atlas.go': 'Atlas of all',
  'home.entry.dashboard': 'Dashboard',
  'home.entry.dashboard.text':
    'Languages, authors, kinds of organization and tasks by influence; what is rising, licence ' +
    'conflicts down a lineage, and the quality of the data.',
  'home.entry.dashboard.go': 'Open the dashboard',
  'home.entry.github': 'GitHub projects',
  'home.entry.github.text':
    'The projects around the models: attention, OpenRank, change requests and issues month by ' +
    'month, scores and what they are made of, side by side.',
  'home.entry.github.go': 'Open the projects',
  'home.asof': 'Influence as of {time}.',
  'home.refreshed': 'Data read on {time}.',
  'home.cite': 'How to cite',
  'home.cite.lead': 'A snapshot and its parameters say which numbers were seen.',
  'home.relations': 'How models derive from one another',
  'home.relations.text': '{n} derivations by kind',
  'home.formulas': 'How influence is computed',
  'home.formulas.lead':
    'A model’s influence has three parts: what it is worth by itself, what the models derived ' +
    'from it are worth, and what it inherits from the models it builds on.',
  'home.formulas.self': 'By itself',
  'home.formulas.self.text':
    'Downloads count by their logarithm, likes as they are, Spaces that use the model by their ' +
    'own likes and age, and newness fades with the days since creation.',
  'home.formulas.total': 'With its relatives',
  'home.formulas.total.text':
    'The means run over a model’s children and over its parents. All values are computed from ' +
    'those of the round before, starting at the own influence, until they no longer move.',
  'home.parameters': 'Parameters of this snapshot',
  'home.parameters.converged': 'Converged after {n} rounds, tolerance {tol}.',
  'home.parameters.open': 'Stopped after {n} rounds without reaching the tolerance of {tol}.',
  'home.parameter.own': 'weight of own influence',
  'home.parameter.children': 'weight of the children’s mean',
  'home.parameter.parents': 'weight of the parents’ mean',
  'home.parameter.downloads': 'weight of downloads',
  'home.parameter.likes': 'weight of likes',
  'home.parameter.spaces': 'weight of Spaces',
  'home.parameter.age': 'weight of newness',
  'home.parameter.lambda': 'decay a day, models',
  'home.parameter.lambda_space': 'decay a day, Spaces',
  'home.use': 'How to use this site',
  'home.use.1':
    'Search above, or start from the leaderboard: a click on a column sorts it, the boxes ' +
    'choose models.',
  'home.use.2':
    '“View network” shows what a model is built on and what is built on it. Click a node for ' +
    'its details; the legend hides and shows kinds of derivation.',
  'home.use.3':
    'Every view is kept in the address: copy it to share what you see. Tables export to CSV, ' +
    'networks to PNG and SVG.',
};
