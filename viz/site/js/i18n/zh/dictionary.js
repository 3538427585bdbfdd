// Chinese texts: the data dictionary.
export const dictionary = {
  'dictionary.title': '数据字典 · llmeco',
  'dictionary.description': 'llmeco 的全部视图、表、列、函数和设置。',
  'dictionary.heading': '数据字典',
  'dictionary.lead':
    '本站所用数据库的每个视图、表、函数和设置，以及其中每一列的粒度、单位和来源（英文）。',
  'dictionary.find': '名称或说明中的词',
  'dictionary.csv': '下载全部（CSV）',
  'dictionary.found': '共 {all} 个对象，符合 {n} 个',
};
