import type { Event, Frame, Json } from '../../ingest/index.ts';

/**
 * Where in its image an unsymbolicated frame is, as `+0x4b31`: load addresses differ from run to run, offsets only from build to build.
 * Null when no image holds the address.
 */
export const nativeOffset = (event: Event, frame: Frame): string | null => {
  const address = addressOf(frame.instructionAddr);
  if (address === null) return null;
  const image = imagesOf(event).find(({ start, end }) => address >= start && address < end);
  return image === undefined ? null : `+0x${(address - image.start).toString(16)}`;
};

interface Image {
  readonly start: number;
  readonly end: number;
}

/** Every frame of an event asks for the same images. */
const known = new WeakMap<Event, readonly Image[]>();
const MAX_IMAGES = 1000;

const imagesOf = (event: Event): readonly Image[] => {
  const cached = known.get(event);
  if (cached !== undefined) return cached;
  const images = event.debugImages.slice(0, MAX_IMAGES).flatMap((image) => imageOf(image) ?? []);
  known.set(event, images);
  return images;
};

const imageOf = (image: Json): Image | null => {
  if (image === null || typeof image !== 'object' || Array.isArray(image)) return null;
  const start = addressOf(image['image_addr'] ?? null);
  const size = image['image_size'];
  if (start === null || typeof size !== 'number' || size <= 0) return null;
  return { start, end: start + size };
};

/** `0x557def4ecb31` or a number; addresses of user space are exact in a double. */
const addressOf = (value: Json): number | null => {
  const address =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && /^(?:0x[0-9a-f]{1,16}|\d{1,16})$/i.test(value)
        ? Number(value)
        : -1;
  return Number.isSafeInteger(address) && address > 0 ? address : null;
};
