// English texts: what all pages share.
export const frame = {
  skip: 'Skip to content',
  noscript:
    'This page shows its data with JavaScript. The files beside it hold everything; nothing is ' +
    'requested from elsewhere.',
  failure: 'The data of this site cannot be shown: {reason}.',
  renewed:
    'The site has been written again since this page was loaded: not all of its data is here.',
  'renewed.reload': 'Reload the page',
  'print.source': 'Influence as of {time}. Made by llmeco {version}.',
  'source.hub': 'Source: Hugging Face Hub',
  'source.github': 'Source: OpenDigger, read on {time}. Made by llmeco {version}.',
  empty:
    'The database of this site has no models yet. Fill it from the Hugging Face Hub, then write ' +
    'the site again:',
  loading: 'Loading the data',
  'nav.label': 'Main',
  'nav.home': 'Home',
  'nav.leaderboard': 'Leaderboard',
  'nav.network': 'Network',
  'nav.atlas': 'Atlas',
  'nav.dashboard': 'Dashboard',
  'nav.github': 'GitHub',
  'nav.more': 'More',
  'language.other': '中',
  'language.switch': '中 · 切换到中文',
  'theme.switch': 'Switch between light and dark',
  'footer.asof': 'Influence as of',
  'footer.cut':
    'This site has the {shown} most influential of {all} models, and the derivations between them.',
  'footer.note':
    'Made by llmeco from a PostgreSQL database. This page makes no request to anywhere.',
  share: 'Copy the address of this view',
  cite: 'Cite this view',
  'footer.dictionary': 'Data dictionary',
  'search.model': 'Model',
  'search.author': 'Author',
  'search.author.detail': '{n} models',
  'search.repo': 'Repository',
  'search.formerly': 'formerly {name}',
  'search.none': 'Nothing found',
  'search.results': '{n} results',
};
