/** What stands where a secret was. */
export const FILTERED = '[Filtered]';

/** All texts that scrubbing itself puts in place of something, which nothing replaces again: scrubbing twice is scrubbing once. */
export const MARKER =
  /\[(?:Filtered|email|creditcard|ip|mac|uuid|imei|iban|usssn|auth|pemkey|bearer|user|hash:[0-9a-f]{32})\]/;

const BETWEEN_MARKERS = new RegExp(MARKER, 'g');
const ONLY_A_MARKER = new RegExp(`^${MARKER.source}$`);

export const isMarker = (text: string): boolean => text.startsWith('[') && ONLY_A_MARKER.test(text);

/** `change` applied to what stands between markers. */
export const outsideMarkers = (text: string, change: (part: string) => string): string => {
  if (!text.includes('[') || !MARKER.test(text)) return change(text);
  let result = '';
  let last = 0;
  for (const { 0: marker, index } of text.matchAll(BETWEEN_MARKERS)) {
    result += change(text.slice(last, index)) + marker;
    last = index + marker.length;
  }
  return result + change(text.slice(last));
};
