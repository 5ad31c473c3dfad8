import { expect, test } from 'vitest';
import { marks, platformMark } from './platform-mark.ts';
import { platforms } from './platforms.ts';

test.each([
  ['javascript', 'JS'],
  ['javascript-react', 'JS'],
  ['python', 'Py'],
  ['python-django', 'Py'],
  ['native', 'C++'],
  ['Node.js', 'Nd'],
  ['cobol', 'Co'],
  ['other', '>_'],
  ['', '?'],
  ['__proto__', '?'],
  ['constructor', 'Co'],
])('%j is marked %s', (platform, letters) => expect(platformMark(platform).letters).toBe(letters));

test('every platform that can be chosen has a mark of its own', () => {
  for (const { id, platform } of platforms)
    for (const name of [id, platform]) expect(Object.hasOwn(marks, name), name).toBe(true);
});
