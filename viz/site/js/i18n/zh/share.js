// Chinese texts: assets/share.js.
export const share = {
  copy: '复制',
  'copy.done': '已复制',
  'copy.selected': '已选中：请用键盘复制',
  'cite.text': '引用文本',
  'cite.bibtex': 'BibTeX 引用',
  'cite.close': '关闭',
  'embed.open': '在 llmeco 中打开',
};
