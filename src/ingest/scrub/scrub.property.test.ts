import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScrubSettings } from '../../accounts/index.ts';
import { payload } from '../normalise/payload.fixture.ts';
import { scrubEvent } from './index.ts';
import { defaultSettings, normalised, scrubbed } from './scrub.fixture.ts';

const settings: fc.Arbitrary<ScrubSettings> = fc.record({
  enabled: fc.constant(true),
  defaults: fc.boolean(),
  ipAddresses: fc.boolean(),
  sensitiveFields: fc.constantFrom([], ['region', 'a']),
  safeFields: fc.constantFrom([], ['b', 'type']),
  rules: fc.constantFrom(
    '',
    '[Mask] [@email] from [$string]',
    '[Hash] [@anything] from [user.id || extra.**]\n[Remove] [@ip] from [**]',
    '[Replace] [@password] from [**]\n[Mask] [@creditcard] from [$string]',
    '[Remove] [@anything] from [request.headers || $frame.vars]',
    '[Hash] [@email] from [$string && !extra]\n[Replace] [@userpath] from [$frame.filename]',
  ),
});

test('scrubbing a scrubbed event changes nothing', () => {
  fc.assert(
    fc.property(payload, settings, (raw, given) => {
      const once = scrubEvent(normalised(raw), given);
      expect(scrubEvent(once, given)).toEqual(once);
    }),
    { numRuns: 500 },
  );
});

test('the event that is scrubbed stays as it was', () => {
  fc.assert(
    fc.property(payload, settings, (raw, given) => {
      const event = normalised(raw);
      const before = structuredClone(event);
      scrubEvent(event, given);
      expect(event).toEqual(before);
    }),
    { numRuns: 200 },
  );
});

/** Unlike anything a test would write by chance. */
const word = fc.stringMatching(/^Zq[a-z]{6}[0-9]{2}Z$/);

/** A secret, and how it is written into an event so that nobody but a person could miss it. */
const secrets: fc.Arbitrary<{ secret: string; field: string; text: string }> = fc.oneof(
  fc
    .record({
      field: fc.constantFrom(
        'password',
        'api_key',
        'clientSecret',
        'access_token',
        'Authorization',
        'db-passwd',
        'privateKey',
        'csrfToken',
      ),
      secret: word,
    })
    .chain(({ field, secret }) =>
      fc
        .constantFrom(
          `${field}=${secret}`,
          `${field}: "${secret}"`,
          `{"${field}":"${secret}"}`,
          `x ${field}='${secret}' y`,
          `/p?a=1&${field}=${secret}&b=2`,
        )
        .map((text) => ({ secret, field, text })),
    ),
  fc
    .constantFrom('4111 1111 1111 1111', '5555555555554444', '3782-822463-10005')
    .map((secret) => ({ secret, field: 'note', text: `paid with ${secret} today` })),
  word.map((secret) => ({ secret, field: 'note', text: `sent Bearer ${secret}, got 401` })),
  word.map((secret) => ({ secret, field: 'note', text: `connect to amqp://app:${secret}@broker:5672/` })),
  word.map((secret) => ({
    secret,
    field: 'note',
    text: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
  })),
  fc
    .constantFrom('078-05-1120', 'DE89370400440532013000')
    .map((secret) => ({ secret, field: 'note', text: `belongs to ${secret}.` })),
);

test('no secret survives anywhere', () => {
  fc.assert(
    fc.property(secrets, ({ secret, field, text }) => {
      const named = field === 'note' ? { note: text } : { [field]: secret, note: text };
      const stack = { frames: [{ filename: 'a.rb', vars: { ...named, deep: [[named]] }, context_line: 'x' }] };
      const event = scrubbed({
        message: text,
        transaction: text,
        culprit: text,
        tags: named,
        user: { id: 'u', ...named, data: named },
        contexts: { own: named },
        extra: { ...named, json: JSON.stringify(named), list: [named, text] },
        exception: [{ type: 'E', value: text, stacktrace: stack, mechanism: { type: 'm', data: named, meta: named } }],
        threads: [{ id: 1, stacktrace: stack }],
        stacktrace: stack,
        breadcrumbs: [{ message: text, data: named }],
        request: {
          url: 'https://h.example/',
          query_string: named,
          headers: named,
          cookies: named,
          data: named,
          env: named,
          fragment: text,
        },
      });
      expect(JSON.stringify(event)).not.toContain(secret);
    }),
    { numRuns: 500 },
  );
});

test('no secret survives in a body, whatever its form', () => {
  fc.assert(
    fc.property(
      secrets,
      fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', ''),
      ({ secret, field, text }, type) => {
        // Some secrets show by their form only, some by their name.
        const json = field === 'note' ? { note: text } : { [field]: secret };
        const forms = [text, JSON.stringify(json), JSON.stringify(Object.entries(json))];
        if (type.includes('form')) forms.push(String(new URLSearchParams(json)));
        for (const data of forms) {
          const event = scrubEvent(
            normalised({ request: { data, headers: { 'Content-Type': type } } }),
            defaultSettings,
          );
          expect(JSON.stringify(event)).not.toContain(secret);
        }
      },
    ),
    { numRuns: 500 },
  );
});
