import { Type } from 'typebox';
import { sorts } from '../read/issues.ts';
import { states, tabs } from '../read/filter.ts';
import { instant, projectPath } from './common.ts';
import { periodNames } from './issue-filter.ts';

export const query = Type.String({
  maxLength: 1_000,
  description:
    'In the search language, such as `is:unresolved level:error "timed out"`; a mistake answers 400 `bad_query` with its `column`',
  examples: ['is:unresolved release:latest'],
});

const bound = (description: string) => Type.Optional(Type.String({ format: 'date-time', description }));

/** When an issue was seen: a period before now, or a range. */
export const seen = {
  period: Type.Enum([...periodNames], { default: 'all', description: 'Only issues seen in it' }),
  from: bound('Only issues last seen at this time or later; instead of `period`'),
  to: bound('Only issues first seen at this time or earlier; instead of `period`'),
};

export const prefix = Type.Object({
  prefix: Type.String({ maxLength: 200, default: '', description: 'What was typed so far' }),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
});

export const valuePrefix = Type.Object({
  key: Type.String({ maxLength: 210, examples: ['environment'] }),
  ...prefix.properties,
});

export const key = Type.Object({
  key: Type.String({ description: 'As it stands before the colon' }),
  about: Type.String(),
  example: Type.String(),
  words: Type.Array(Type.String(), { description: 'Words with a meaning of their own, such as `me`' }),
  tag: Type.Boolean({ description: 'A tag of the project, not a key of the language' }),
});

export const value = Type.Object({
  value: Type.String(),
  text: Type.String({ description: 'As it stands behind the colon: in quotes where it must be' }),
});

export const problem = Type.Object({
  message: Type.String(),
  column: Type.Integer({ description: 'From 1, in UTF-16 units' }),
  length: Type.Integer(),
});

export const newSearch = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    query,
    view: Type.Optional(
      Type.Object(
        {
          environment: Type.Optional(Type.String({ maxLength: 64 })),
          period: Type.Optional(Type.Enum([...periodNames])),
          from: seen.from,
          to: seen.to,
          state: Type.Optional(Type.Enum([...states])),
          tab: Type.Optional(Type.Enum([...tabs])),
          sort: Type.Optional(Type.Enum([...sorts])),
          order: Type.Optional(Type.Enum(['desc', 'asc'])),
        },
        { additionalProperties: false, description: 'The rest of the list’s address' },
      ),
    ),
    shared: Type.Optional(Type.Boolean({ description: 'Seen by everybody in the project; needs write access' })),
  },
  { additionalProperties: false },
);

export const saved = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  query: Type.String({ description: 'In its canonical form' }),
  view: Type.Record(Type.String(), Type.String()),
  shared: Type.Boolean(),
  mine: Type.Boolean(),
  pinned: Type.Boolean({ description: 'Kept in sight by you' }),
  createdAt: instant,
});

export const pin = Type.Object({ pinned: Type.Boolean() }, { additionalProperties: false });

export const savedPath = Type.Object({ ...projectPath.properties, searchId: Type.Integer({ minimum: 1 }) });
