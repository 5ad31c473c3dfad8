import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as shapes from '../../test/support/alert-shapes.ts';
import { aNotice } from '../../test/support/alerts.ts';
import { start } from '../../test/support/events.ts';
import type { HttpReceiver } from '../../test/support/http-receiver.ts';
import { startHttpReceiver } from '../../test/support/http-receiver.ts';
import { startSmtpReceiver } from '../../test/support/smtp-receiver.ts';
import { createMailer, createOutbound, newId, readAllowList, SECOND } from '../kit/index.ts';
import { webhookHeaders } from './payloads/webhook.ts';
import type { Settings } from './targets.ts';
import { transmit } from './transmit.ts';

let there: HttpReceiver;
beforeEach(async () => {
  there = await startHttpReceiver();
});
afterEach(() => there.close());

const wires = {
  outbound: createOutbound(readAllowList('127.0.0.1')),
  mailer: null,
  publicUrl: () => 'https://errors.example/',
};
const id = newId();
const send = (settings: Settings) => transmit(wires, settings, aNotice(), id, start);
const at = (path: string) => `${there.url}${path}`;
const secret = 'a secret of a receiver';

const targets: [name: string, path: string, shape: TSchema, settings: () => Settings][] = [
  ['Slack', '/services/T/B/x', shapes.slackShape, () => ({ kind: 'slack', url: at('/services/T/B/x') })],
  ['Mattermost', '/hooks/x', shapes.mattermostShape, () => ({ kind: 'mattermost', url: at('/hooks/x') })],
  [
    'Discord',
    '/api/webhooks/1/x?wait=true',
    shapes.discordShape,
    () => ({ kind: 'discord', url: at('/api/webhooks/1/x') }),
  ],
  ['Teams', '/workflows/x?sig=y', shapes.teamsShape, () => ({ kind: 'teams', url: at('/workflows/x?sig=y') })],
  [
    'Telegram',
    '/bot123:abcdefghijk/sendMessage',
    shapes.telegramShape,
    () => ({ kind: 'telegram', token: '123:abcdefghijk', chatId: '-1001', apiUrl: at('/') }),
  ],
  ['a webhook', '/in', shapes.webhookShape, () => ({ kind: 'webhook', url: at('/in'), secret })],
];

describe.each(targets)('%s', (_name, path, shape, settings) => {
  test('gets what it takes, where it takes it', async () => {
    expect(await send(settings())).toMatchObject({ kind: 'sent', status: 200, response: 'ok' });
    expect(there.received).toMatchObject([{ method: 'POST', path, headers: { 'content-type': 'application/json' } }]);
    expect([...Value.Errors(shape, JSON.parse(there.received[0]?.body ?? ''))]).toEqual([]);
    expect(there.received[0]?.body).toContain('https://errors.example/issues/12');
  });
});

test('a webhook can check who sent it and when, and recognises a repetition', async () => {
  await send({ kind: 'webhook', url: at('/in'), secret });
  await send({ kind: 'webhook', url: at('/in'), secret });
  const [first, second] = there.received;
  expect(first?.headers).toMatchObject(webhookHeaders(id, start, first?.body ?? '', secret));
  expect(first?.headers['webhook-signature']).not.toBe(
    webhookHeaders(id, start, `${first?.body} `, secret)['webhook-signature'],
  );
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
});

test('mail goes through the server that was named', async () => {
  const smtp = await startSmtpReceiver();
  const mailer = createMailer(smtp.url, 'culprit@errors.example');
  const mail = { kind: 'email' as const, to: ['ada@example.org', 'bob@example.org'] };
  smtp.refuse = (address) => (address.startsWith('bob') ? 550 : null);
  expect(await transmit({ ...wires, mailer }, mail, aNotice(), id, start)).toMatchObject({
    kind: 'sent',
    note: 'The mail server refused bob@example.org.',
  });
  expect(smtp.received[0]).toMatchObject({ to: ['ada@example.org'] });
  expect(smtp.received[0]?.source).toContain(`Message-ID: <${id}@errors.example>`);
  smtp.refuse = () => 451;
  expect(await transmit({ ...wires, mailer }, mail, aNotice(), id, start)).toMatchObject({
    kind: 'failed',
    transient: true,
  });
  await smtp.close();
});

test('without a mail server a mail fails for good, and says what is missing', async () => {
  expect(await send({ kind: 'email', to: ['a@b.c'] })).toMatchObject({
    kind: 'failed',
    transient: false,
    error: expect.stringContaining('CULPRIT_SMTP') as string,
  });
});

test.each([
  [204, 'sent', undefined],
  [302, 'failed', false],
  [400, 'failed', false],
  [401, 'failed', false],
  [404, 'failed', false],
  [408, 'failed', true],
  [410, 'failed', false],
  [429, 'failed', true],
  [500, 'failed', true],
  [503, 'failed', true],
])('an answer %i means %s; later: %s', async (status, kind, transient) => {
  there.answer = (_request, response) => response.writeHead(status).end();
  expect(await send({ kind: 'slack', url: at('/') })).toMatchObject({
    kind,
    status,
    ...(transient === undefined ? {} : { transient }),
  });
});

test.each([
  ['seconds', { 'retry-after': '7' }, '', 7 * SECOND],
  ['parts of seconds', { 'retry-after': '0.5' }, '', 0.5 * SECOND],
  ['a date', { 'retry-after': 'Sun, 22 Nov 2026 10:01:00 GMT' }, '', 60 * SECOND],
  ['the past', { 'retry-after': 'Sun, 22 Nov 2020 10:01:00 GMT' }, '', 0],
  ['Telegram', {}, '{"ok":false,"parameters":{"retry_after":35}}', 35 * SECOND],
  ['Discord', {}, '{"message":"limited","retry_after":64.57}', 64_570_000],
  ['nonsense', { 'retry-after': 'soon' }, 'retry_after', null],
] as const)('how long to wait, said as %s', async (_how, headers, body, expected) => {
  there.answer = (_request, response) => response.writeHead(429, headers).end(body);
  expect(await send({ kind: 'slack', url: at('/') })).toMatchObject({ kind: 'failed', retryAfter: expected });
});

test('what the other side says is kept as one short line', async () => {
  there.answer = (_request, response) => response.writeHead(400).end(`invalid\u001b[31m\n${'x'.repeat(10_000)}`);
  const outcome = await send({ kind: 'slack', url: at('/') });
  expect(outcome.kind === 'failed' && outcome.response).toMatch(/^invalid \[31m x{480,}…$/);
});
