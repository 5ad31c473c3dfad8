import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { callerOf, sees } from '../../accounts/index.ts';
import type { Caller } from '../../accounts/index.ts';
import { badRequest, notFound, toIso } from '../../kit/index.ts';
import type { DeadLetterFilter, DeadLetters, DeadLetterSummary, LaneDefinition, Lanes } from '../../lanes/index.ts';

export interface DeadLetterRouteOptions {
  readonly deadLetters: DeadLetters;
  readonly lanes: Lanes;
  readonly laneDefinitions: readonly LaneDefinition[];
}

const tags = ['operations'];

const Letter = Type.Object({
  id: Type.String({ description: '`<lane>:<message id>`.' }),
  lane: Type.String(),
  projectId: Type.Union([Type.Integer(), Type.Null()]),
  error: Type.String({ description: 'Why no try could save it.' }),
  attempts: Type.Integer(),
  bytes: Type.Integer({ description: 'Size of the body.' }),
  publishedAt: Type.String({ format: 'date-time' }),
  deadAt: Type.String({ format: 'date-time' }),
  headers: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});

const Page = Type.Object({
  lane: Type.Optional(Type.String({ description: 'Only of this lane.' })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
  cursor: Type.Optional(Type.String({ description: '`nextCursor` of the page before.' })),
});

const Choice = Type.Object({
  ids: Type.Optional(Type.Array(Type.String(), { maxItems: 1_000 })),
  lane: Type.Optional(Type.String({ description: 'All of this lane.' })),
  all: Type.Optional(Type.Literal(true, { description: 'All that you may see.' })),
});

const Id = Type.Object({ id: Type.String() });

/** Messages that no try could save. Whoever sees all projects sees all of them; others those of their projects. */
export const deadLetterRoutes = (
  fastify: FastifyInstance,
  { deadLetters, lanes, laneDefinitions }: DeadLetterRouteOptions,
  done: () => void,
): void => {
  const app = fastify.withTypeProvider<TypeBoxTypeProvider>();

  /** Those of `id` that the caller may see, else as if there were none. */
  const visible = async (request: FastifyRequest, id: string): Promise<DeadLetterSummary> => {
    const caller = callerOf(request);
    const letter = await deadLetters.get(id);
    const allowed = letter.projectId === null ? caller.projects === 'all' : sees(caller, letter.projectId);
    if (!allowed) throw notFound('The dead letter');
    return letter;
  };

  const chosen = (
    request: FastifyRequest,
    { ids, lane, all }: { ids?: string[]; lane?: string; all?: true },
  ): DeadLetterFilter => {
    if (ids === undefined && lane === undefined && all === undefined)
      throw badRequest('Say which: ids, lane or all.', 'invalid_request');
    return {
      ...scopeOf(callerOf(request)),
      ...(ids === undefined ? {} : { ids }),
      ...(lane === undefined ? {} : { lane }),
    };
  };

  app.get(
    '/dead-letters',
    {
      schema: {
        operationId: 'listDeadLetters',
        summary: 'Messages that no try could save, the newest first',
        tags,
        querystring: Page,
        response: {
          200: Type.Object({ items: Type.Array(Letter), nextCursor: Type.Union([Type.String(), Type.Null()]) }),
        },
      },
    },
    async (request) => {
      const { lane, limit, cursor } = request.query;
      const filter = { ...scopeOf(callerOf(request)), ...(lane === undefined ? {} : { lane }) };
      const { items, nextCursor } = await deadLetters.list(filter, limit, cursor);
      return { items: items.map(shown), nextCursor };
    },
  );

  app.post(
    '/dead-letters/replay',
    {
      schema: {
        operationId: 'replayDeadLetters',
        summary: 'Tries them once more, as if they came for the first time',
        description: 'A message that was handled before has no second effect; one that fails again comes back.',
        tags,
        body: Choice,
        response: { 200: Type.Object({ replayed: Type.Integer() }) },
      },
    },
    async (request) => ({
      replayed: await deadLetters.replay(lanes, laneDefinitions, chosen(request, request.body)),
    }),
  );

  app.post(
    '/dead-letters/drop',
    {
      schema: {
        operationId: 'dropDeadLetters',
        summary: 'Deletes them for good',
        tags,
        body: Choice,
        response: { 200: Type.Object({ dropped: Type.Integer() }) },
      },
    },
    async (request) => ({ dropped: await deadLetters.drop(chosen(request, request.body)) }),
  );

  app.get(
    '/dead-letters/:id/body',
    {
      schema: {
        operationId: 'getDeadLetterBody',
        summary: 'The message as it was published',
        tags,
        params: Id,
        produces: ['application/octet-stream'],
      },
    },
    async (request, reply) => {
      const { id } = await visible(request, request.params.id);
      return reply
        .type('application/octet-stream')
        .header('content-disposition', 'attachment; filename="dead-letter.bin"')
        .send(Buffer.from(await deadLetters.body(id)));
    },
  );
  done();
};

const scopeOf = ({ projects }: Caller): DeadLetterFilter => (projects === 'all' ? {} : { projects });

const shown = ({ publishedAt, deadAt, ...letter }: DeadLetterSummary) => ({
  ...letter,
  publishedAt: toIso(publishedAt),
  deadAt: toIso(deadAt),
  headers: { ...letter.headers },
});
