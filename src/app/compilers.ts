import AjvCompiler from '@fastify/ajv-compiler';
import type { BuildCompilerFromPool } from '@fastify/ajv-compiler';
import FastJsonStringify from '@fastify/fast-json-stringify-compiler';
import type { SerializerFactory } from '@fastify/fast-json-stringify-compiler';

/**
 * Compilers of the routes' schemas that work when a route is first called: at the start they would take a quarter of a second and several megabytes for code
 * that mostly never runs.
 */
export const buildValidator: BuildCompilerFromPool = (externalSchemas) => {
  const build = AjvCompiler();
  const options = { removeAdditional: false, useDefaults: true, allErrors: false } as const;
  // Text from the address line is read as the number or flag that the schema asks for; a JSON body must be what the schema says.
  const exact = once(() => build(externalSchemas, { customOptions: { ...options, coerceTypes: false } }));
  const lenient = once(() => build(externalSchemas, { customOptions: { ...options, coerceTypes: 'array' } }));
  return (route) => {
    // What comes is the schema with its place, whatever the type says.
    const isBody = (route as unknown as { httpPart?: string }).httpPart === 'body';
    const compiled = once(() => (isBody ? exact() : lenient())(route));
    const validate = (data: unknown): boolean => {
      const fits = compiled()(data) as boolean;
      validate.errors = compiled().errors;
      return fits;
    };
    validate.errors = undefined as ReturnType<typeof compiled>['errors'];
    return validate as unknown as ReturnType<typeof compiled>;
  };
};

/** Writes what the schema names and nothing else. */
export const buildSerializer: SerializerFactory = (externalSchemas, options) => {
  const compile = once(() => FastJsonStringify()(externalSchemas, options));
  return (route) => {
    const compiled = once(() => compile()(route));
    return (body: unknown) => compiled()(body);
  };
};

const once = <Result>(work: () => Result): (() => Result) => {
  let done: { readonly result: Result } | null = null;
  return () => (done ??= { result: work() }).result;
};
