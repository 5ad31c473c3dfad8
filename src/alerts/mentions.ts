import { canWorkOn, peopleById, visibleProject } from '../accounts/index.ts';
import type { IssueFact } from '../issues/index.ts';
import { commentSubject } from '../issues/index.ts';
import type { Clock, Logger, Mail } from '../kit/index.ts';
import { CulpritError } from '../kit/index.ts';
import type { Delivery, Handler, LaneDefinition } from '../lanes/index.ts';
import type { Storage } from '../storage/index.ts';
import { clean, cut } from './text.ts';
import type { Wires } from './transmit.ts';

/** Comments; key is the project. */
export const mentionsLane: LaneDefinition = { name: 'mentions', shards: 1 };

export interface MentionDeps extends Pick<Wires, 'mailer' | 'publicUrl'> {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Mails people whom a comment names: one mail for a comment, to those who still see the project, not to its author. No rule is asked: whoever is named is meant. Without a
 * mail server the search `mentioned:me` finds them. A mail server that is away is tried again; the Message-ID stays the same.
 */
export const createMentionMailer =
  ({ storage, log, mailer, publicUrl }: MentionDeps): Handler =>
  async (batch) => {
    if (mailer === null) return;
    for (const message of batch) {
      const mail = await mailFor(storage, factOf(message), publicUrl().replace(/\/+$/, ''));
      if (mail === null) continue;
      try {
        await mailer.send(mail);
      } catch (error) {
        if (!(error instanceof CulpritError) || error.transient) throw error;
        log.warn({ err: error }, 'a mail about a mention cannot be delivered');
      }
    }
  };

const mailFor = async (storage: Storage, fact: IssueFact, publicUrl: string): Promise<Mail | null> => {
  const [comment, mentioned] = [fact.metadata['comment'], fact.metadata['mentioned']];
  if (typeof comment !== 'number' || !Array.isArray(mentioned) || mentioned.length === 0) return null;
  const others = mentioned.filter((id): id is number => typeof id === 'number' && id !== fact.userId);
  const subject = await commentSubject(storage, fact.issueId, comment);
  if (subject === null || others.length === 0) return null;
  const people = await peopleById(storage, [...others, ...(fact.userId === null ? [] : [fact.userId])]);
  const to: string[] = [];
  for (const id of others) {
    const person = people.get(id);
    if (person !== undefined && (await canWorkOn(storage, id, fact.projectId))) to.push(person.email);
  }
  if (to.length === 0) return null;
  const project = await visibleProject(storage, { projects: 'all' }, fact.projectId);
  const shortId = `${project.slug.toUpperCase()}-${fact.number}`;
  const author = people.get(fact.userId ?? 0);
  const who = clean(author === undefined ? 'Somebody' : author.name === '' ? author.email : author.name, 100);
  const host = new URL(publicUrl).hostname;
  return {
    to,
    subject: cut(`${who} names you in ${shortId}: ${clean(subject.title, 150)}`, 200),
    text: `${who} wrote about ${shortId}, ${clean(subject.title, 300)}:

${cut(subject.body, 4_000)}

${publicUrl}/issues/${shortId}/history
`,
    messageId: `<comment-${comment}@${host}>`,
    references: [`<issue-${fact.issueId}.project-${fact.projectId}@${host}>`],
  };
};

const factOf = ({ body }: Delivery): IssueFact => JSON.parse(Buffer.from(body).toString()) as IssueFact;
