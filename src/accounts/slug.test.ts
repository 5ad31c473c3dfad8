import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeSlug, slugOf } from './slug.ts';

test.each([
  ['Shop', 'shop'],
  ['Café Zoë (EU)', 'cafe-zoe-eu'],
  ['2026', 'project-2026'],
  ['日本語', 'project'],
  ['--', 'project'],
])('the slug of %j is %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test('whatever the name, the slug is short, plain, not a number and its own slug; and there is always a free one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.nat(30), (name, others) => {
      const slug = slugOf(name);
      const taken = new Set<string>();
      for (let count = 0; count <= others; count++) taken.add(freeSlug(slug, taken));
      expect(taken.size).toBe(others + 1);
      expect(slugOf(slug)).toBe(slug);
      for (const one of taken) {
        expect(one).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/);
        expect(one).not.toMatch(/^\d+$/);
      }
    }),
  );
});
