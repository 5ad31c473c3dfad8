import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import * as shapes from '../../../test/support/alert-shapes.ts';
import { aNotice } from '../../../test/support/alerts.ts';
import { newId } from '../../kit/index.ts';
import type { Notice } from '../notice.ts';
import { digestNotice, limits, testNotice } from '../notice.ts';
import { clean } from '../text.ts';
import { discordPayload } from './discord.ts';
import { alertMail } from './mail.ts';
import { mattermostPayload } from './mattermost.ts';
import { slackPayload } from './slack.ts';
import { teamsPayload } from './teams.ts';
import { telegramPayload } from './telegram.ts';
import { webhookHeaders, webhookPayload } from './webhook.ts';

const url = 'https://errors.example/culprit';

const services: [name: string, shape: TSchema, build: (notice: Notice) => unknown][] = [
  ['Slack', shapes.slackShape, (notice) => slackPayload(notice, url)],
  ['Mattermost', shapes.mattermostShape, (notice) => mattermostPayload(notice, url)],
  ['Discord', shapes.discordShape, (notice) => discordPayload(notice, url)],
  ['Teams', shapes.teamsShape, (notice) => teamsPayload(notice, url)],
  ['Telegram', shapes.telegramShape, (notice) => telegramPayload(notice, url, { chatId: '-100123', threadId: 4 })],
  ['a webhook', shapes.webhookShape, (notice) => webhookPayload(notice, url, newId())],
];

const evil = [
  '<!channel> <!here> <@U123> <https://evil.example|click> & </b><a href="https://evil.example">x</a>',
  '@everyone @here @channel @all @durov #general /start',
  '[click](https://evil.example) ![x](https://evil.example/x.png) `code` *bold* _it_ ~~no~~ || spoiler ||',
  'http://evil.example www.evil.example <@&99> <#1> <:name:1> <t:1:R>',
  '\\*not escaped\\* \\[x\\](y)',
  '𝕏'.repeat(150),
  '&'.repeat(300),
  '<'.repeat(300),
  '*'.repeat(300),
  '@'.repeat(300),
];

const noticeWith = (text: string): Notice =>
  aNotice({
    title: clean(text, limits.title) || 'untitled',
    reason: clean(text, limits.reason) || null,
    project: { id: 1, name: clean(text, limits.name) || 'project', slug: 'shop' },
    rule: { id: 1, name: clean(text, limits.name) || 'rule' },
    event: { id: 'a'.repeat(32), environment: clean(text, limits.name), release: clean(text, limits.name) },
    issue: { id: 1, shortId: 'SHOP-1', culprit: clean(text, limits.culprit), kind: 'error', platform: 'node' },
  });
const project = { id: 1, name: 'Shop', slug: 'shop' };
const digestOf = (text: string, count: number): Notice =>
  digestNotice(
    project,
    0,
    Array.from({ length: count }, () => noticeWith(text)),
  );

describe.each(services)('%s', (_name, shape, build) => {
  const check = (notice: Notice): void => {
    const payload = JSON.parse(JSON.stringify(build(notice))) as unknown;
    expect([...Value.Errors(shape, payload)].map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual(
      [],
    );
  };

  test('takes every kind of alert', () => {
    for (const trigger of ['new', 'regressed', 'unmuted', 'assigned', 'filed', 'spike'] as const)
      check(aNotice({ trigger }));
    check(aNotice({ trigger: 'quota_near', issue: null, event: null, level: null, reason: null, rule: null }));
    check(testNotice(project, 0));
  });

  test.each(evil)('takes what is hostile: %s', (text) => {
    check(noticeWith(text));
    check(digestOf(text, 300));
  });

  test('takes any text, alone and in digests of any length', () => {
    const text = fc.string({ unit: 'binary', maxLength: 600 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 120 }), (any, count) => {
        check(noticeWith(any));
        check(digestOf(any, count));
      }),
      { numRuns: 30 },
    );
  });
});

