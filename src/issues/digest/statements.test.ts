import { expect, test } from 'vitest';
import { aMessage, digestOver, openDigest } from '../../../test/support/digest.ts';
import { anEvent, anException } from '../../../test/support/events.ts';
import { eachStorage } from '../../../test/support/storages.ts';
import type { Storage, Transaction } from '../../storage/index.ts';

/** Counts what is asked of the database. */
const counting = (storage: Storage): { storage: Storage; asked: () => number } => {
  let asked = 0;
  const counted = (tx: Transaction): Transaction => ({
    ...tx,
    as: <Tables>() => {
      asked++;
      return tx.as<Tables>();
    },
    insertMany: (insert, rows) => {
      asked++;
      return tx.insertMany(insert, rows);
    },
    updateMany: (update, rows) => {
      asked++;
      return tx.updateMany(update, rows);
    },
    lookupMany: (lookup, keys) => {
      asked++;
      return tx.lookupMany(lookup, keys);
    },
  });
  return {
    storage: { ...storage, transaction: (work) => storage.transaction((tx) => work(counted(tx))) },
    asked: () => asked,
  };
};

eachStorage('a batch', (open) => {
  test('costs the same few statements, whether it holds one event or a hundred, of one issue or of as many', async () => {
    const storage = await open();
    await openDigest(storage);
    const cost = async (events: number, kinds: number): Promise<number> => {
      const { storage: watched, asked } = counting(storage);
      const exceptions = (index: number) => [anException(`Kind${index % kinds} of ${events}`, '')];
      await digestOver(watched).apply(
        Array.from({ length: events }, (_, index) =>
          aMessage([
            anEvent({
              release: `r${index % kinds}`,
              tags: [['kind', `${index % kinds}`]],
              exceptions: exceptions(index),
            }),
          ]),
        ),
      );
      return asked();
    };
    const one = await cost(1, 1);
    expect(one).toBeLessThan(45);
    expect(await cost(100, 1)).toBeLessThanOrEqual(one);
    expect(await cost(100, 100)).toBeLessThanOrEqual(one);
  });
});
