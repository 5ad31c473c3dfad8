import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf } from '../../accounts/index.ts';
import { conflict, toHex, toIso } from '../../kit/index.ts';
import { unmerge } from '../merge/merge.ts';
import { mergeIssues } from '../merge/operation.ts';
import { membersOf } from '../merge/tree.ts';
import { issueById } from '../read/issue.ts';
import { listMembers } from '../read/members.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { instant, issuePath, tags } from './common.ts';
import { shortIdOf } from '../short-id.ts';
import { exactIssue, visibleIssue } from './visible.ts';

const member = Type.Object({
  id: Type.Integer(),
  shortId: Type.String(),
  title: Type.String(),
  events: Type.Integer({ description: 'Its own, those since it was merged too' }),
  users: Type.Integer(),
  firstSeen: instant,
  lastSeen: instant,
  hashes: Type.Array(Type.String(), { description: 'The grouping keys that led to it; the first 100' }),
});

/** Several issues that are one. */
export const mergePlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
  app.post(
    '/issues/:issueId/merge',
    {
      schema: {
        operationId: 'mergeIssues',
        summary: 'Merge other issues of the project into this one; future events follow',
        tags,
        params: issuePath,
        body: Type.Object(
          {
            issues: Type.Array(Type.String({ maxLength: 80 }), {
              minItems: 1,
              maxItems: 50,
              description: 'Numbers or short ids',
            }),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ undo: Type.String({ description: 'What POST /undo takes, for a day' }) }) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { issue, project } = await exactIssue(storage, caller, request.params.issueId);
      const sources: number[] = [];
      for (const id of request.body.issues) sources.push((await exactIssue(storage, caller, id)).issue.id);
      const undo = await mergeIssues(storage, clock, project, { target: issue.id, sources, user: caller.userId });
      return { undo };
    },
  );

  app.post(
    '/issues/:issueId/unmerge',
    {
      schema: {
        operationId: 'unmergeIssue',
        summary: 'Let a merged issue leave again, with its events and keys, and be what it was',
        tags,
        params: issuePath,
        response: { 200: Type.Object({ shortId: Type.String({ description: 'What it was part of' }) }) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { issue, project } = await exactIssue(storage, caller, request.params.issueId);
      if (issue.number < 0) throw conflict('This part is the issue itself.', 'illegal_action');
      const root = await storage.transaction((tx) =>
        unmerge(tx, { project, user: caller.userId, now: clock.now() }, issue.id),
      );
      return { shortId: shortIdOf(project.slug, (await issueById(storage, root))?.number ?? 0) };
    },
  );

  app.get(
    '/issues/:issueId/members',
    {
      schema: {
        operationId: 'listMembers',
        summary: 'Issues that were merged into this one',
        tags,
        params: issuePath,
        response: { 200: Type.Object({ items: Type.Array(member) }) },
      },
    },
    async (request) => {
      const { issue, project } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const merged = (await membersOf(storage, issue.id)).filter(({ number }) => number > 0);
      const rows = await listMembers(
        storage,
        merged.map(({ id }) => id),
      );
      const items = rows.map(({ hashes, first_seen, last_seen, number, ...row }) => ({
        ...row,
        shortId: shortIdOf(project.slug, number),
        firstSeen: toIso(first_seen),
        lastSeen: toIso(last_seen),
        hashes: hashes.map(toHex),
      }));
      return { items };
    },
  );
};
