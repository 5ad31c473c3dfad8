import type { Envelope, EnvelopeItem } from './envelope.ts';
import { useOf } from './item-types.ts';

/**
 * The items that become events: those that are some, else a crash dump that came without one (a crash reporter that could not write more).
 * The first of them has the envelope's event id.
 */
export const eventItems = ({ items }: Pick<Envelope, 'items'>): readonly EnvelopeItem[] => {
  const events = items.filter(({ type }) => useOf(type) === 'event');
  return events.length > 0 ? events : items.filter(isMinidump).slice(0, 1);
};

export const isMinidump = ({ type, header }: EnvelopeItem): boolean =>
  type === 'attachment' && header['attachment_type'] === 'event.minidump';
