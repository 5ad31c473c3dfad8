import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, listProjects, requireUnbound } from '../../accounts/index.ts';
import { toIso } from '../../kit/index.ts';
import type { Config } from '../config.ts';
import { reportStorage } from '../storage-report.ts';
import type { Stores } from '../stores.ts';

const bytesOrNull = Type.Unsafe<number | null>({ type: ['integer', 'null'] });

const report = Type.Object({
  database: Type.Object({
    dialect: Type.String(),
    bytes: Type.Integer(),
    freeBytes: Type.Unsafe<number | null>({
      ...bytesOrNull,
      description: 'Of these: pages that removed rows left, for new ones; null where it is not known',
    }),
  }),
  attachments: Type.Object(
    { count: Type.Integer(), bytes: Type.Integer() },
    { description: 'Different contents: the same one is kept once' },
  ),
  lanesBytes: Type.Unsafe<number | null>({ ...bytesOrNull, description: 'The file of the lanes; null with a broker' }),
  deadLetters: Type.Integer({ description: 'Messages that rest with an error' }),
  diskFreeBytes: bytesOrNull,
  projects: Type.Array(
    Type.Object({
      projectId: Type.Integer(),
      slug: Type.String(),
      name: Type.String(),
      events: Type.Integer({ description: 'Stored now' }),
      received: Type.Integer({ description: 'Ever' }),
      eventBytes: Type.Integer(),
      attachments: Type.Integer(),
      attachmentBytes: Type.Integer(),
      maxEvents: Type.Integer(),
      maxAgeDays: Type.Integer(),
      lastRunAt: Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date-time' }),
    }),
    { description: 'The largest first; at most 1,000' },
  ),
});

/** What the installation uses of its disks, for administrators. */
export const storageRoutes: FastifyPluginAsyncTypebox<{ readonly config: Config; readonly stores: Stores }> = async (
  app,
  { config, stores },
) => {
  app.get(
    '/storage',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'getStorage',
        summary: 'What the installation uses of its disks, and for what',
        tags: ['operations'],
        response: { 200: report },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      requireUnbound(caller);
      const projects = await listProjects(stores.storage, caller, '', 1_000);
      const { projects: stored, database, attachments, ...rest } = await reportStorage(config, stores, projects);
      return {
        ...rest,
        database: { ...database },
        attachments: { ...attachments },
        projects: stored.map(({ lastRunAt, ...project }) => ({
          ...project,
          lastRunAt: lastRunAt === null ? null : toIso(lastRunAt),
        })),
      };
    },
  );
};
