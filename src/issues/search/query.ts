import type { Instant } from '../../kit/index.ts';
import type { KeyName } from './keys.ts';

/** A parsed search. Plain data, free of names of tables; `print.ts` writes it as text again, `compile.ts` as SQL. */
export interface Query {
  /** Null: everything. */
  readonly root: Node | null;
  /**
   * Set for a search without any `key:value` in which something reads as syntax that would miss the text itself (`-m`, `(`): the text as it was written, with single
   * spaces. What contains it literally is found too, so that whatever an issue shows can be pasted.
   */
  readonly literal: string | null;
}

export type Node =
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly Node[] }
  | { readonly kind: 'not'; readonly node: Node }
  | { readonly kind: 'text'; readonly pattern: Pattern }
  | { readonly kind: 'term'; readonly key: KeyName; readonly test: Test }
  | { readonly kind: 'tag'; readonly key: string; readonly pattern: Pattern };

/** Literal pieces with "anything" between them: `src/*.ts` is `['src/', '.ts']`, one piece is exact. */
export type Pattern = readonly [string, ...string[]];

export type Test =
  | { readonly kind: 'matches'; readonly pattern: Pattern }
  /** One of the words that the key knows, such as `me`, `latest` or `unresolved`. */
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'compare'; readonly by: Comparison; readonly value: Operand }
  /** Both ends belong to it; null: open. */
  | { readonly kind: 'range'; readonly from: Operand | null; readonly to: Operand | null };

export type Comparison = '=' | '>' | '>=' | '<' | '<=';

export type Operand =
  | { readonly kind: 'number'; readonly value: number }
  /** `-7d`: so many units before (or, without the sign, after) now. */
  | { readonly kind: 'relative'; readonly amount: number; readonly unit: Unit }
  /** What a date or time names: a day, a minute or a second, UTC unless it says otherwise. `end` is the first instant behind it. */
  | { readonly kind: 'moment'; readonly text: string; readonly start: Instant; readonly end: Instant }
  | { readonly kind: 'version'; readonly version: string };

export type Unit = 's' | 'm' | 'h' | 'd' | 'w';

/** What is wrong with a search, and where: `column` counts from 1, in UTF-16 units as editors do; `length` is at least 1. */
export interface QueryProblem {
  readonly message: string;
  readonly column: number;
  readonly length: number;
}
