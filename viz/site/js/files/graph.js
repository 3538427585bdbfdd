// A graph (graph-of.js) as a file for other programs; `llmeco-viz --graph` writes the same of
// all models.

import { BYTE_ORDER_MARK, csvLine } from '../core/csv.js';
import { escapeXml } from '../core/xml.js';
import { zip } from './zip.js';

const LINES = 1000;

const known = (value) => value !== null && value !== undefined && !Number.isNaN(value);

// lines: a text for each thousand of `count` lines, the page answering between them.
async function lines(count, line) {
  const parts = [];
  for (let from = 0; from < count; from += LINES) {
    const length = Math.min(LINES, count - from);
    parts.push(Array.from({ length }, (_, i) => line(from + i)).join(''));
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
  }
  return parts;
}

// valuesOf: what write(name, value) makes of each value that is known.
function valuesOf(names, values, write) {
  return names.map((name, i) => (known(values[i]) ? write(name, values[i]) : '')).join('');
}

async function graphml(graph) {
  const names = graph.attributes.map(([name]) => name);
  const data = (name, value) => `<data key="${name}">${escapeXml(String(value))}</data>`;
  const key = (of, name, type) =>
    `<key id="${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>\n`;
  const nodes = await lines(
    graph.count,
    (i) => `<node id="n${i}">${valuesOf(names, graph.node(i), data)}</node>\n`,
  );
  const edges = await lines(graph.edges, (i) => {
    const [source, target, ...values] = graph.edge(i);
    const of = valuesOf(['relation', 'weight'], values, data);
    return `<edge source="n${source}" target="n${target}">${of}</edge>\n`;
  });
  return new Blob(
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n',
      '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"',
      ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
      ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns',
      ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n',
      ...graph.attributes.map(([name, type]) => key('node', name, type)),
      key('edge', 'relation', 'string'),
      key('edge', 'weight', 'double'),
      key('graph', 'as_of', 'string'),
      '<graph id="llmeco" edgedefault="directed">\n',
      graph.asOf ? `${data('as_of', graph.asOf)}\n` : '',
      ...nodes,
      ...edges,
      '</graph>\n</graphml>\n',
    ],
    { type: 'application/xml' },
  );
}

// gexf: version 1.2, which everything reads; a name is a label.
async function gexf(graph) {
  const [, ...attributes] = graph.attributes;
  const names = attributes.map(([name]) => name);
  const value = (name, one) => `<attvalue for="${name}" value="${escapeXml(String(one))}"/>`;
  const nodes = await lines(graph.count, (i) => {
    const [name, ...values] = graph.node(i);
    const of = valuesOf(names, values, value);
    return `<node id="n${i}" label="${escapeXml(name)}"><attvalues>${of}</attvalues></node>\n`;
  });
  const edges = await lines(graph.edges, (i) => {
    const [source, target, relation, weight] = graph.edge(i);
    const ends = `source="n${source}" target="n${target}" weight="${weight}"`;
    return (
      `<edge id="e${i}" ${ends}>` + `<attvalues>${value('relation', relation)}</attvalues></edge>\n`
    );
  });
  const day = graph.asOf ? ` lastmodifieddate="${graph.asOf.slice(0, 10)}"` : '';
  return new Blob(
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n',
      '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n',
      `<meta${day}><creator>llmeco ${escapeXml(graph.generator ?? '')}</creator>`,
      '<description>Lineage of open-source AI models</description></meta>\n',
      '<graph defaultedgetype="directed" mode="static">\n<attributes class="node">\n',
      ...attributes.map(
        ([name, type]) => `<attribute id="${name}" title="${name}" type="${type}"/>\n`,
      ),
      '</attributes>\n<attributes class="edge">\n',
      '<attribute id="relation" title="relation" type="string"/>\n</attributes>\n<nodes>\n',
      ...nodes,
      '</nodes>\n<edges>\n',
      ...edges,
      '</edges>\n</graph>\n</gexf>\n',
    ],
    { type: 'application/xml' },
  );
}

// json: node-link data, as networkx and d3 read it; an id is a name.
async function json(graph) {
  const [, ...names] = graph.attributes.map(([name]) => name);
  const nodes = await lines(graph.count, (i) => {
    const [id, ...values] = graph.node(i);
    const pairs = names.map((name, at) => [name, values[at]]).filter(([, one]) => known(one));
    return `${i ? ',' : ''}\n${JSON.stringify({ id, ...Object.fromEntries(pairs) })}`;
  });
  const edges = await lines(graph.edges, (i) => {
    const [from, to, relation, weight] = graph.edge(i);
    const [[source], [target]] = [graph.node(from), graph.node(to)];
    return `${i ? ',' : ''}\n${JSON.stringify({ source, target, relation, weight })}`;
  });
  const about = { as_of: graph.asOf, generator: `llmeco ${graph.generator ?? ''}`.trim() };
  return new Blob(
    [
      `{"directed":true,"multigraph":false,"graph":${JSON.stringify(about)},\n"nodes":[`,
      ...nodes,
      '\n],\n"links":[',
      ...edges,
      '\n]}\n',
    ],
    { type: 'application/json' },
  );
}

async function csv(graph, name) {
  const names = graph.attributes.map(([one]) => one);
  const nodes = await lines(graph.count, (i) => csvLine(graph.node(i)));
  const edges = await lines(graph.edges, (i) => {
    const [source, target, ...values] = graph.edge(i);
    return csvLine([graph.node(source)[0], graph.node(target)[0], ...values]);
  });
  const head = ['source', 'target', 'relation', 'weight'];
  return zip([
    { name: `${name}-nodes.csv`, blob: new Blob([BYTE_ORDER_MARK, csvLine(names), ...nodes]) },
    { name: `${name}-edges.csv`, blob: new Blob([BYTE_ORDER_MARK, csvLine(head), ...edges]) },
  ]);
}

/** graphFile: a promise of { name, blob }; format: graphml, gexf, json or csv, two files in one. */
export async function graphFile(graph, name, format) {
  const blob = await { graphml, gexf, json, csv }[format](graph, name);
  return { name: `${name}.${format === 'csv' ? 'zip' : format}`, blob };
}
