import type { Schema } from './document.ts';

type Schemas = Readonly<Record<string, Schema>>;

/** A schema as people read types: `{ id: integer; name?: string (1 to 200 characters) }` over several lines. References to named schemas keep their name. */
export const notation = (schema: Schema, depth = 0): string => {
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map((one) => notation(one, depth)))].join(' | ');
  if (schema.allOf !== undefined) return schema.allOf.map((one) => notation(one, depth)).join(' & ');
  if (Array.isArray(schema.type))
    return (schema.type as string[]).map((type) => notation({ ...schema, type }, depth)).join(' | ');
  if (schema.type === 'array') return listOf(schema, depth);
  if (schema.type === 'object' || schema.properties !== undefined) return objectOf(schema, depth);
  if (typeof schema.type !== 'string') return 'any';
  const limits = limitsOf(schema);
  return limits === '' ? schema.type : `${schema.type} (${limits})`;
};

/** A value that fits the schema, for examples: its own example or default where it has one. */
export const example = (schema: Schema, schemas: Schemas, depth = 0): unknown => {
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (depth > 6) return null;
  if (schema.$ref !== undefined) return example(schemas[nameOf(schema.$ref)] ?? {}, schemas, depth + 1);
  const [choice] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (choice !== undefined) return example(choice, schemas, depth + 1);
  const type = Array.isArray(schema.type) ? (schema.type as string[])[0] : schema.type;
  if (type === 'object' || schema.properties !== undefined)
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([name]) => depth === 0 || (schema.required ?? []).includes(name))
        .map(([name, one]) => [name, example(one, schemas, depth + 1)]),
    );
  if (type === 'array') {
    const [item] = itemsOf(schema);
    return item === undefined ? [] : [example(item, schemas, depth + 1)];
  }
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  return schema.format === 'email'
    ? 'me@example.com'
    : schema.format === 'date-time'
      ? '2026-11-22T09:00:00.000Z'
      : 'text';
};

const nameOf = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);

const itemsOf = (schema: Schema): readonly Schema[] => {
  if (schema.prefixItems !== undefined) return schema.prefixItems;
  if (schema.items === undefined) return [];
  return Array.isArray(schema.items) ? (schema.items as readonly Schema[]) : [schema.items as Schema];
};

const listOf = (schema: Schema, depth: number): string => {
  const tuple = schema.prefixItems !== undefined || Array.isArray(schema.items);
  const items = itemsOf(schema).map((item) => notation(item, depth));
  if (tuple) return `[${items.join(', ')}]`;
  const [item = 'any'] = items;
  return item.includes(' ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
};

const objectOf = (schema: Schema, depth: number): string => {
  const indent = '  '.repeat(depth + 1);
  const required = new Set(schema.required);
  const lines = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const comment =
      property.description === undefined ? '' : `${indent}// ${property.description.replaceAll('\n', ' ')}\n`;
    return `${comment}${indent}${name}${required.has(name) ? '' : '?'}: ${notation(property, depth + 1)}`;
  });
  const rest = Object.values(schema.patternProperties ?? {})[0] ?? schema.additionalProperties;
  if (typeof rest === 'object') lines.push(`${indent}[name: string]: ${notation(rest, depth + 1)}`);
  return lines.length === 0 ? 'object' : `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
};

const limitsOf = ({ format, minimum, maximum, minLength, maxLength, pattern }: Schema): string =>
  [
    format,
    minimum !== undefined && maximum !== undefined
      ? `${minimum} to ${maximum}`
      : minimum !== undefined
        ? `at least ${minimum}`
        : maximum !== undefined && `at most ${maximum}`,
    minLength !== undefined && maxLength !== undefined
      ? `${minLength} to ${maxLength} characters`
      : minLength !== undefined
        ? `at least ${minLength} characters`
        : maxLength !== undefined && `at most ${maxLength} characters`,
    pattern !== undefined && pattern.length < 60 && `/${pattern}/`,
  ]
    .filter((part) => part !== undefined && part !== false)
    .join(', ');
