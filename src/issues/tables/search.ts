import type { Generated, Kysely } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import type { Ddl, TextIndex } from '../../storage/index.ts';
import { decodeBody } from '../body.ts';
import { searchableOf } from '../search/text.ts';
import { createTables } from './create.ts';
import type { TableSpec } from './create.ts';

/** What an issue is found by, drawn from its first event: see search/text.ts. */
export interface IssueText {
  issue_id: number;
  text: string;
}

/** The files of the application in its stack trace. */
export interface IssueFile {
  project_id: number;
  path: string;
  issue_id: number;
}

export interface SavedSearch {
  id: Generated<number>;
  project_id: number;
  user_id: number;
  name: string;
  query: string;
  /** JSON: the other parts of the list's address, such as environment, period and sort. */
  view: string;
  /** 1: everybody in the project sees it. */
  shared: number;
  created_at: Instant;
}

export const issueTextIndex: TextIndex = { table: 'issue_text', key: 'issue_id', column: 'text' };

const tables: readonly TableSpec[] = [
  { name: 'issue_text', columns: { issue_id: 'id', text: 'text' } },
  {
    name: 'issue_file',
    columns: { project_id: 'integer', path: 'text', issue_id: 'integer' },
    key: ['issue_id', 'path'],
    indexes: { issue_file_path: ['project_id', 'path', 'issue_id'] },
  },
  {
    name: 'saved_search',
    columns: {
      id: 'identity',
      project_id: 'integer',
      user_id: 'integer',
      name: 'text',
      query: 'text',
      view: 'text',
      shared: 'integer',
      created_at: 'integer',
    },
    unique: { saved_search_name: ['project_id', 'user_id', 'name'] },
  },
];

/** Issues are found by their text and their tags. What is there already is indexed too, from the oldest event that is still stored. */
export const addSearch = async (untyped: Kysely<unknown>, ddl: Ddl): Promise<void> => {
  await createTables(untyped, ddl, tables);
  const db = untyped as Kysely<Tables>;
  for (let after = 0; ; ) {
    const issues = await oldestEvents(db, after);
    for (const issue of issues) await index(db, issue);
    const last = issues.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  await ddl.textIndex(issueTextIndex);
  await untyped.schema.alterTable('issue').dropColumn('search').execute();
  await untyped.schema.createIndex('issue_tag_value').on('issue_tag').columns(['value_id', 'issue_id']).execute();
};

/** The tables as this step finds them. */
interface Tables {
  issue: {
    id: number;
    project_id: number;
    type: string;
    value: string;
    title: string;
    culprit: string;
    search: string;
  };
  event: { id: number; issue_id: number; digest_order: number };
  event_body: { id: number; body: Uint8Array };
  issue_text: IssueText;
  issue_file: IssueFile;
}

type Found = Tables['issue'] & { readonly body: Uint8Array | null };

const oldestEvents = (db: Kysely<Tables>, after: number): Promise<Found[]> =>
  db
    .selectFrom('issue')
    .leftJoin('event_body', (join) =>
      join.on('event_body.id', '=', (eb) =>
        eb
          .selectFrom('event')
          .select('event.id')
          .whereRef('event.issue_id', '=', 'issue.id')
          .orderBy('event.digest_order')
          .limit(1),
      ),
    )
    .select([
      'issue.id',
      'issue.project_id',
      'issue.type',
      'issue.value',
      'issue.title',
      'issue.culprit',
      'issue.search',
      'event_body.body',
    ])
    .where('issue.id', '>', after)
    .orderBy('issue.id')
    .limit(200)
    .execute();

const index = async (db: Kysely<Tables>, { id, project_id, body, search, ...title }: Found): Promise<void> => {
  const { text, files } = body === null ? { text: search, files: [] } : searchableOf(decodeBody(body).event, title);
  await db.insertInto('issue_text').values({ issue_id: id, text }).execute();
  for (const path of files) await db.insertInto('issue_file').values({ project_id, path, issue_id: id }).execute();
};
