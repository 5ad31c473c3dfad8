import { sha256 } from '../../kit/index.ts';

/**
 * The hash of a grouping key: 32 bytes over the JSON text of its parts, so that no two lists of parts read alike. The version of
 * the configuration is no part of it: where a new version keeps a key, it keeps the issue without any look-up.
 */
export const hashOf = (
  strategy: 'exceptions' | 'message' | 'security' | 'fingerprint' | 'fallback',
  parts: readonly string[],
): Uint8Array => sha256(JSON.stringify([strategy, ...parts]));
