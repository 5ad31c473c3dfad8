import { describe, expect, test } from 'vitest';
import type { Event } from '../../ingest/index.ts';
import { apart, errorWith, eventWith, exceptionWith, frameWith, js, one, plain, ruleOf } from './events.fixture.ts';
import { group } from './group.ts';
import type { Frames } from './events.fixture.ts';

describe('without any frame in the app', () => {
  test('frames outside of libraries count', () => {
    const event = errorWith(
      {
        frames: [
          { function: '<main>', filename: 'sc/app.rb', inApp: false },
          { function: 'get', filename: '/usr/lib/ruby/gems/3.0.0/gems/rest-1.0/lib/rest.rb', inApp: false },
        ],
      },
      { platform: 'ruby' },
    );
    expect(
      group(event, plain).explanation.components.map(({ value, contributes }) => [value, contributes]),
    ).toContainEqual(['<main> (sc/app.rb)', true]);
    expect(
      group(event, plain).explanation.components.map(({ value, contributes }) => [value, contributes]),
    ).toContainEqual(['get (rest/lib/rest.rb)', false]);
  });

  test('the language’s own files never count', () => {
    const refused = (frames: Frames): Event => js(frames, 'connect ECONNREFUSED 127.0.0.1:5432');
    one(
      refused([{ function: 'TCPConnectWrap.afterConnect', filename: 'node:net', inApp: false }]),
      refused([
        { function: 'afterConnectMultiple', filename: 'node:net', inApp: false },
        { function: 'x', filename: 'node:internal/y', inApp: false },
      ]),
      errorWith({ value: 'connect ECONNREFUSED 127.0.0.1:5432' }),
    );
    expect(ruleOf(refused([{ function: 'x', filename: 'node:net', inApp: false }]))).toBe('exception_value');
  });

  test('nor do the SDK’s own', () => {
    const event = js([
      {
        function: 'sendUnhandledPromise',
        module: '@sentry.node.build.cjs.integrations:onunhandledrejection',
        filename: '/srv/node_modules/@sentry/node/x.js',
        inApp: false,
      },
    ]);
    expect(ruleOf(event)).toBe('exception_value');
  });
});

describe('messages', () => {
  const said = (formatted: string, template: string | null = null, more: Partial<Event> = {}): Event =>
    eventWith({ kind: 'message', message: { template, params: null, formatted }, ...more });

  test('with a template are one issue whatever was filled in', () => {
    one(
      said('User ann failed 7 times', 'User %s failed %s times'),
      said('User bob failed 9 times', 'User %s failed %s times'),
    );
    expect(ruleOf(said('User ann failed', 'User %s failed'))).toBe('message_template');
  });

  test('without one are parameterised', () => {
    one(said('worker 1 lost 10.0.0.1'), said('worker 2 lost 10.0.0.2'));
    apart(said('worker 1 lost'), said('worker 1 found'));
    expect(ruleOf(said('worker 1 lost'))).toBe('message');
  });

  test('that arrive as an exception without a type are messages', () => {
    const attached = (at: string): Event =>
      said('User ann failed', 'User %s failed', {
        exceptions: [
          exceptionWith({
            type: null,
            value: 'User ann failed',
            mechanism: { synthetic: true },
            frames: [{ function: at, module: 'app' }],
          }),
        ],
      });
    one(attached('login'), attached('logout'), said('User bob failed', 'User %s failed'));
    expect(group(attached('login'), plain).title).toEqual({
      type: 'Log Message',
      value: 'User ann failed',
      title: 'Log Message: User ann failed',
      culprit: 'login (app)',
    });
  });

  test('with an exception are that exception', () => {
    const logged = errorWith(
      { frames: [{ function: 'f', module: 'm' }] },
      { message: { template: 'failed %s', params: null, formatted: 'failed x' } },
    );
    expect(ruleOf(logged)).toBe('stack');
  });
});

describe('other events', () => {
  test('a stack without exception or message counts', () => {
    const stack = { frames: [frameWith({ function: 'total', module: 'cart' })], omitted: null };
    const alone = eventWith({ stacktrace: stack });
    const thread = eventWith({
      threads: [{ id: '1', name: null, crashed: true, current: false, main: false, state: null, stacktrace: stack }],
    });
    expect(ruleOf(alone)).toBe('stack');
    one(alone, thread);
  });

  test('a stack beside an exception without one is the exception’s', () => {
    const stack = { frames: [frameWith({ function: 'total', module: 'cart' })], omitted: null };
    one(errorWith({ frames: [{ function: 'total', module: 'cart' }] }), errorWith({}, { stacktrace: stack }));
  });

  test('an exception without a stack is its type and parameterised value', () => {
    one(errorWith({ value: 'order 1 failed' }), errorWith({ value: 'order 2 failed' }));
    expect(ruleOf(errorWith())).toBe('exception_value');
  });

  test('a synthetic exception’s type does not count', () => {
    const crash = (type: string): Event =>
      errorWith({ type, mechanism: { synthetic: true }, frames: [{ function: 'f', module: 'm' }] });
    one(crash('SIGSEGV'), crash('EXC_BAD_ACCESS'));
  });

  test('nothing to go by is one issue for each transaction', () => {
    one(eventWith(), eventWith({ tags: [['a', 'b']] }));
    apart(eventWith(), eventWith({ transaction: '/cart' }));
    expect(ruleOf(eventWith())).toBe('fallback');
  });
});

test('the explanation lists every part with its reason', () => {
  const { explanation, inApp, config } = group(
    js([
      { function: 'emit', filename: 'node:events', inApp: false },
      { function: '<anonymous>', module: 'app' },
      { function: 'walk', module: 'tree' },
      { function: 'walk', module: 'tree' },
    ]),
    plain,
  );
  expect({ explanation, inApp, config }).toEqual({
    inApp: true,
    config: '2026-11',
    explanation: {
      rule: 'stack',
      matchedRule: null,
      components: [
        { kind: 'type', value: 'TypeError', contributes: true, reason: '' },
        { kind: 'frame', value: 'emit (node:events)', contributes: false, reason: 'not in app' },
        { kind: 'frame', value: 'app', contributes: true, reason: 'anonymous' },
        { kind: 'frame', value: 'walk (tree)', contributes: true, reason: '' },
        { kind: 'frame', value: 'walk (tree)', contributes: false, reason: 'recursion' },
        { kind: 'value', value: 'x is not a function', contributes: false, reason: 'the stack decides' },
      ],
    },
  });
});

test('the explanation of a long stack is bounded and says what it leaves out', () => {
  const { components } = group(
    js(Array.from({ length: 250 }, (_, at) => ({ function: `f${at}`, module: 'm' }))),
    plain,
  ).explanation;
  expect(components.length).toBe(81);
  expect(components).toContainEqual({
    kind: 'more',
    value: '172 more',
    contributes: true,
    reason: '172 of them contribute',
  });
});
