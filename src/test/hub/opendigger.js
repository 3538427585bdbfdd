// OpenDigger's static files and the label files of its repository.
//
// These are other hosts than the Hub in the real world: no quota, an ETag of
// another form, XML for what is missing, names that mind their case.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** createOpenDigger serves dir/PLATFORM/OWNER/REPO/METRIC.json, or
 * dir/PLATFORM/OWNER/REPO.json with all metrics keyed by name, and label files
 * below labels. meta.json and repo_list.csv are made where dir has none. */
export function createOpenDigger(dir, labels) {
  let known;
  let last;

  /** ids and labels of repositories, as the label files have them. */
  function repoLabels() {
    known ??= readLabels(labels);
    return known;
  }

  /** metric answers /opendigger/... */
  function metric(segments) {
    if (segments.join('/') === 'repo_list.csv') {
      return object('text/csv', read(dir, 'repo_list.csv') ?? repoList());
    }
    const key = segments.join('/');
    const direct = read(dir, key);
    if (direct) {
      return object('application/json', direct);
    }
    const name = segments.at(-1).replace(/\.json$/, '');
    const folder = segments.slice(0, -1).join('/');
    const packed = unpacked(`${folder}.json`);
    if (packed && name !== segments.at(-1) && Object.hasOwn(packed, name)) {
      return object('application/json', JSON.stringify(packed[name]));
    }
    const stat = status(dir, packed ? `${folder}.json` : folder);
    return stat && segments.length === 4 && segments[3] === 'meta.json'
      ? object('application/json', JSON.stringify(meta(segments, stat)))
      : noSuchKey(key);
  }

  /** unpacked returns the metrics of a file that has all, null if there is none. The last one is
   * kept: clients ask for one metric after the other. */
  function unpacked(name) {
    const { ino, size, mtimeMs } = status(dir, name) ?? {};
    const key = JSON.stringify([name, ino, size, mtimeMs]);
    if (last?.key !== key) {
      const bytes = read(dir, name);
      last = { key, metrics: bytes && JSON.parse(bytes) };
    }
    return last.metrics;
  }

  function meta([, owner, repo], stat) {
    const full = `${owner}/${repo}`;
    const found = repoLabels().get(full.toLowerCase());
    return {
      updatedAt: Math.floor(stat.mtimeMs),
      type: 'repo',
      id: found?.id ?? madeUpId(full),
      labels: found?.labels ?? [],
    };
  }

  function repoList() {
    const lines = ['id,platform,repo_name'];
    for (const platform of dir ? subfolders(dir) : []) {
      for (const owner of subfolders(path.join(dir, platform))) {
        const repos = readdirSync(path.join(dir, platform, owner)).map((name) =>
          name.replace(/\.json$/, ''),
        );
        for (const repo of [...new Set(repos)].sort()) {
          const full = `${owner}/${repo}`;
          const id = repoLabels().get(full.toLowerCase())?.id ?? madeUpId(full);
          lines.push(`${id},${platform === 'github' ? 'GitHub' : platform},${full}`);
        }
      }
    }
    return `${lines.join('\n')}\n`;
  }

  /** label answers /labels/... as a raw file host does. */
  function label(segments) {
    const bytes = read(labels, segments.join('/'));
    if (!bytes) {
      return plain(404, '404: Not Found');
    }
    const tag = createHash('sha256').update(bytes).digest('hex');
    return { ...plain(200, bytes), headers: { ...plain(200, '').headers, ETag: `W/"${tag}"` } };
  }

  return { metric, label };
}

function object(type, body) {
  const bytes = Buffer.from(body);
  const md5 = createHash('md5').update(bytes).digest('hex').toUpperCase();
  return {
    status: 200,
    headers: { 'Content-Type': type, ETag: `"${md5}"`, 'Access-Control-Allow-Origin': '*' },
    body: bytes,
  };
}

function noSuchKey(key) {
  const shown = key.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  return {
    status: 404,
    headers: { 'Content-Type': 'application/xml' },
    body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<Error>
  <Code>NoSuchKey</Code>
  <Message>The specified key does not exist.</Message>
  <Key>${shown}</Key>
</Error>
`),
  };
}

function plain(status, body) {
  return {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    body: Buffer.from(body),
  };
}

/** status is what stat says of a name below dir, undefined if there is none. */
function status(dir, name) {
  const file = dir && path.resolve(dir, name);
  const inside = file?.startsWith(path.resolve(dir) + path.sep) && !file.includes('\0');
  return inside ? statSync(file, { throwIfNoEntry: false }) : undefined;
}

/** read returns the bytes of a file below dir, null if there is none. */
function read(dir, name) {
  return status(dir, name)?.isFile() ? readFileSync(path.join(dir, name)) : null;
}

function subfolders(dir) {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** madeUpId is a stable number for a repository whose id nobody told us. */
function madeUpId(name) {
  return createHash('sha1').update(name.toLowerCase()).digest().readUInt32BE(0) >>> 1;
}

/** readLabels returns repository name in lower case -> {id, labels}. Label
 * files are regular enough to be read by line. */
function readLabels(dir) {
  const found = new Map();
  const files = dir
    ? readdirSync(dir, { recursive: true }).filter((name) => name.endsWith('.yml'))
    : [];
  for (const file of files.sort()) {
    const text = readFileSync(path.join(dir, file), 'utf8');
    const label = {
      id: `:${file.replace(/(\/index)?\.yml$/, '')}`,
      name: /^name: *(.+)$/m.exec(text)?.[1],
      type: /^type: *(.+)$/m.exec(text)?.[1],
    };
    for (const [, id, name] of text.matchAll(/- id: *(\d+)\n\s+name: *(\S+\/\S+)/g)) {
      const repo = found.get(name.toLowerCase()) ?? { id: Number(id), labels: [] };
      repo.labels.push(label);
      found.set(name.toLowerCase(), repo);
    }
  }
  return found;
}
