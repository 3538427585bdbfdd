// validate.js: what validators of others say of bills of materials. For each line
// that it reads, a JSON array of documents, it prints a line with a JSON array:
// 'valid', or what is wrong. To start takes it a second.
//
// CycloneDX documents go to CycloneDX's own library; SPDX documents to SPDX's
// JSON schema, their licence expressions to a parser of these. Package URLs are
// parsed and written again, which has to give the same.

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import Ajv2020 from 'ajv/dist/2020.js';
import cyclonedx from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import parseExpression from 'spdx-expression-parse';

const { Spec, Validation } = cyclonedx;
const cyclonedxValidator = new Validation.JsonStrictValidator(Spec.Version.v1dot7);
const spdxSchema = new URL('node_modules/spdx-3.0.1.schema.json', import.meta.url);
const spdxValidator = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(spdxSchema)));

/** all returns the values of every field of this name, at any depth. */
function all(value, name) {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    key === name ? [inner] : all(inner, name),
  );
}

/** wrong returns the texts that write() does not give back as they are. */
function wrong(texts, write) {
  return texts.filter((text) => {
    try {
      return write(text) !== text;
    } catch {
      return true;
    }
  });
}

const normal = (purl) => PackageURL.fromString(purl).toString();
const parsed = (expression) => parseExpression(expression) && expression;

async function problems(bom) {
  if (bom.bomFormat === 'CycloneDX') {
    return [
      ...((await cyclonedxValidator.validate(JSON.stringify(bom))) ?? []),
      ...wrong(all(bom, 'purl'), normal),
    ];
  }
  return [
    ...(spdxValidator(bom) ? [] : spdxValidator.errors),
    ...wrong(all(bom, 'software_packageUrl'), normal),
    ...wrong(all(bom, 'simplelicensing_licenseExpression'), parsed),
  ];
}

for await (const line of createInterface({ input: process.stdin })) {
  const said = [];
  for (const bom of JSON.parse(line)) {
    const found = await problems(bom);
    said.push(found.length === 0 ? 'valid' : JSON.stringify(found.slice(0, 5)));
  }
  console.log(JSON.stringify(said));
}
