import type { FieldError } from '../event.ts';
import { cut, wellFormed } from './text.ts';

/** More than a hundred complaints about one event tell a person nothing new. */
const MAX_NOTES = 100;
const MAX_PATH = 200;
const MAX_DETAIL = 300;

/** What was dropped, cut or mended while one event is read. Details never quote what the client sent: it may be a secret. */
export class Notes {
  readonly #errors: FieldError[] = [];
  #unlisted = 0;
  /** PHP has one empty value: from there an empty list where an object belongs is no mistake. */
  readonly fromPhp: boolean;

  constructor(fromPhp = false) {
    this.fromPhp = fromPhp;
  }

  add(path: string, reason: FieldError['reason'], detail: string): void {
    if (this.#errors.length >= MAX_NOTES - 1) {
      this.#unlisted += 1;
      return;
    }
    this.#errors.push({ path: cut(wellFormed(path), MAX_PATH), reason, detail: cut(wellFormed(detail), MAX_DETAIL) });
  }

  /** At most 100: the first 99, and one that says how many more there were. */
  list(): FieldError[] {
    if (this.#unlisted === 0) return this.#errors;
    return [...this.#errors, { path: '', reason: 'too_many', detail: `${this.#unlisted} more notes are not listed` }];
  }
}
