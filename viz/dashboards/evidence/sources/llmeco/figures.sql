SELECT (SELECT total FROM llmeco.data_quality WHERE check_name = 'model_without_license') AS models,
       (SELECT total FROM llmeco.data_quality WHERE check_name = 'edge_relation_unknown') AS derivations,
       spaces,
       repos,
       as_of
  FROM llmeco.site_contract
