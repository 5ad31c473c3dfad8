import type { FastifyInstance, FastifySchema } from 'fastify';

/**
 * Refuses query parameters that a route does not know: a misspelt filter would otherwise be none. Before the schemas are asked, and after who calls is
 * known; the answer is that of a schema, `invalid_request`, and names what the route takes.
 */
export const strictQueries = (api: FastifyInstance): void => {
  api.addHook('preValidation', (request, _reply, done) => {
    const known = parametersOf(request.routeOptions.schema);
    const unknown = Object.keys(request.query as object).filter((name) => !Object.hasOwn(known, name));
    done(unknown.length === 0 ? undefined : refusal(unknown, Object.keys(known)));
  });
};

const parametersOf = (schema: FastifySchema | undefined): object => {
  const { properties = nothing } = (schema?.querystring ?? {}) as { properties?: object };
  return properties;
};

const nothing = {};

/** As the validation of a schema throws it (problems.ts). */
const refusal = (unknown: readonly string[], known: readonly string[]): Error => {
  const takes = known.length === 0 ? 'this route takes none' : `this route takes ${known.join(', ')}`;
  return Object.assign(new Error('unknown query parameters'), {
    statusCode: 400,
    validationContext: 'querystring',
    validation: unknown.slice(0, 10).map((name) => ({
      instancePath: '',
      params: { additionalProperty: name.slice(0, 100) },
      message: `is no query parameter: ${takes}`,
    })),
  });
};
