-- What licences permit. The licences that the Hub knows are a view, not rows of
-- a table: a dump holds what users corrected, and a later version of the
-- extension can bring a longer list.

CREATE TABLE llmeco.license_corrections (
    license text PRIMARY KEY CHECK (license <> '' AND license = pg_catalog.lower(license)),
    family text NOT NULL CHECK (family IN (
        'public-domain',
        'permissive',
        'weak-copyleft',
        'share-alike',
        'strong-copyleft',
        'use-restricted',
        'community',
        'no-derivatives',
        'non-commercial',
        'research-only',
        'proprietary',
        'unknown'))
);
COMMENT ON TABLE llmeco.license_corrections IS 'One row per licence whose family a user of the extension set: it goes before that in llmeco.default_licenses. Yours to write; nothing else does.';
COMMENT ON COLUMN llmeco.license_corrections.license IS 'Licence identifier as in llmeco.models.license, in lower case.';
COMMENT ON COLUMN llmeco.license_corrections.family IS 'Its family, see llmeco.license_families; unknown: do not compare models of this licence.';

SELECT pg_catalog.pg_extension_config_dump('llmeco.license_corrections', '');

CREATE VIEW llmeco.default_licenses (license, family) AS VALUES
    ('0bsd', 'public-domain'),
    ('cc0-1.0', 'public-domain'),
    ('pddl', 'public-domain'),
    ('unlicense', 'public-domain'),
    ('afl-3.0', 'permissive'),
    ('apache-2.0', 'permissive'),
    ('apple-ascl', 'permissive'),
    ('artistic-2.0', 'permissive'),
    ('bsd', 'permissive'),
    ('bsd-2-clause', 'permissive'),
    ('bsd-3-clause', 'permissive'),
    ('bsd-3-clause-clear', 'permissive'),
    ('bsl-1.0', 'permissive'),
    ('cc-by-2.0', 'permissive'),
    ('cc-by-2.5', 'permissive'),
    ('cc-by-3.0', 'permissive'),
    ('cc-by-4.0', 'permissive'),
    ('cdla-permissive-1.0', 'permissive'),
    ('cdla-permissive-2.0', 'permissive'),
    ('ecl-2.0', 'permissive'),
    ('etalab-2.0', 'permissive'),
    ('isc', 'permissive'),
    ('mit', 'permissive'),
    ('mit-0', 'permissive'),
    ('ncsa', 'permissive'),
    ('odc-by', 'permissive'),
    ('openmdw-1.0', 'permissive'),
    ('postgresql', 'permissive'),
    ('wtfpl', 'permissive'),
    ('zlib', 'permissive'),
    ('epl-1.0', 'weak-copyleft'),
    ('epl-2.0', 'weak-copyleft'),
    ('eupl-1.1', 'weak-copyleft'),
    ('eupl-1.2', 'weak-copyleft'),
    ('lgpl', 'weak-copyleft'),
    ('lgpl-2.1', 'weak-copyleft'),
    ('lgpl-3.0', 'weak-copyleft'),
    ('lgpl-lr', 'weak-copyleft'),
    ('lppl-1.3c', 'weak-copyleft'),
    ('mpl-2.0', 'weak-copyleft'),
    ('ms-pl', 'weak-copyleft'),
    ('ofl-1.1', 'weak-copyleft'),
    ('cc-by-sa-2.0', 'share-alike'),
    ('cc-by-sa-3.0', 'share-alike'),
    ('cc-by-sa-4.0', 'share-alike'),
    ('cdla-sharing-1.0', 'share-alike'),
    ('gfdl', 'share-alike'),
    ('odbl', 'share-alike'),
    ('agpl-3.0', 'strong-copyleft'),
    ('gpl', 'strong-copyleft'),
    ('gpl-2.0', 'strong-copyleft'),
    ('gpl-3.0', 'strong-copyleft'),
    ('osl-3.0', 'strong-copyleft'),
    ('bigcode-openrail-m', 'use-restricted'),
    ('bigscience-bloom-rail-1.0', 'use-restricted'),
    ('bigscience-openrail-m', 'use-restricted'),
    ('creativeml-openrail-m', 'use-restricted'),
    ('openrail', 'use-restricted'),
    ('openrail++', 'use-restricted'),
    ('gemma', 'community'),
    ('grok2-community', 'community'),
    ('llama2', 'community'),
    ('llama3', 'community'),
    ('llama3.1', 'community'),
    ('llama3.2', 'community'),
    ('llama3.3', 'community'),
    ('llama4', 'community'),
    ('cc-by-nd-4.0', 'no-derivatives'),
    ('cc-by-nc-2.0', 'non-commercial'),
    ('cc-by-nc-3.0', 'non-commercial'),
    ('cc-by-nc-4.0', 'non-commercial'),
    ('cc-by-nc-nd-3.0', 'non-commercial'),
    ('cc-by-nc-nd-4.0', 'non-commercial'),
    ('cc-by-nc-sa-2.0', 'non-commercial'),
    ('cc-by-nc-sa-3.0', 'non-commercial'),
    ('cc-by-nc-sa-4.0', 'non-commercial'),
    ('apple-amlr', 'research-only'),
    ('deepfloyd-if-license', 'research-only'),
    ('fair-noncommercial-research-license', 'research-only'),
    ('h-research', 'research-only'),
    ('intel-research', 'research-only'),
    ('c-uda', 'unknown'),
    ('cc', 'unknown'),
    ('other', 'unknown'),
    ('unknown', 'unknown');