describe('hostile text', () => {
  test('means nothing to Slack: no control sequence is left but our own link', () => {
    for (const text of evil) {
      const payload = slackPayload(noticeWith(text), url);
      const marked = [
        payload.text,
        ...payload.blocks.flatMap((block) =>
          'text' in block && block.text.type === 'mrkdwn' ? [block.text.text] : [],
        ),
      ];
      for (const words of marked)
        expect(words.replaceAll('<https://errors.example/culprit/issues/12|SHOP-1>', '')).not.toMatch(
          /<|>|&(?!amp;|lt;|gt;)/,
        );
    }
  });

  test('mentions nobody on Mattermost, and is no Markdown', () => {
    for (const text of evil) {
      const payload = mattermostPayload(noticeWith(text), url);
      const words = JSON.stringify(payload).replaceAll(`(${url}/issues/12)`, '');
      expect(words).not.toMatch(/@(?!\u200b)|<|>|:\/\//);
    }
    expect(mattermostPayload(noticeWith('![a](b) *c*'), url).attachments[0]?.text).toBe(String.raw`\!\[a\]\(b\) \*c\*`);
  });

  test('mentions nobody on Discord, and is no Markdown', () => {
    const { allowed_mentions, embeds } = discordPayload(noticeWith('@everyone [x](https://evil.example) <@1>'), url);
    expect(allowed_mentions.parse).toEqual([]);
    expect(embeds[0]?.description).toBe(String.raw`\@everyone \[x\]\(https\://evil.example\) \<\@1\>`);
  });

  test('is plain text in Teams: only text runs, which know no Markdown', () => {
    const content = teamsPayload(noticeWith('**x** <at>Ada</at>'), url).attachments[0]?.content;
    expect(
      new Set(content?.body.flatMap(({ type, inlines }) => [type, ...inlines.map((inline) => inline.type)])),
    ).toEqual(new Set(['RichTextBlock', 'TextRun']));
    expect(JSON.stringify(content)).not.toContain('msteams');
  });

  test('has no tags and no mentions on Telegram', () => {
    for (const text of evil) {
      const words = telegramPayload(noticeWith(text), url, { chatId: '1' }).text;
      const own = words.replaceAll(/<a href="https:\/\/errors\.example\/culprit\/issues\/12">|<\/a>|<\/?b>/g, '');
      expect(own).not.toMatch(/<|>|@(?!\u200b)|&(?!amp;|lt;|gt;|quot;)/);
    }
  });

  test('has no tags in mails, and no line breaks in subjects', () => {
    for (const text of evil) {
      const { html = '', subject } = alertMail(noticeWith(text), url, ['a@b.c'], 'id');
      expect(html).not.toContain('evil.example"');
      expect(html.match(/<a /g)).toHaveLength(1);
      expect(subject).not.toMatch(/[\r\n]/);
      expect(subject.length).toBeLessThanOrEqual(200);
    }
  });

  test('cannot turn or hide letters', () => {
    expect(clean('a\u202Eb\u0000c\u200bd\r\ne\u2066', 100)).toBe('a b c d e');
    expect(clean('\ud800x', 100)).toBe('\ufffdx');
    expect(clean('𝕏𝕏𝕏', 4)).toBe('𝕏…');
  });
});

test('a Teams message stays below its 28 KB', () => {
  for (const text of evil)
    expect(Buffer.byteLength(JSON.stringify(teamsPayload(digestOf(text, 100), url)))).toBeLessThan(28_000);
});

test('a Discord embed stays below its 6,000 characters', () => {
  for (const text of evil)
    for (const notice of [noticeWith(text), digestOf(text, 100)]) {
      const [embed] = discordPayload(notice, url).embeds;
      const fields = embed?.fields.flatMap(({ name, value }) => [name, value]) ?? [];
      expect([embed?.title, embed?.description, ...fields].join('').length).toBeLessThanOrEqual(6_000);
    }
});

test('mails about one issue are one conversation, and a mail that is sent again has the same id', () => {
  const [first, again, other] = [
    alertMail(aNotice(), url, ['a@b.c'], 'one'),
    alertMail(aNotice(), url, ['a@b.c'], 'one'),
    alertMail(aNotice({ trigger: 'new' }), url, ['a@b.c'], 'two'),
  ];
  expect(first.messageId).toBe('<one@errors.example>');
  expect(again.messageId).toBe(first.messageId);
  expect(other.references).toEqual(first.references);
});

test('the signature is that of the published example', () => {
  // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
  const headers = webhookHeaders(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1_614_265_330 * 1_000_000,
    '{"test": 2432232314}',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  );
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});
