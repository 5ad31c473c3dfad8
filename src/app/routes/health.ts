import { statfs, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { messageOf, unavailable } from '../../kit/index.ts';

/** One thing that must work for the server to be ready: resolves, or throws what is wrong. */
export type Check = () => Promise<void>;

export interface HealthOptions {
  readonly checks: Readonly<Record<string, Check>>;
  /** Milliseconds that one check may take. Default 2000. */
  readonly patience?: number;
}

/** `/health/live`: the process answers. `/health/ready`: it can do its work; 503 with what is wrong otherwise. Neither asks who calls. */
export const healthRoutes = (
  app: FastifyInstance,
  { checks, patience = 2_000 }: HealthOptions,
  done: () => void,
): void => {
  app.get('/health/live', { schema: { hide: true } }, () => ({ status: 'ok' }));
  app.get('/health/ready', { schema: { hide: true } }, async (_request, reply) => {
    const entries = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await outcome(check, patience)] as const),
    );
    const ready = entries.every(([, { ok }]) => ok);
    void reply.code(ready ? 200 : 503).header('cache-control', 'no-store');
    if (!ready) void reply.header('retry-after', '5');
    return { status: ready ? 'ok' : 'unavailable', checks: Object.fromEntries(entries) };
  });
  done();
};

/** The data folder takes a file, and there is more free than `minimum` bytes. */
export const diskCheck =
  (folder: string, minimum = 64 << 20): Check =>
  async () => {
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < minimum)
      throw unavailable(`Only ${Math.floor((bavail * bsize) / (1 << 20))} MB are free in ${folder}.`);
    const probe = join(folder, `.probe-${process.pid}`);
    await writeFile(probe, 'x');
    await unlink(probe);
  };

/** What one check found. */
export const outcome = async (check: Check, patience: number): Promise<{ ok: boolean; reason?: string }> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unavailable(`No answer within ${patience} ms.`)), patience);
  });
  try {
    await Promise.race([check(), late]);
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: messageOf(error) };
  } finally {
    clearTimeout(timer);
  }
};