COMMENT ON VIEW llmeco.default_licenses IS 'One row per licence identifier of the Hub (key: license), with the family that the extension gives it.';
COMMENT ON COLUMN llmeco.default_licenses.license IS 'Licence identifier, as apache-2.0.';
COMMENT ON COLUMN llmeco.default_licenses.family IS 'Its family, see llmeco.license_families.';

CREATE VIEW llmeco.license_families AS
SELECT COALESCE(c.license, d.license) AS license,
       COALESCE(c.family, d.family) AS family,
       CASE COALESCE(c.family, d.family)
            WHEN 'public-domain' THEN 10
            WHEN 'permissive' THEN 9
            WHEN 'weak-copyleft' THEN 8
            WHEN 'share-alike' THEN 7
            WHEN 'strong-copyleft' THEN 6
            WHEN 'use-restricted' THEN 5
            WHEN 'community' THEN 4
            WHEN 'no-derivatives' THEN 3
            WHEN 'non-commercial' THEN 2
            WHEN 'research-only' THEN 1
            WHEN 'proprietary' THEN 0
        END AS permissiveness,
       c.license IS NULL AS is_default
  FROM llmeco.default_licenses d
  FULL JOIN llmeco.license_corrections c ON c.license OPERATOR(pg_catalog.=) d.license;
COMMENT ON VIEW llmeco.license_families IS 'One row per licence identifier (key: license): its family, from llmeco.license_corrections where that has one. A reading of licences for a first look, no legal advice.';
COMMENT ON COLUMN llmeco.license_families.license IS 'Licence identifier in lower case, as apache-2.0.';
COMMENT ON COLUMN llmeco.license_families.family IS 'public-domain; permissive; weak-copyleft (changes of the work itself); share-alike (CC BY-SA and the like); strong-copyleft; use-restricted (RAIL: for any purpose but those listed); community (a company''s terms, as Llama''s and Gemma''s); no-derivatives; non-commercial; research-only; proprietary; unknown (any terms, as the Hub''s other).';
COMMENT ON COLUMN llmeco.license_families.permissiveness IS '10 for public-domain, the most permissive family, to 0 for proprietary, in the order of family; NULL: unknown, never compared.';
COMMENT ON COLUMN llmeco.license_families.is_default IS 'Whether the family is that of llmeco.default_licenses.';
