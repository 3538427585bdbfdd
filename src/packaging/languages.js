#!/usr/bin/env node
// Makes the lists of languages of Debian's iso-codes (apt-get install iso-codes):
// fetch/hub/language_codes.h, by which codes are told from other tags, and
// sql/install/data-iso-639.sql, their English names. What was written by hand is
// in sql/install/data-languages.sql: names in Chinese, withdrawn codes, and words
// that are ambiguous. To be run when iso-codes has a new version, or after a change there.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TOP = join(dirname(fileURLToPath(import.meta.url)), '../..');
// where iso-codes is
const SHARE = process.argv[2] || '/usr/share';
// groups of countries (UN M.49) that tags have in place of a region: world, Africa,
// Oceania, the Americas, Asia, Europe, Latin America
const AREAS = ['001', '002', '009', '019', '142', '150', '419'];
// not in ISO 3166, but often written for gb
const REGION = 'uk';
// no languages: uncoded, undetermined, none
const NO_LANGUAGES = ['mis', 'und', 'zxx'];
const WIDTH = 92;

const [, version] = /^Version: (.*)$/m.exec(
  readFileSync(join(SHARE, 'pkgconfig/iso-codes.pc'), 'utf8'),
);

function standard(name) {
  return JSON.parse(readFileSync(join(SHARE, `iso-codes/json/iso_${name}.json`), 'utf8'))[name];
}

// ---- what was written by hand ----

const byHand = readFileSync(join(TOP, 'sql/install/data-languages.sql'), 'utf8');
const [names, words] = byHand.split('CREATE VIEW llmeco.ambiguous_languages');
const named = new Map(
  [...names.matchAll(/^\s*\('(\w+)', '(\w+)', '((?:[^']|'')*)'/gm)].map(([, code, , name]) => [
    code,
    name.replaceAll("''", "'"),
  ]),
);
const ambiguous = new Map(
  [...words.matchAll(/^\s*\('(\w+)', (true|false), '/gm)].map(([, word, card]) => [
    word,
    card === 'true' ? '!' : '*',
  ]),
);

// ---- what iso-codes has ----

// ASCII letters, so that the upgrade can be read in databases of any encoding.
const PLAIN = {
  ɓ: 'b',
  ɗ: 'd',
  ð: 'd',
  đ: 'd',
  ə: 'e',
  ɛ: 'e',
  ɨ: 'i',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  ɔ: 'o',
  ø: 'o',
  ɑ: 'a',
  ʉ: 'u',
  ß: 'ss',
  ǃ: '!',
  ǀ: '!',
  ǁ: '!',
  ǂ: '!',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  ʻ: "'",
};
function ascii(name) {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(
      /[^ -~]/gu,
      (letter) => PLAIN[letter] ?? PLAIN[letter.toLowerCase()]?.toUpperCase() ?? letter,
    );
  if (/[^ -~]/.test(plain)) {
    throw new Error(`not ASCII: ${name}`);
  }
  return plain;
}

const languages = new Map(); // code => {language, name}
function add(code, language, name) {
  if (!NO_LANGUAGES.includes(code) && code.length < 4 && !languages.has(code)) {
    languages.set(code, { language, name });
  }
}
for (const one of standard('639-3')) {
  const language = one.alpha_2 || one.alpha_3;
  add(one.alpha_3, language, one.name);
  if (one.alpha_2) {
    add(one.alpha_2, language, one.name);
  }
  if (one.bibliographic) {
    add(one.bibliographic, language, one.name);
  }
}
for (const one of [...standard('639-2'), ...standard('639-5')]) {
  const language = one.alpha_2 || one.alpha_3;
  add(one.alpha_3, language, one.name);
  if (one.bibliographic) {
    add(one.bibliographic, language, languages.get(language)?.name || one.name);
  }
}

// A name that another language has already gets its code.
const taken = new Map([...named].map(([code, name]) => [name, code]));
const rows = [...languages]
  .filter(([code]) => !named.has(code))
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, { language, name }]) => {
    if (language !== code) {
      return { code, language, name: ascii(named.get(language)) };
    }
    const own = ascii(name);
    const unique = taken.has(own) ? `${own} (${code})` : own;
    taken.set(unique, code);
    return { code, language, name: unique };
  });

