/** What is to be remembered in memory only once the transaction has committed: a rolled back one must leave no trace. */
export interface Staged {
  afterCommit(work: () => void): void;
}

export const createStaged = (): Staged & { committed(): void } => {
  const works: (() => void)[] = [];
  return {
    afterCommit: (work) => void works.push(work),
    committed: () => {
      for (const work of works) work();
    },
  };
};
