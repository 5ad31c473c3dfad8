import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';
import { badRequest, fromDate } from '../../kit/index.ts';
import type { Instant } from '../../kit/index.ts';
import type { ReleaseChange } from '../releases/manage.ts';
import type { Commit, Ref } from '../releases/store.ts';

/** Clients write null for what they do not know. */
export const maybe = <Schema extends TSchema>(schema: Schema) => Type.Optional(Type.Union([schema, Type.Null()]));
const text = Type.String({ maxLength: 100_000 });

const ref = Type.Object({
  repository: Type.String({ minLength: 1, maxLength: 200 }),
  commit: Type.String({ minLength: 1, maxLength: 64 }),
  previousCommit: maybe(Type.String({ maxLength: 64 })),
});

const commit = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  repository: maybe(text),
  author_name: maybe(text),
  author_email: maybe(text),
  timestamp: maybe(text),
  message: maybe(Type.String()),
  patch_set: maybe(Type.Array(Type.Object({ path: Type.String(), type: Type.String() }))),
});

/** The projects that a body names, by slug or number. */
export const projectsNamed = maybe(
  Type.Array(Type.Union([Type.String({ maxLength: 60 }), Type.Integer()]), { maxItems: 100 }),
);

const fields = {
  projects: projectsNamed,
  url: maybe(Type.String({ maxLength: 2_000 })),
  ref: maybe(Type.String({ maxLength: 200 })),
  dateReleased: maybe(text),
  status: maybe(Type.Enum(['open', 'archived'])),
  refs: maybe(Type.Array(ref, { maxItems: 50 })),
  commits: maybe(Type.Array(commit)),
};

/** What is not named here (when somebody began, an owner) is let pass. */
export const releaseChange = Type.Object(fields);
export const newRelease = Type.Object({ version: Type.String({ minLength: 1, maxLength: 1_000 }), ...fields });

/** What a body says of the release's own row. */
export const changeOf = (
  { url, ref: branch, dateReleased, status }: Static<typeof releaseChange>,
  now: Instant,
): ReleaseChange => ({
  ...(typeof url === 'string' ? { url } : {}),
  ...(typeof branch === 'string' ? { ref: branch } : {}),
  ...(typeof dateReleased === 'string' ? { finalizedAt: instantOf(dateReleased, 'dateReleased') } : {}),
  ...(typeof status === 'string' ? { archivedAt: status === 'archived' ? now : null } : {}),
});

/** Of longer lists the newest commits; of each what people read. */
const MOST_COMMITS = 5_000;
const MOST_FILES = 5_000;

/** The commits as they are kept, the newest first, as `sentry-cli` sends them. */
export const commitsOf = (sent: readonly Static<typeof commit>[]): Commit[] =>
  sent.slice(0, MOST_COMMITS).map((each) => ({
    sha: each.id,
    repository: cut(each.repository, 200),
    authorName: cut(each.author_name, 200),
    authorEmail: cut(each.author_email, 320),
    at: typeof each.timestamp === 'string' ? instantOf(each.timestamp, 'timestamp') : null,
    message: cut(each.message, 20_000),
    patchSet: (each.patch_set ?? [])
      .slice(0, MOST_FILES)
      .map(({ path, type }) => ({ path: path.slice(0, 2_000), type: type.slice(0, 1) })),
  }));

/** Of two references into one repository the last stands. */
export const refsOf = (sent: readonly Static<typeof ref>[]): Ref[] => {
  const refs = sent.map((each) => ({
    repository: each.repository,
    sha: each.commit,
    previousSha: each.previousCommit ?? null,
  }));
  return [...new Map(refs.map((each) => [each.repository, each])).values()];
};

/** An ISO date as clients write it, with any fraction and zone. Throws 400. */
export const instantOf = (said: string, name: string): Instant => {
  const at = fromDate(new Date(said));
  if (Number.isNaN(at)) throw badRequest(`${name} "${said.slice(0, 50)}" is not an ISO 8601 date.`, 'bad_date');
  return at;
};

const cut = (said: string | null | undefined, length: number): string | null => {
  const short = said?.trimEnd().slice(0, length) ?? '';
  return short === '' ? null : short;
};