const all = [...new Set([...named.keys(), ...languages.keys()])].sort();
for (const word of ambiguous.keys()) {
  if (!all.includes(word)) {
    throw new Error(`ambiguous, but no code: ${word}`);
  }
}

// ---- what is written ----

/** strings: words, each with a character behind it, as a C string of one or several lines. */
function strings(list, mark = () => ' ') {
  const perLine = Math.floor(WIDTH / (list[0].length + 1));
  const lines = [];
  for (let i = 0; i < list.length; i += perLine) {
    const line = list.slice(i, i + perLine).map((word) => word + mark(word));
    lines.push(`"${line.join('')}"`);
  }
  return lines.length === 1 ? ` ${lines[0]};` : `\n\t${lines.join('\n\t')};`;
}

const mark = (word) => ambiguous.get(word) || ' ';
const ofLength = (n) => all.filter((code) => code.length === n);
const lower = (list) => list.map((word) => word.toLowerCase()).sort();
writeFileSync(
  join(TOP, 'fetch/hub/language_codes.h'),
  `/*
 * language_codes.h: codes of languages, scripts and regions, made by
 * src/packaging/languages.js of iso-codes ${version}, in order. Behind each one is
 * a blank, or, where it is rather something else as a tag, * if others that it
 * stands among are a sign that the language is meant, ! if only a card is.
 */
#ifndef LLMECO_FETCH_HUB_LANGUAGE_CODES_H
#define LLMECO_FETCH_HUB_LANGUAGE_CODES_H

/* ISO 639-1 */
static const char two_letters[] =${strings(ofLength(2), mark)}

/* ISO 639-2, 639-3 and 639-5 */
static const char three_letters[] =${strings(ofLength(3), mark)}

/* ISO 15924 */
static const char scripts[] =${strings(lower(standard('15924').map((one) => one.alpha_4)))}

/* ISO 3166-1 */
static const char regions[] =${strings(lower([...standard('3166-1').map((one) => one.alpha_2), REGION]))}

/* UN M.49 */
static const char areas[] =${strings(AREAS)}

#endif /* LLMECO_FETCH_HUB_LANGUAGE_CODES_H */
`,
);

const quoted = (text) => text.replaceAll("'", "''");
writeFileSync(
  join(TOP, 'sql/install/data-iso-639.sql'),
  `-- Languages that have no name by hand in data-languages.sql, made by
-- src/packaging/languages.js of iso-codes ${version}.

CREATE TABLE llmeco.language_codes (
    code text PRIMARY KEY,
    language text NOT NULL,
    name_en text NOT NULL,
    name_zh text
);
COMMENT ON TABLE llmeco.language_codes IS 'One row per language code (key: code): the storage of llmeco.languages, which is what to read. The extension''s own: rows come with it, and are not dumped.';
COMMENT ON COLUMN llmeco.language_codes.code IS 'The code as models have it.';
COMMENT ON COLUMN llmeco.language_codes.language IS 'The code that stands for the same language in rankings.';
COMMENT ON COLUMN llmeco.language_codes.name_en IS 'Name in English.';
COMMENT ON COLUMN llmeco.language_codes.name_zh IS 'Name in Chinese; NULL: none known.';

-- A line has a code, the code that stands for the language, and its name.
INSERT INTO llmeco.language_codes (code, language, name_en)
SELECT pg_catalog.substr(l.line, 1, 3), pg_catalog.rtrim(pg_catalog.substr(l.line, 5, 3)), pg_catalog.substr(l.line, 9)
  FROM pg_catalog.unnest(pg_catalog.string_to_array(
'${rows.map(({ code, language, name }) => `${code} ${language.padEnd(3)} ${quoted(name)}`).join('\n')}',
       E'\\n')) l (line);
`,
);
console.log(
  `iso-codes ${version}: ${all.length} codes, ${rows.length} of them without a name by hand, ` +
    `${ambiguous.size} ambiguous`,
);
