import { describe, expect, test } from 'vitest';
import { errorWith, frameWith, withRules } from './events.fixture.ts';
import { group } from './group.ts';
import { parseStackRules } from './stack-rules.ts';

const frames = [
  { function: 'main', module: 'shop.main' },
  { function: 'serve', module: 'web.server', filename: '/srv/shop/vendor/web/server.py', inApp: false },
  { function: 'total', module: 'shop.cart', filename: '/srv/shop/src/cart.py' },
  { function: 'fail', module: 'shop.errors', filename: '/srv/shop/src/errors.py' },
];

/** Which functions count under these rules. */
const counted = (rules: string, some = frames): string[] =>
  group(errorWith({ frames: some.map(frameWith) }, { platform: 'python' }), withRules({ stackRules: rules }))
    .explanation.components.filter(({ kind, contributes }) => kind === 'frame' && contributes)
    .map(({ value }) => value.replace(/ \(.*/, ''));

describe('actions', () => {
  test.each([
    ['no rule', '', ['main', 'total', 'fail']],
    ['-app takes a frame out of the app', 'function:fail -app', ['main', 'total']],
    ['+app takes it in', 'path:**/vendor/** +app', ['main', 'serve', 'total', 'fail']],
    ['-group leaves it out', 'stack.function:fail -group', ['main', 'total']],
    ['+group takes it back', 'function:* -group\nfunction:total +group', ['total']],
    ['^ means towards the crash, without the frame itself', 'function:total ^-group', ['main', 'total']],
    ['^ and the frame itself', 'function:total ^-group -group', ['main']],
    ['v means towards the start, without the frame itself', 'function:total v-group', ['total', 'fail']],
    ['v-app and -app', 'function:total v-app -app', ['fail']],
    ['max-frames counts from the crash', 'function:* max-frames=1', ['fail']],
    ['the last max-frames decides', 'function:* max-frames=1\nfunction:total max-frames=2', ['total', 'fail']],
    ['max-frames=0 is all', 'function:* max-frames=1\nfunction:total max-frames=0', ['main', 'total', 'fail']],
    ['min-frames drops shorter stacks', 'function:* min-frames=4', []],
    ['min-frames keeps longer ones', 'function:* min-frames=3', ['main', 'total', 'fail']],
    [
      'categories can be asked for',
      'module:shop.errors category=telemetry\ncategory:telemetry -group',
      ['main', 'total'],
    ],
  ])('%s', (_, rules, expected) => {
    expect(counted(rules)).toEqual(expected);
  });
});

describe('conditions', () => {
  test.each([
    [
      'all conditions must hold on the same frame',
      'function:total module:shop.errors -group',
      ['main', 'total', 'fail'],
    ],
    ['and on the same frame they do', 'function:total module:shop.cart -group', ['main', 'fail']],
    ['! negates', '!function:total -group', ['total']],
    ['a caller', '[ function:total ] | function:* -group', ['main', 'total']],
    ['a callee', 'function:* | [ function:fail ] -group', ['main', 'fail']],
    ['brackets that touch the value', '[function:total] | function:* -group', ['main', 'total']],
    ['caller and callee', '[ module:web.* ] | app:yes | [ function:fail ] -group', ['main', 'fail']],
    ['app:no sees what earlier rules did', 'function:fail -app\napp:no +app', ['main', 'serve', 'total', 'fail']],
    ['a relative path begins anywhere', 'path:src/** -group', ['main']],
    ['paths in any case', 'path:**/SRC/cart.py -group', ['main', 'fail']],
    ['family', 'family:other function:fail -group', ['main', 'total']],
    ['another family', 'family:javascript,native function:fail -group', ['main', 'total', 'fail']],
    ['the type of the exception', 'error.type:TypeError function:fail -group', ['main', 'total']],
    ['another type', 'type:KeyError function:fail -group', ['main', 'total', 'fail']],
    ['quoted', 'function:"fail" -group', ['main', 'total']],
    ['comments and blank lines', '# all\n\n   # of it\nfunction:fail -group', ['main', 'total']],
    [
      'a line with an error does not switch the others off',
      'function:fail -gruop\nfunction:fail -group',
      ['main', 'total'],
    ],
  ])('%s', (_, rules, expected) => {
    expect(counted(rules)).toEqual(expected);
  });
});

test('the explanation names the rule that left a frame out', () => {
  const { components } = group(
    errorWith({ frames: frames.map(frameWith) }),
    withRules({ stackRules: 'function:fail  -group' }),
  ).explanation;
  expect(components.find(({ value }) => value.startsWith('fail'))).toMatchObject({
    contributes: false,
    reason: 'rule: function:fail  -group',
  });
});

test('windows paths are asked for with slashes', () => {
  const windows = [
    { function: 'total', filename: 'C:\\Shop\\Src\\Cart.cs' },
    { function: 'fail', filename: 'C:\\Shop\\Lib\\Fail.cs' },
  ];
  expect(
    counted(
      'path:**/src/*.cs -group',
      windows.map((each) => ({ ...each, module: '' })),
    ),
  ).toEqual(['fail']);
});

test.each([
  ['-group', 1, 1, /condition/],
  ['function:x', 1, 11, /action/],
  ['function:x -gruop', 1, 12, /unknown action `-gruop`/],
  ['fnction:x -group', 1, 1, /unknown condition `fnction`/],
  ['\n\nfunction: -group', 3, 10, /pattern/],
  ['function:"x -group', 1, 10, /never closed/],
  ['[ function:x | function:y -group', 1, 1, /never closed/],
  ['[ function:x ] function:y -group', 1, 16, /`\|` after the caller/],
  ['[ type:x ] | function:y -group', 1, 3, /is a frame/],
  ['function:y | function:z -group', 1, 14, /`\[ condition \]`/],
  ['app:maybe -group', 1, 5, /yes.*no/],
  ['family:cobol -group', 1, 8, /unknown family `cobol`/],
  ['function:x max-frames=many', 1, 12, /unknown action/],
  [`function:${'x'.repeat(3000)} -group`, 1, 2049, /2048/],
  [`function:${'x'.repeat(600)} -group`, 1, 10, /512/],
  ['tags.:x -group', 1, 7, /name of a tag/],
])('%j is refused at line %i, column %i', (rules, line, column, message) => {
  const { errors, rules: parsed } = parseStackRules(rules);
  expect(errors).toEqual([{ line, column, message: expect.stringMatching(message) as string }]);
  expect(parsed).toEqual([]);
});

test('there is a limit to rules and to errors told', () => {
  expect(parseStackRules('function:x -app\n'.repeat(501)).errors).toEqual([
    { line: 501, column: 1, message: expect.stringContaining('500') as string },
  ]);
  expect(parseStackRules('function:x\n'.repeat(100_000)).errors).toHaveLength(100);
});
