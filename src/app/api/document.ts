import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';

/** As much of an OpenAPI 3.1 document as is read here. */
export interface ApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly servers?: readonly { readonly url: string }[];
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses: Readonly<Record<string, Response>>;
  readonly security?: readonly object[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

export interface Response {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema | readonly Schema[];
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly examples?: readonly unknown[];
}

/** Under which all paths of the document lie. */
const root = '/api/v1';

const description = `Everything the browser app does, it does through this API.

Authenticate with an API token, \`Authorization: Bearer clp_…\`, or with the session cookie of the browser app (requests that change something then need the header \`x-culprit: 1\`).
Names are camelCase, instants are ISO 8601 in UTC. Lists answer \`{items, nextCursor}\`: pass \`nextCursor\` as \`cursor\` to get what follows, null means there is no more.
Errors are \`application/problem+json\` with a stable \`code\` and a \`detail\` that says what to do. What you may not see does not exist: it answers 404.`;

const problemSchema: Schema = {
  type: 'object',
  description: 'The body of every error (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { const: 'about:blank' },
    title: { type: 'string', description: "The status's name" },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong, and what to do' },
    code: { type: 'string', description: 'Stable: what programs look at' },
    requestId: { type: 'string', description: 'The log of the server knows the request by it' },
    errors: {
      type: 'array',
      description: 'What a schema refused',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/** Collects the schemas of all routes registered after it; `apiDocument` turns them into the document. */
export const collectApi = (app: FastifyInstance, version: string, basePath: string): void => {
  void app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Culprit', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      servers: [{ url: `${basePath}${root}` }],
      tags: [
        { name: 'accounts', description: 'Sign-in, users, tokens, projects and their keys.' },
        { name: 'people', description: 'Teams, invitations, passwords and sessions.' },
        { name: 'issues', description: 'Issues, events and what is counted of them.' },
        { name: 'usage', description: 'What was accepted and what was not, and how much may be.' },
        { name: 'alerts', description: 'Who is told of what, and what was sent.' },
        { name: 'operations', description: 'Running the server: its state and the dead letters.' },
      ],
      components: {
        schemas: { Problem: problemSchema as never },
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'An API token, `clp_…`.' },
          session: { type: 'apiKey', in: 'cookie', name: 'culprit_session' },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json.$id === 'string' ? json.$id : `schema-${index}`,
    },
    transform: ({ schema, url }) => ({
      schema: { ...schema, hide: !url.startsWith(`${root}/`) || schema?.hide === true },
      url: url.replace(root, ''),
    }),
  });
};

/** Every operation must say who it is: clients are generated from it. Throws for one that does not. */
export const apiDocument = (app: FastifyInstance): ApiDocument => {
  const document = tidy(app.swagger()) as ApiDocument;
  const seen = new Set<string>();
  for (const { method, path, operation } of operationsOf(document)) {
    const { operationId = '' } = operation;
    if (operationId === '') throw new Error(`${method} ${path} has no operationId`);
    if (seen.has(operationId)) throw new Error(`two operations are called ${operationId}`);
    seen.add(operationId);
  }
  return document;
};

/** What the schemas leave unsaid: choices of text are text, and a parameter with a default may be left out. */
const tidy = (part: unknown): unknown => {
  if (Array.isArray(part)) return part.map(tidy);
  if (typeof part !== 'object' || part === null) return part;
  const own = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, tidy(value)])) as Record<
    string,
    unknown
  >;
  if (Array.isArray(own['enum']) && own['type'] === undefined && own['enum'].every((one) => typeof one === 'string'))
    own['type'] = 'string';
  const { in: place, schema } = own as { in?: unknown; schema?: Schema };
  if (typeof place === 'string' && schema?.default !== undefined) own['required'] = false;
  return own;
};

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

export const operationsOf = (
  document: ApiDocument,
): { readonly method: string; readonly path: string; readonly operation: Operation }[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method: method.toUpperCase(), path, operation }];
    }),
  );
