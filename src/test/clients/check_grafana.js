// check_grafana.js FILE...: whether dashboards have the types of Grafana's own
// @grafana/schema: the dashboard, the options of each panel and its fields, and
// what overrides set. Prints a line for each fault, with the value it is about.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));
const TYPES = '../@grafana/schema/dist/types';
const PANELS = ['barchart', 'bargauge', 'piechart', 'stat', 'table', 'timeseries'];
const WITHOUT_FIELDS = ['bargauge', 'stat'];
// what an export has beside the dashboard
const EXPORT = ['__inputs', '__elements', '__requires'];

function typesOf(panel) {
  return `${TYPES}/raw/composable/${panel}/panelcfg/x/types.gen`;
}

// Values of JSON instead of TypeScript's enums; what is left out of a panel has a default.
const PRELUDE = `import type { Dashboard, FieldConfig } from '${TYPES}/index';
${PANELS.map((kind) => `import type * as ${kind} from '${typesOf(kind)}';`).join('\n')}
type Plain<T> = unknown extends T ? T : T extends string ? \`\${T}\` : T extends number ? number
  : T extends (infer U)[] ? Plain<U>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
type Fields<Custom> = Plain<Omit<FieldConfig, 'custom'>> & { custom?: Partial<Plain<Custom>> };
`;

/** fieldsOf: what an override sets, as the defaults have it. */
function fieldsOf({ properties }) {
  const fields = {};
  for (const { id, value } of properties) {
    const [first, second] = id.split('.');
    if (second) {
      (fields[first] ??= {})[second] = value;
    } else {
      fields[first] = value;
    }
  }
  return fields;
}

/** checksOf: [what, its type, its value] of all that a dashboard has. */
function checksOf(dashboard) {
  const bare = Object.fromEntries(
    Object.entries(dashboard).filter(([key]) => !EXPORT.includes(key)),
  );
  const checks = [['dashboard', 'Plain<Dashboard>', bare]];
  for (const panel of dashboard.panels.filter(({ type }) => type !== 'row')) {
    const custom = WITHOUT_FIELDS.includes(panel.type) ? 'never' : `${panel.type}.FieldConfig`;
    const fields = `Fields<${custom}>`;
    checks.push(
      [`${panel.title}, options`, `Partial<Plain<${panel.type}.Options>>`, panel.options],
      [`${panel.title}, fields`, fields, panel.fieldConfig.defaults],
      ...panel.fieldConfig.overrides.map((override) => [
        `${panel.title}, ${override.matcher.options}`,
        fields,
        fieldsOf(override),
      ]),
    );
  }
  return checks;
}

// beside what it imports
const folder = join(here, 'node_modules/.check_grafana');
mkdirSync(folder, { recursive: true });
const sources = process.argv.slice(2).map((file) => {
  const source = join(folder, `${basename(file, '.json')}.ts`);
  const checks = checksOf(JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(
    source,
    PRELUDE +
      checks
        .map(
          ([what, type, value], i) =>
            `// ${what}\nexport const v${i}: ${type} = ${JSON.stringify(value)};\n`,
        )
        .join(''),
  );
  return source;
});
const program = ts.createProgram(sources, {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
});
for (const { file, start, length, messageText } of ts.getPreEmitDiagnostics(program)) {
  const text = ts.flattenDiagnosticMessageText(messageText, ' ');
  const about = file && file.text.slice(0, start).match(/.*\/\/ ([^\n]*)\n/s)?.[1];
  const where = file
    ? `${basename(file.fileName, '.ts')}: ${about}: ${file.text.substr(start, length)}: `
    : '';
  console.log(where + text);
}
