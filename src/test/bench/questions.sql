-- what hangs on the model that most is built on
SELECT * FROM llmeco_impact((SELECT parent_id FROM llmeco.parents GROUP BY parent_id ORDER BY count(*) DESC, parent_id LIMIT 1));
-- names that lead where nobody means, worst first
SELECT name, risk, leads_to, models, spaces FROM llmeco.name_risks ORDER BY models + spaces DESC, name LIMIT 10;
-- datasets by influence, first page
SELECT * FROM llmeco.dataset_ranking ORDER BY rank LIMIT 30;
-- papers by influence, first page
SELECT * FROM llmeco.paper_ranking ORDER BY rank LIMIT 30;
-- datasets that a merge inherits
SELECT * FROM llmeco.inherited_datasets WHERE model = 'sometimesanotion/Lamarck-14B-v0.6';
-- parents that names suggest, surest first
SELECT * FROM llmeco.suggested_parents ORDER BY confidence DESC, model LIMIT 30;
