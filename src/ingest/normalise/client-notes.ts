import { at, isRecord, list, object } from './source.ts';
import type { Source } from './source.ts';

const MAX_ERRORS = 50;
const MAX_DEPTH = 20;
/** Nodes of `_meta` that are looked at. */
const MAX_NODES = 5_000;

/** What the SDK (or a relay before us) says it dropped or trimmed itself: its `errors` and the `_meta` tree. Their values are left out. */
export const clientNotes = (source: Source): void => {
  const listed = list(source, 'errors');
  for (const [index, error] of listed.items.slice(0, MAX_ERRORS).entries()) {
    if (isRecord(error))
      source.notes.add(nameOf(error['name']), 'client', nameOf(error['type']) || 'reported by the SDK');
    else if (error !== null) source.notes.add(at(listed.path, index), 'invalid', 'not an object');
  }
  const meta = object(source, '_meta');
  if (meta !== null) walk(meta.fields, source, { nodes: 0, path: [] });
};

interface Walk {
  nodes: number;
  readonly path: string[];
}

/** `_meta` mirrors the event; the entry named "" of a node is about the field itself. */
const walk = (node: Readonly<Record<string, unknown>>, source: Source, state: Walk): void => {
  for (const key of Object.keys(node)) {
    state.nodes += 1;
    if (state.nodes > MAX_NODES) return;
    const value = node[key];
    if (!isRecord(value)) continue;
    if (key === '') source.notes.add(state.path.join('.'), 'client', remark(value));
    else if (state.path.length < MAX_DEPTH) {
      state.path.push(key.slice(0, 100));
      walk(value, source, state);
      state.path.pop();
    }
  }
};

/** `{len, rem: [[rule, kind, from, to]], err: [kind]}` in words. */
const remark = (meta: Record<string, unknown>): string => {
  const { len, rem, err } = meta;
  const rules = (Array.isArray(rem) ? rem.slice(0, 5) : []).map((entry: unknown) =>
    nameOf(Array.isArray(entry) ? entry[0] : null),
  );
  const causes = (Array.isArray(err) ? err.slice(0, 5) : []).map((entry: unknown) =>
    nameOf(Array.isArray(entry) ? entry[0] : entry),
  );
  const what = [...rules, ...causes].filter((word) => word !== '').join(', ');
  const before = typeof len === 'number' ? `, ${len} before` : '';
  return `changed before it was sent${what === '' ? '' : ` (${what})`}${before}`;
};

const nameOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');
