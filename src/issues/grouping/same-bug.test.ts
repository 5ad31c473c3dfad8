import { describe, test } from 'vitest';
import type { Event } from '../../ingest/index.ts';
import { apart, errorWith, js, one } from './events.fixture.ts';
import type { Frames } from './events.fixture.ts';

describe('one bug is one issue', () => {
  test('in six generations of one SDK', () => {
    const file = '/srv/acme-app/jsold/old.cjs';
    const generation = (module: string, anonymous: string | null, inner = 'inner', below: Frames = []): Event =>
      js([
        ...below,
        { function: anonymous, module, filename: file, lineno: 13 },
        { function: 'outer', module, filename: file, lineno: 7 },
        { function: inner, module, filename: file, lineno: 7 },
      ]);
    const internals = {
      function: 'process.processTicksAndRejections',
      module: 'task_queues',
      filename: 'node:internal/process/task_queues',
      inApp: false,
    };
    const raven = generation('old.cjs', 'null.<anonymous>');
    one(
      {
        ...raven,
        message: { template: null, params: null, formatted: 'TypeError: x is not a function' },
        culprit: 'old.cjs at inner',
      },
      generation('old.cjs', 'null.<anonymous>', 'inner', [internals]),
      generation('old.cjs', '<anonymous>', 'inner', [internals]),
      generation('old', '<anonymous>', 'inner', [{ ...internals, function: 'processTicksAndRejections' }]),
      generation('old', '?', 'Object.inner', [internals]),
      generation('old', null, 'async inner', [{ ...internals, filename: 'internal/process/task_queues.js' }]),
    );
  });

  test('in two releases with other lines, columns and surroundings', () => {
    const release = (lineno: number, version: string): Event => ({
      ...js([
        {
          function: 'total',
          module: 'cart',
          lineno,
          colno: lineno + 1,
          preContext: [version],
          contextLine: `  return x(); // ${version}`,
        },
      ]),
      release: version,
    });
    one(release(10, '1.0.0'), release(99, '2.0.0'));
  });

  test('in two builds of a minified bundle', () => {
    const build = (file: string, names: string[]): Event =>
      js(
        names.map((name, at) => ({
          function: name,
          filename: `https://cdn.example/assets/${file}`,
          lineno: 1,
          colno: 1000 * at,
        })),
        undefined,
        'javascript',
      );
    one(
      build('index-DP_OhMpY.js', ['i', '?', 'JP']),
      build('index-BxKqTzWa.js', ['a', 'Qx']),
      build('index-0a1b2c3d.js?v=2', ['?']),
    );
  });

  test('whatever the depth of the recursion', () => {
    const deep = (times: number, ...circle: string[]): Event =>
      js([
        { function: 'main', module: 'app' },
        ...Array.from({ length: times }, () => circle.map((name) => ({ function: name, module: 'tree' }))).flat(),
        { function: 'fail', module: 'app' },
      ]);
    one(deep(1, 'walk'), deep(2, 'walk'), deep(200, 'walk'));
    one(deep(1, 'even', 'odd'), deep(2, 'even', 'odd'), deep(100, 'even', 'odd'));
    one(deep(1, 'a', 'b', 'c'), deep(50, 'a', 'b', 'c'));
    apart(deep(1, 'walk'), deep(1, 'even', 'odd'));
  });

  test('on every version of Node, with every library below', () => {
    const own = [
      { function: 'checkout', module: 'app' },
      { function: 'total', module: 'cart' },
    ];
    one(
      js(own),
      js([
        { function: 'processTicksAndRejections', filename: 'node:internal/process/task_queues', inApp: false },
        ...own,
      ]),
      js([...own, { function: 'Array.map', filename: '<anonymous>', inApp: false }]),
      js([
        {
          function: 'Layer.handle',
          module: 'express.lib.router:layer',
          filename: '/srv/shop/node_modules/express/lib/router/layer.js',
          inApp: false,
        },
        ...own,
      ]),
      js([...own, { function: 'emit', filename: 'events.js', module: 'events', inApp: false }]),
    );
  });

  test('on every machine: the folder above does not count', () => {
    const on = (root: string): Event =>
      errorWith({ frames: [{ function: 'total', filename: `${root}/app/models/cart.rb` }] }, { platform: 'ruby' });
    one(on('/srv/shop/releases/20241122013400'), on('/home/ann/shop'), on('/srv/shop/current'));
  });

  test('in every Python that calls threads its own', () => {
    const thread = (inApp: boolean): Event =>
      errorWith(
        {
          frames: [
            {
              function: 'run',
              module: 'threading',
              filename: 'threading.py',
              absPath: '/usr/lib/python3.11/threading.py',
              inApp,
            },
            { function: 'worker', module: 'shop' },
          ],
        },
        { platform: 'python' },
      );
    one(thread(true), thread(false));
  });

  test('whatever a class is called that the JVM makes up', () => {
    const at = (module: string, name: string, reflection: string): Event =>
      errorWith(
        {
          frames: [
            { function: 'invoke0', module: reflection, inApp: true },
            { function: name, module },
          ],
        },
        { platform: 'java' },
      );
    one(
      at(
        'com.shop.Cart$$EnhancerBySpringCGLIB$$1a2b3c4d',
        'lambda$total$0',
        'jdk.internal.reflect.GeneratedMethodAccessor12',
      ),
      at('com.shop.Cart$$EnhancerBySpringCGLIB$$99ffee00', 'lambda$total$7', 'sun.reflect.NativeMethodAccessorImpl'),
    );
  });

  test('wherever the system loads an unsymbolicated program', () => {
    const loadedAt = (base: number): Event =>
      errorWith(
        {
          type: 'SIGSEGV',
          mechanism: { synthetic: true },
          frames: [{ package: './shop', instructionAddr: `0x${(base + 0x4b31).toString(16)}` }],
        },
        { platform: 'native', debugImages: [{ image_addr: `0x${base.toString(16)}`, image_size: 0x10000 }] },
      );
    one(loadedAt(0x557def4e8000), loadedAt(0x560000000000));
  });
});
