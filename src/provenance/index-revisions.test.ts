import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flatModel, makeWorld, openProvenance } from '../../test/support/provenance.ts';
import type { Folder, World } from '../../test/support/provenance.ts';
import { eachStorage } from '../../test/support/storages.ts';
import { indexRevisions } from './index-revisions.ts';
import { createMemory } from './memory.ts';
import type { ObjectId, Revision } from './model.ts';
import type { ProvenanceStore } from './store.ts';
import type { WalkOptions } from './walk.ts';
import { walkDefaults } from './walk.ts';

const reader =
  ({ trees }: World) =>
  (ids: readonly ObjectId[]) =>
    Promise.resolve(
      new Map(
        ids.map((id) => {
          const tree = trees.get(id);
          if (tree === undefined) throw new Error(`no tree ${id}`);
          return [id, tree];
        }),
      ),
    );

const folder: fc.Arbitrary<Folder> = fc.letrec<{ folder: Folder }>((tie) => ({
  folder: fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'A', 'B'),
    fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.constantFrom('1', '2', '3', '4', '5'), tie('folder')),
    { maxKeys: 3 },
  ),
})).folder;

const histories = fc.array(fc.record({ date: fc.integer({ min: 1, max: 8 }), folder }), { minLength: 1, maxLength: 9 });

interface Plan {
  /** In which order, in which portions (a revision may come again), by which of two workers. */
  readonly portions: readonly { readonly worker: number; readonly revisions: readonly number[] }[];
  readonly options: WalkOptions;
}

const plans = (count: number): fc.Arbitrary<Plan> =>
  fc.record({
    portions: fc
      .tuple(
        fc.shuffledSubarray([...Array(count).keys()], { minLength: count }),
        fc.array(fc.nat(count - 1), { maxLength: 3 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(1)), { minLength: 12, maxLength: 12 }),
      )
      .map(([order, again, cuts]) => {
        const all = [...order, ...again];
        return cuts
          .map(([length, worker]) => ({ worker, revisions: all.splice(0, length) }))
          .concat({ worker: 0, revisions: all });
      }),
    options: fc.record({
      lower: fc.boolean(),
      minDepth: fc.integer({ min: 1, max: 3 }),
      maxDirectories: fc.constant(1_000),
    }),
  });

const run = async (store: ProvenanceStore, world: World, plan: Plan): Promise<void> => {
  const workers = [createMemory(store), createMemory(store)];
  for (const { worker, revisions } of plan.portions) {
    const memory = workers[worker];
    const batch = revisions.flatMap((index): Revision | Revision[] => world.revisions[index] ?? []);
    if (memory !== undefined) await indexRevisions(store, memory, reader(world), batch, plan.options);
  }
};

/** What must hold whatever the order, the portions, the repetitions and the workers. */
const agree = async (store: ProvenanceStore, world: World): Promise<void> => {
  const flat = flatModel(world);
  const contents = [...new Set(flat.map(({ content }) => content))];
  const first = await store.contentFindFirst(contents);
  const dates = await store.contentGet(contents);
  for (const content of contents) {
    const expected = flat.filter((row) => row.content === content);
    expect(first.get(content)).toEqual(expected[0]);
    expect(dates.get(content)).toBe(expected[0]?.date);
    expect(await store.contentFindAll(content, 1_000)).toEqual(expected);
    const pages = [];
    for (;;) {
      const page = await store.contentFindAll(content, 2, pages.at(-1));
      if (page.length === 0) break;
      pages.push(...page);
    }
    expect(pages).toEqual(expected);
  }
};

eachStorage('the index', (open) => {
  test('answers like the flat model, whatever the order, the portions, the repetitions and the workers', async () => {
    const store = await openProvenance(open);
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        histories.chain((history) => fc.tuple(fc.constant(history), plans(history.length))),
        async ([history, plan]) => {
          runs += 1;
          const world = makeWorld(history, String(runs));
          await run(store, world, plan);
          await agree(store, world);
        },
      ),
      { numRuns: open.dialect === 'sqlite' ? 60 : 15 },
    );
  });

  test('after a crash between any two steps, the same call gives the undisturbed result', async () => {
    const world = makeWorld([
      { date: 1, folder: { A: { B: { a: '1' } } } },
      { date: 2, folder: { A: { B: { a: '1', b: '2' } }, c: '1' } },
      { date: 3, folder: { A: { B: { a: '1', b: '2' } }, c: '3' } },
      { date: 4, folder: { D: { B: { a: '1', b: '2' } }, c: '4' } },
    ]);
    for (let steps = 0; ; steps += 1) {
      const store = await openProvenance(open);
      let left = steps;
      const dying = new Proxy(store, {
        get: (target, name: keyof ProvenanceStore) => {
          if (!/(Add|Clear)$/.test(name)) return target[name];
          return (...parameters: never[]) => {
            left -= 1;
            if (left < 0) throw new Error('killed');
            return (target[name] as (...all: never[]) => unknown)(...parameters);
          };
        },
      });
      const half = world.revisions.slice(0, 3);
      const died = await indexRevisions(dying, createMemory(dying), reader(world), half).then(
        () => false,
        () => true,
      );
      await indexRevisions(store, createMemory(store), reader(world), world.revisions);
      await agree(store, world);
      if (!died) break;
    }
  });

  test('a revision that is given again with an earlier date replaces its rows', async () => {
    const store = await openProvenance(open);
    const world = makeWorld([{ date: 9, folder: { a: '1', A: { b: '2' } } }]);
    const [revision] = world.revisions;
    if (revision === undefined) throw new Error('no revision');
    await indexRevisions(store, createMemory(store), reader(world), [revision]);
    const earlier = { ...world, revisions: [{ ...revision, date: 4 }] };
    await indexRevisions(store, createMemory(store), reader(world), earlier.revisions);
    await agree(store, earlier);
    const same = await indexRevisions(store, createMemory(store), reader(world), [revision]);
    expect(same).toMatchObject({ done: 0, skipped: 1 });
    await agree(store, earlier);
  });

  test('a revision with absurdly many directories is left out and named; the others are not held up', async () => {
    const store = await openProvenance(open);
    const world = makeWorld([
      { date: 2, folder: { fine: 'yes' } },
      { date: 1, folder: { a: '1' } },
    ]);
    // 2^40 paths in 41 trees.
    const trees = new Map(world.trees);
    let root = world.revisions[1]?.root ?? '';
    for (let level = 0; level < 40; level += 1) {
      const id = `${level}`.padStart(40, 'e');
      const directories = ['a', 'b'].map((name) => ({ name, id: root }));
      trees.set(id, { files: [], directories });
      root = id;
    }
    const bomb = { id: 'b'.repeat(40), date: 1, root };
    const options = { ...walkDefaults, maxDirectories: 10_000 };
    const all = { trees, revisions: [bomb, ...world.revisions] };
    const result = await indexRevisions(store, createMemory(store), reader(all), all.revisions, options);
    expect(result).toMatchObject({ done: 2, tooLarge: [bomb.id] });
    await agree(store, world);
  });
});
