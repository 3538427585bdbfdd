// Chinese texts: the atlas.
export const atlas = {
  'atlas.title': '全景图 · llmeco',
  'atlas.description': '所有派生自其他模型或被其他模型所用的开源 AI 模型，按家族排列。',
  'atlas.heading': '全部家族全景图',
  'atlas.lead': '一个家族是一个基础模型及基于它构建的模型；有多个基础的模型归入最近的家族。',
  'atlas.summary': '{models} 个有亲缘关系的模型，{edges} 条派生关系，{families} 个家族',
  'atlas.summary.part':
    '{models} 个有亲缘关系的模型中的 {n} 个，其间 {edges} 条派生关系，{families} 个家族',
  'atlas.find': '在全景图中查找模型或作者',
  'atlas.networks': '关系网络',
  'atlas.picture': '全部家族的图。家族列在“家族”标签下。',
  'atlas.tabs': '关于全景图',
  'atlas.tab.families': '家族',
  'atlas.list.base': '基础模型',
  'atlas.list.models': '模型数',
  'atlas.list.share': '占比',
  'atlas.alone': '{name} 在此没有亲缘模型，因此不在全景图中。',
};
