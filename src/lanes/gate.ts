/** Lets so many in at a time; the others wait in order. */
export interface Gate {
  /** Resolves with true once inside, with false when that took longer than `milliseconds`. */
  enter(milliseconds: number): Promise<boolean>;
  leave(): void;
}

export const createGate = (places: number): Gate => {
  const queue = new Set<() => void>();
  let free = places;
  return {
    enter: (milliseconds) => {
      if (free > 0) {
        free--;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const admit = () => {
          clearTimeout(timer);
          resolve(true);
        };
        const timer = setTimeout(() => {
          queue.delete(admit);
          resolve(false);
        }, milliseconds);
        queue.add(admit);
      });
    },
    leave: () => {
      const [next] = queue;
      if (next === undefined) free++;
      else {
        queue.delete(next);
        next();
      }
    },
  };
};
