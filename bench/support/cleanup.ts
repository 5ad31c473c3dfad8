const steps: (() => unknown)[] = [];

/** What must be undone before the benchmark's process ends, also when it fails or is interrupted. The last is undone first; undoing twice must do no harm. */
export const onEnd = (step: () => unknown): void => void steps.push(step);

/** Undoes everything and ends the process. */
export const end = async (code: number): Promise<never> => {
  for (const step of steps.splice(0).toReversed()) {
    try {
      await step();
    } catch (error) {
      console.error(error);
    }
  }
  process.exit(code);
};
