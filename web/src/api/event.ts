import type { paths } from '../api.gen.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What OpenAPI types cannot say: "anything" is JSON, and lists of string lists are pairs. */
export type Precise<T> = unknown extends T
  ? Json
  : T extends string[][]
    ? [string, string][]
    : T extends object
      ? { [K in keyof T]: Precise<T[K]> }
      : T;

/** An event as the API serves it: instants are ISO 8601 text, absent is null or empty. */
export type Event = Precise<
  paths['/issues/{issueId}/events/{which}']['get']['responses'][200]['content']['application/json']['event']
>;

export type Level = Event['level'];
export type Exception = Event['exceptions'][number];
export type Stacktrace = NonNullable<Event['stacktrace']>;
export type Frame = Stacktrace['frames'][number];
export type Thread = Event['threads'][number];
export type Breadcrumb = Event['breadcrumbs'][number];
export type HttpRequest = NonNullable<Event['request']>;
export type User = NonNullable<Event['user']>;
export type FieldError = Event['errors'][number];
