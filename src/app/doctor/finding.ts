import { messageOf } from '../../kit/index.ts';

/** What one check found: `advice` says what to do about it. */
export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly found: string;
  readonly advice?: string;
}

/** What is wrong, and what to do about it. */
export interface Trouble {
  readonly found: string;
  readonly advice: string;
}

/** Does `work`, which may take ten seconds; what it throws is made a finding by `explain`. */
export const attempt = async (
  name: string,
  explain: (error: unknown) => Trouble,
  work: () => Promise<Omit<Finding, 'name'>>,
): Promise<Finding> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), 10_000);
  try {
    return { name, ...(await Promise.race([work(), late.promise])) };
  } catch (error) {
    return { name, state: 'failed', ...explain(error) };
  } finally {
    clearTimeout(timer);
  }
};

/** For a check whose failure has one usual remedy. */
export const always =
  (advice: string) =>
  (error: unknown): Trouble => ({ found: messageOf(error), advice });
