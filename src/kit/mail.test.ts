import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { SmtpReceiver } from '../../test/support/smtp-receiver.ts';
import { startSmtpReceiver } from '../../test/support/smtp-receiver.ts';
import { createMailer } from './mail.ts';

let server: SmtpReceiver;
afterEach(() => server.close());

const mail = {
  to: ['ada@example.org', 'bob@example.org'],
  subject: 'Grüße',
  text: 'text',
  html: '<p>html</p>',
  messageId: '<1@errors.example>',
  references: ['<issue-1@errors.example>'],
};
const mailer = (url = server.url) => createMailer(url, 'Culprit <culprit@errors.example>');

test('a mail arrives in text and HTML, marked as written by a program', async () => {
  server = await startSmtpReceiver();
  expect(await mailer().send(mail)).toEqual({ rejected: [] });
  expect(server.received).toHaveLength(1);
  const { from, to, source } = server.received[0] ?? { from: '', to: [], source: '' };
  expect([from, to]).toEqual(['culprit@errors.example', mail.to]);
  for (const header of [
    'Message-ID: <1@errors.example>',
    'References: <issue-1@errors.example>',
    'Auto-Submitted: auto-generated',
    'Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=',
    'text/plain',
    'text/html',
  ])
    expect(source).toContain(header);
});

test('what is in a subject cannot become a header', async () => {
  server = await startSmtpReceiver();
  await mailer().send({ ...mail, subject: 'a\r\nBcc: eve@example.org\r\n\r\nbody' });
  expect(server.received[0]?.to).toEqual(mail.to);
  expect(server.received[0]?.source).not.toMatch(/^Bcc:/m);
});

test('a name and a password are used', async () => {
  server = await startSmtpReceiver({ user: 'ada', password: 'p@ss:word/1' });
  const url = server.url.replace('//', `//ada:${encodeURIComponent('p@ss:word/1')}@`);
  expect(await mailer(url).send(mail)).toEqual({ rejected: [] });
  await expect(mailer(server.url.replace('//', '//ada:wrong@')).send(mail)).rejects.toMatchObject({
    code: 'mail_refused',
    transient: false,
  });
});

test('"later" may pass, "never" does not, and one bad address keeps nobody else from the mail', async () => {
  server = await startSmtpReceiver();
  server.refuse = () => 451;
  await expect(mailer().send(mail)).rejects.toMatchObject({ code: 'mail_failed', transient: true });
  server.refuse = () => 550;
  await expect(mailer().send(mail)).rejects.toMatchObject({ code: 'mail_refused', transient: false });
  server.refuse = (address) => (address.startsWith('ada') ? 550 : null);
  expect(await mailer().send(mail)).toEqual({ rejected: ['ada@example.org'] });
});

test('a server that is away may come back', async () => {
  server = await startSmtpReceiver();
  await server.close();
  await expect(mailer().send(mail)).rejects.toMatchObject({ code: 'mail_failed', transient: true });
  server = await startSmtpReceiver();
});

test('a server that says nothing is given up', async () => {
  server = await startSmtpReceiver();
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const failure = { code: 'mail_failed', transient: true };
  await expect(mailer(`smtp://127.0.0.1:${port}/?greetingTimeout=30`).send(mail)).rejects.toMatchObject(failure);
  silent.close();
});
