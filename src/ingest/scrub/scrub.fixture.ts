import type { ScrubSettings } from '../../accounts/index.ts';
import type { Event } from '../event.ts';
import { normaliseEvent } from '../normalise/index.ts';
import { scrubEvent } from './index.ts';

/** What a new project has. */
export const defaultSettings: ScrubSettings = {
  enabled: true,
  defaults: true,
  ipAddresses: false,
  sensitiveFields: [],
  safeFields: [],
  rules: '',
};

export const normalised = (raw: unknown): Event =>
  normaliseEvent(raw, {
    eventId: '6f580a8dae8e4dbe927456698007276a',
    receivedAt: 1_795_303_214_671_000,
    sentAt: null,
    clientAddress: '203.0.113.9',
    userAgent: null,
  });

/** The payload, normalised and scrubbed with these settings in place of the defaults. */
export const scrubbed = (raw: unknown, settings: Partial<ScrubSettings> = {}): Event =>
  scrubEvent(normalised(raw), { ...defaultSettings, ...settings });
