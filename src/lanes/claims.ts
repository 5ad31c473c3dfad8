/** A place in the queue of those who want to hold one thing. */
export interface Claim {
  /** Resolves when it is held. Never when it is released before. */
  readonly granted: Promise<void>;
  release(): void;
}

/** Gives each name to one claim at a time, in order of asking. */
export const createClaims = (): ((name: string) => Claim) => {
  const queues = new Map<string, { grant: () => void }[]>();

  return (name) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const place = { grant: resolve };
    const queue = queues.get(name) ?? [];
    queues.set(name, queue);
    if (queue.push(place) === 1) place.grant();
    return {
      granted: promise,
      release: () => {
        const at = queue.indexOf(place);
        if (at === -1) return;
        queue.splice(at, 1);
        if (queue.length === 0) queues.delete(name);
        else if (at === 0) queue[0]?.grant();
      },
    };
  };
};
