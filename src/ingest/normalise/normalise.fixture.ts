import type { Event } from '../event.ts';
import type { NormaliseContext } from './index.ts';
import { normaliseEvent } from './index.ts';

/** 2026-11-21T23:20:14.671Z */
export const received = 1_795_303_214_671_000;

export const context: NormaliseContext = {
  eventId: '6f580a8dae8e4dbe927456698007276a',
  receivedAt: received,
  sentAt: null,
  clientAddress: '203.0.113.9',
  userAgent: null,
};

export const normalise = (raw: unknown, over: Partial<NormaliseContext> = {}): Event =>
  normaliseEvent(raw, { ...context, ...over });

/** The notes as `path reason`. */
export const notesOf = (event: Event): string[] => event.errors.map(({ path, reason }) => `${path} ${reason}`);
