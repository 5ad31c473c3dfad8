import type { ApiDocument, Operation, Parameter, Schema } from './document.ts';
import { operationsOf } from './document.ts';
import { example, notation } from './notation.ts';
import { pageStyle } from './page-style.ts';

/** The API document as one page for people: no script, nothing from another host. `origin` is where its examples call. */
export const apiPage = (document: ApiDocument, origin: string): string => {
  const operations = operationsOf(document);
  const named = (document.tags ?? []).filter(({ name }) =>
    operations.some(({ operation }) => operation.tags?.includes(name)),
  );
  const rest = operations.filter(({ operation }) => !named.some(({ name }) => operation.tags?.includes(name)));
  const groups = [
    ...named.map((tag) => ({
      ...tag,
      operations: operations.filter(({ operation }) => operation.tags?.[0] === tag.name),
    })),
    ...(rest.length === 0 ? [] : [{ name: 'more', description: '', operations: rest }]),
  ];
  const schemas = document.components?.schemas ?? {};
  const base = `${origin}${document.servers?.[0]?.url ?? ''}`;

  const nav = groups
    .map(
      ({ name, operations }) =>
        `<h2><a href="#${escape(name)}">${escape(title(name))}</a></h2><ul>${operations
          .map(
            ({ method, path, operation }) =>
              `<li><a href="#${escape(operation.operationId ?? '')}">${badge(method)} ${escape(path)}</a></li>`,
          )
          .join('')}</ul>`,
    )
    .join('');
  const body = groups
    .map(
      ({ name, description, operations }) =>
        `<section id="${escape(name)}"><h2>${escape(title(name))}</h2>${prose(description ?? '')}${operations
          .map(({ method, path, operation }) => section(method, path, operation, base, schemas))
          .join('')}</section>`,
    )
    .join('');
  const shared = Object.entries(schemas)
    .map(
      ([name, schema]) =>
        `<h3 id="schema-${escape(name)}">${escape(name)}</h3>${prose(schema.description ?? '')}<pre>${escape(notation(schema))}</pre>`,
    )
    .join('');

  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Culprit API</title><style>${pageStyle}</style></head><body>
<nav aria-label="Operations"><p><strong>Culprit API</strong> ${escape(document.info.version)}<br><a href="../api/v1/openapi.json">OpenAPI ${escape(document.openapi)} document</a></p>${nav}</nav>
<main><h1>The Culprit API</h1><p>All paths below begin with <code>${escape(base)}</code>.</p>${prose(document.info.description ?? '')}${body}${shared === '' ? '' : `<section><h2>Shared schemas</h2>${shared}</section>`}</main></body></html>`;
};

const section = (
  method: string,
  path: string,
  operation: Operation,
  base: string,
  schemas: Readonly<Record<string, Schema>>,
): string => {
  const {
    operationId = '',
    summary = operationId,
    description = '',
    parameters = [],
    requestBody,
    responses,
  } = operation;
  const bodies = Object.entries(requestBody?.content ?? {});
  return `<article id="${escape(operationId)}"><h3>${badge(method)} <code>${escape(path)}</code></h3>
<p><strong>${escape(summary)}</strong></p>${prose(description)}${table(parameters)}${bodies
    .map(
      ([type, { schema = {} }]) => `<h4>Body <small>${escape(type)}</small></h4><pre>${escape(notation(schema))}</pre>`,
    )
    .join('')}${Object.entries(responses)
    .map(([status, { description = '', content = {} }]) => {
      const types = Object.entries(content);
      const head = `<h4>${escape(status)} <small>${escape([description === 'Default Response' ? '' : description, ...types.map(([type]) => type)].filter(Boolean).join(' · '))}</small></h4>`;
      return (
        head +
        types.map(([, { schema }]) => (schema === undefined ? '' : `<pre>${escape(notation(schema))}</pre>`)).join('')
      );
    })
    .join('')}<h4>Example</h4><pre>${escape(curl(method, path, operation, base, schemas))}</pre></article>`;
};

const table = (parameters: readonly Parameter[]): string => {
  const shown = ['path', 'query'].flatMap((place) => parameters.filter((one) => one.in === place));
  if (shown.length === 0) return '';
  const rows = shown.map(({ name, in: place, required, schema = {}, description }) => {
    const about = description ?? schema.description ?? '';
    const otherwise =
      schema.default === undefined ? '' : `default <code>${escape(JSON.stringify(schema.default))}</code>`;
    return `<tr><td><code>${escape(name)}</code>${required === true ? '' : ' <small>optional</small>'}</td><td>${place}</td><td><code>${escape(notation(schema))}</code></td><td>${[inline(about), otherwise].filter(Boolean).join(' · ')}</td></tr>`;
  });
  return `<h4>Parameters</h4><table><thead><tr><th>Name</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
};

/** A command to try the operation with: required parameters filled in, a body of examples. */
const curl = (
  method: string,
  path: string,
  operation: Operation,
  base: string,
  schemas: Readonly<Record<string, Schema>>,
): string => {
  const parameters = operation.parameters ?? [];
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const schema = parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? {};
    return encodeURIComponent(String(name.endsWith('Id') ? 1 : example(schema, schemas)));
  });
  const query = parameters
    .filter((one) => one.in === 'query' && one.required === true)
    .map(({ name, schema = {} }) => `${name}=${encodeURIComponent(String(example(schema, schemas)))}`);
  const url = `${base}${filled}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} '${url}'`,
    ...(operation.security?.length === 0 ? [] : [`  -H 'Authorization: Bearer clp_…'`]),
    ...(type === undefined ? [] : [`  -H 'Content-Type: ${type}'`]),
    ...(body?.schema === undefined
      ? []
      : [`  -d '${JSON.stringify(example(body.schema, schemas)).replaceAll("'", "'\\''")}'`]),
  ];
  return lines.join(' \\\n');
};

const badge = (method: string): string => `<b class="${method.toLowerCase()}">${method}</b>`;

const title = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const prose = (text: string): string =>
  text
    .split(/\n\n+/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${inline(paragraph)}</p>`)
    .join('');

const inline = (text: string): string => escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
