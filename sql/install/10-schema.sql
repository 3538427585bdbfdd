-- The fixed schema that BI tools list: data and views. Entry points (functions
-- named llmeco_*) live in the schema that CREATE EXTENSION targets.

\echo Use "CREATE EXTENSION llmeco" to load this file. \quit

CREATE SCHEMA llmeco;
COMMENT ON SCHEMA llmeco IS 'llmeco: the open-source AI model ecosystem (Hugging Face Hub and GitHub): tables that llmeco_refresh() fills and views to read.';
