import { fromHex } from '../../kit/index.ts';

/** More are text. */
const MAX_REFERENCES = 50;

/** The ids of events that a comment speaks of, in an address or as they stand, with dashes or without, each once. Pure; linear in the length. */
export const eventsIn = (markdown: string): Uint8Array[] => {
  const found = new Set<string>();
  for (const [id] of markdown.matchAll(eventId)) {
    found.add(id.replaceAll('-', '').toLowerCase());
    if (found.size === MAX_REFERENCES) break;
  }
  return [...found].map(fromHex);
};

const eventId = /(?<![0-9a-f-])(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f-])/gi;
