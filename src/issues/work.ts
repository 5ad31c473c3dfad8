import type { KeyRing, ProjectSettings } from '../accounts/index.ts';
import { readSpooled } from '../ingest/index.ts';
import type { SpoolHeaders } from '../ingest/index.ts';
import type { Clock, Logger } from '../kit/index.ts';
import { CulpritError, fromHex, messageOf, toHex } from '../kit/index.ts';
import type { Delivery, Handler, Rejection } from '../lanes/index.ts';
import type { BlobStore, Storage } from '../storage/index.ts';
import { applyBatch, createMemory } from './digest/apply.ts';
import { createGroupingConfigs } from './digest/grouping-configs.ts';
import { createLru } from './digest/lru.ts';
import { lookupKeys } from './digest/place.ts';
import { prepareEvent } from './digest/prepare.ts';
import type { Prepared, PreparedEvent } from './digest/prepare.ts';
import { createStaged } from './digest/staged.ts';
import { group } from './grouping/group.ts';
import { readSweep } from './monitors/sweep.ts';
import type { SweepHeaders } from './monitors/sweep.ts';

export interface DigestDeps {
  readonly storage: Storage;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** A project without settings was deleted: what still arrives for it is dropped. */
  readonly projectSettings: KeyRing['projectSettings'];
  /** Called after a commit that stated facts, so that they are relayed at once. */
  readonly nudge?: () => void;
}

/**
 * Digests batches of the digest lane. Everything that takes thought happens before the transaction, message by message: what cannot be read is rejected
 * with its error and does not hold up the others. Then one transaction writes the whole batch; a batch that comes again changes nothing.
 */
export const createDigest = (deps: DigestDeps): Handler => {
  const { storage, clock, log } = deps;
  const memory = createMemory();
  const prepare = createPrepare(deps);
  const askPrevious = createAskPrevious(storage);

  return async (batch) => {
    const settings = await deps.projectSettings(batch.map(projectOf));
    const rejections: Rejection[] = [];
    const messages: Prepared[] = [];
    for (const delivery of batch) {
      const own = settings.get(projectOf(delivery));
      if (own === undefined) continue;
      try {
        messages.push(await prepare(delivery, own));
      } catch (error) {
        // The database or the disk is away: that is nobody's poison.
        if (error instanceof CulpritError && error.transient) throw error;
        rejections.push({ id: delivery.id, error: messageOf(error) });
        log.warn({ err: error, message: delivery.id, project: projectOf(delivery) }, 'cannot be digested');
      }
    }
    if (messages.length === 0) return rejections;
    const remember = await askPrevious(messages);
    const [staged, applied] = await storage.transaction(async (tx) => {
      const attempt = createStaged();
      return [attempt, await applyBatch(tx, attempt, memory, messages, clock.now())] as const;
    });
    staged.committed();
    remember();
    if (applied.newIssues + applied.turningPoints > 0) deps.nudge?.();
    log.debug({ ...applied, messages: messages.length, rejected: rejections.length }, 'digested');
    return rejections;
  };
};

const projectOf = ({ headers }: Delivery): number => Number(headers['project']);

/** Reads, scrubs, groups and packs what one message holds. */
const createPrepare = ({ storage, blobs, clock }: DigestDeps) => {
  const configsOf = createGroupingConfigs(storage, clock);
  return async (delivery: Delivery, settings: ProjectSettings): Promise<Prepared> => {
    const headers = delivery.headers as unknown as SpoolHeaders | SweepHeaders;
    const configs = await configsOf(headers.project, settings.grouping);
    const { events, attachments, ...rest } =
      headers.endpoint === 'sweep'
        ? readSweep(headers, delivery.body)
        : await readSpooled(headers, delivery.body, settings.scrub);
    const stored: Prepared['attachments'] = [];
    for (const attachment of attachments)
      stored.push({ attachment, hash: fromHex((await blobs.put(attachment.bytes)).sha256) });
    return {
      ...rest,
      messageId: delivery.id,
      events: events.map((event) => prepareEvent(headers.project, event, configs.current)),
      attachments: stored,
      configs,
    };
  };
};

/**
 * While a changed configuration is young: groups events whose keys are new under the replaced ones too, so that they find the issue they had.
 * Returns what to remember once the batch is committed.
 */
const createAskPrevious = (storage: Storage) => {
  /** Keys that surely lead to an issue. */
  const known = createLru<string, true>(20_000);
  const keysOf = ({ project, hashes }: PreparedEvent): string[] => hashes.map((hash) => `${project} ${hash}`);

  return async (messages: readonly Prepared[]): Promise<() => void> => {
    const changing = messages.filter(({ configs }) => configs.previous.length > 0);
    const unsure = changing.flatMap(({ configs, events }) =>
      events
        .filter((event) => keysOf(event).every((key) => known.get(key) === undefined))
        .map((event) => ({ event, previous: configs.previous })),
    );
    if (unsure.length > 0) {
      const stored = await lookupKeys(
        storage,
        unsure.map(({ event }) => event),
      );
      for (const { event, previous } of unsure)
        if (keysOf(event).every((key) => !stored.has(key)))
          event.previous = previous.flatMap((config) => group(event.event, config).hashes.map(toHex));
    }
    return () => {
      for (const key of changing.flatMap(({ events }) => events.flatMap(keysOf))) known.set(key, true);
    };
  };
};
