import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Instant } from '../../kit/index.ts';
import { SECOND, toIso } from '../../kit/index.ts';
import type { DeadLetters, LaneDefinition, Lanes } from '../../lanes/index.ts';
import type { Storage } from '../../storage/index.ts';

export interface StatusRouteOptions {
  readonly version: string;
  readonly startedAt: Instant;
  readonly roles: readonly string[];
  readonly storage: Pick<Storage, 'dialect'>;
  readonly lanes: Lanes;
  readonly laneDefinitions: readonly LaneDefinition[];
  readonly deadLetters: DeadLetters;
}

const Status = Type.Object({
  version: Type.String(),
  startedAt: Type.String({ format: 'date-time' }),
  roles: Type.Array(Type.String(), { description: 'What this process does: web, work.' }),
  database: Type.Object({ dialect: Type.String() }),
  broker: Type.Object({ kind: Type.String() }),
  lanes: Type.Array(
    Type.Object({
      name: Type.String(),
      ready: Type.Integer({ description: 'Messages waiting to be handled, including what is in hand.' }),
      delayed: Type.Integer({ description: 'Messages waiting for their time.' }),
      oldestAgeSeconds: Type.Number({ description: 'Age of the oldest waiting message; 0 when none waits.' }),
      dead: Type.Integer({ description: 'Messages in the dead letters.' }),
    }),
  ),
});

/** How the server is doing, for people who are signed in. */
export const statusRoutes = (fastify: FastifyInstance, options: StatusRouteOptions, done: () => void): void => {
  const { version, startedAt, roles, storage, lanes, laneDefinitions, deadLetters } = options;
  fastify.withTypeProvider<TypeBoxTypeProvider>().get(
    '/status',
    {
      schema: {
        operationId: 'getStatus',
        summary: 'What runs, and how much waits',
        tags: ['operations'],
        response: { 200: Status },
      },
    },
    async () => {
      const dead = await deadLetters.counts();
      const stats = await Promise.all(
        laneDefinitions.map(async (lane) => {
          const { ready, delayed, oldestAge } = await lanes.stats(lane);
          return { name: lane.name, ready, delayed, oldestAgeSeconds: oldestAge / SECOND, dead: dead[lane.name] ?? 0 };
        }),
      );
      return {
        version,
        startedAt: toIso(startedAt),
        roles: [...roles],
        database: { dialect: storage.dialect },
        broker: { kind: lanes.kind },
        lanes: stats,
      };
    },
  );
  done();
};
