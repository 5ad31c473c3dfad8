import { expect, test } from 'vitest';
import { buildApiDocument } from './build.ts';
import type { Schema } from './document.ts';
import { operationsOf } from './document.ts';
import { example, notation } from './notation.ts';
import { apiPage } from './page.ts';
import { apiPagePolicy, pageStyle } from './page-style.ts';

const document = await buildApiDocument();
const operations = operationsOf(document);

test('the document is OpenAPI 3.1 and describes every room', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(document.servers).toEqual([{ url: '/api/v1' }]);
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(ids).toEqual(
    expect.arrayContaining(['createProject', 'getIssue', 'listIssues', 'listDeadLetters', 'getStatus']),
  );
});

test('every operation has an id of its own, a summary, and a tag that the document explains', () => {
  const known = document.tags?.map(({ name }) => name) ?? [];
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { method, path, operation } of operations) {
    expect(operation.operationId, `${method} ${path}`).toMatch(/^[a-z][A-Za-z]+$/);
    expect(operation.summary ?? '', `${method} ${path}`).not.toBe('');
    expect(known, `${method} ${path}`).toContain(operation.tags?.[0]);
  }
});

test('what SDKs send to and what only programs of the house read is not part of the API', () => {
  const paths = Object.keys(document.paths);
  for (const path of ['envelope', '/health/', 'metrics', 'assets', 'openapi.json'])
    expect(paths.filter((one) => one.includes(path))).toEqual([]);
});

test('a parameter with a default may be left out', () => {
  const list = operations.find(({ operation }) => operation.operationId === 'listIssues');
  expect(list?.operation.parameters?.find(({ name }) => name === 'limit')?.required).toBe(false);
});

test('the page shows every operation with an example, and holds nothing that could run or be fetched', () => {
  const page = apiPage(document, 'https://errors.example');
  for (const { operation } of operations) expect(page).toContain(`<article id="${operation.operationId}">`);
  expect(page).toContain('https://errors.example/api/v1/projects');
  expect(page).not.toMatch(/<script|<link|<img|\son\w+=|@import|url\(/i);
  expect(page).toContain(`<style>${pageStyle}</style>`);
  expect(apiPagePolicy).toMatch(/default-src 'none'; style-src 'sha256-[\w+/]+=*'/);
});

test('a type is written as people read it', () => {
  const schema: Schema = {
    type: 'object',
    required: ['id', 'state'],
    properties: {
      id: { type: 'integer', minimum: 1, description: 'Its number' },
      state: { enum: ['on', 'off'] },
      tags: { type: 'array', items: { type: 'string', maxLength: 9 } },
      owner: { anyOf: [{ type: 'object', properties: { name: { type: 'string' } } }, { type: 'null' }] },
    },
  };
  expect(notation(schema)).toBe(`{
  // Its number
  id: integer (at least 1)
  state: "on" | "off"
  tags?: (string (at most 9 characters))[]
  owner?: {
    name?: string
  } | null
}`);
  expect(example(schema, {})).toEqual({ id: 1, state: 'on', tags: ['text'], owner: {} });
});

test('text of schemas cannot break out of the page', () => {
  const hostile = '</style><script>alert(1)</script>';
  const page = apiPage(
    {
      openapi: '3.1.0',
      info: { title: hostile, version: hostile, description: hostile },
      paths: { [`/${hostile}`]: { get: { operationId: 'x', summary: hostile, description: hostile, responses: {} } } },
    },
    '',
  );
  expect(page).not.toContain('<script>');
});
