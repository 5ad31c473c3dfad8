import { describe, test } from 'vitest';
import type { Event } from '../../ingest/index.ts';
import { apart, errorWith, eventWith, exceptionWith, js, one } from './events.fixture.ts';

describe('two bugs are two issues', () => {
  test('the same message from two files', () => {
    apart(js([{ function: 'total', module: 'cart' }]), js([{ function: 'total', module: 'order' }]));
    apart(
      js([{ function: 'handler', filename: '/srv/shop/routes/users/index.js' }]),
      js([{ function: 'handler', filename: '/srv/shop/routes/orders/index.js' }]),
    );
  });

  test('two functions of one file', () => {
    apart(js([{ function: 'total', module: 'cart' }]), js([{ function: 'tax', module: 'cart' }]));
  });

  test('two types from one function', () => {
    apart(
      errorWith({ type: 'TypeError', frames: [{ function: 'f', module: 'm' }] }),
      errorWith({ type: 'RangeError', frames: [{ function: 'f', module: 'm' }] }),
    );
  });

  test('two messages from code in which nothing has a name', () => {
    const minified = (value: string): Event =>
      js([{ function: 'i', filename: 'https://cdn.example/index-DP_OhMpY.js' }], value, 'javascript');
    apart(minified('a is null'), minified('b is null'));
    one(minified('order 1 is gone'), minified('order 2 is gone'));
  });

  test('two handlers without names in one file, told apart by the failing line', () => {
    const handler = (contextLine: string, lineno: number): Event =>
      js([{ function: '<anonymous>', module: 'routes', contextLine, lineno }]);
    apart(handler('  res.send(user.id);', 10), handler('  res.send(order.id);', 20));
    one(handler('  res.send(user.id);', 10), handler('res.send(user.id);', 30));
  });

  test('two reasons from one library', () => {
    const refused = (value: string): Event =>
      js(
        [{ function: 'query', module: 'pg.lib:client', filename: '/srv/node_modules/pg/lib/client.js', inApp: false }],
        value,
      );
    apart(refused('relation "a" does not exist'), refused('syntax error'));
    one(refused('connect ECONNREFUSED 10.0.0.1:5432'), refused('connect ECONNREFUSED 10.0.0.2:5432'));
  });

  test('two causes of one wrapper', () => {
    const wrapped = (cause: string): Event =>
      eventWith({
        exceptions: [
          exceptionWith({ type: cause }),
          exceptionWith({ type: 'ServiceError', frames: [{ function: 'f', module: 'm' }] }),
        ],
      });
    apart(wrapped('TimeoutError'), wrapped('AuthError'));
  });
});
