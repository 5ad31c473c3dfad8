import type { Readable } from 'node:stream';
import { badRequest, unavailable } from '../../kit/index.ts';
import type { Limits } from '../limits.ts';
import { tooLarge } from '../limits.ts';

export interface BodyReader {
  /**
   * Reads a request's body as it is on the wire. Throws CulpritError 413 beyond `limits.body`, 503 when all unanswered requests together hold `limits.inFlight`,
   * 400 when the client goes away in between. `announced`: Content-Length, if there is one; one that is too large throws before anything is read. What comes
   * of a body after that is thrown away; at three times the limit the stream is destroyed.
   */
  read(stream: Readable, announced: number | null): Promise<HeldBody>;
  /** Bytes held now. */
  readonly held: () => number;
}

export interface HeldBody {
  readonly bytes: Uint8Array;
  /** To be called once the request is answered. */
  readonly release: () => void;
}

/** Bodies are counted while they come in, so that a thousand slow clients hold no more than a few fast ones may. */
export const createBodyReader = (limits: Pick<Limits, 'body' | 'inFlight'>): BodyReader => {
  let held = 0;
  const read = (stream: Readable, announced: number | null): Promise<HeldBody> =>
    new Promise((resolve, reject) => {
      let chunks: Buffer[] = [];
      let kept = 0;
      let seen = 0;
      let refusal: Error | null = null;
      const release = (): void => {
        held -= kept;
        kept = 0;
      };
      const refuse = (error: Error): void => {
        refusal ??= error;
        chunks = [];
        release();
      };
      const over = (): Error => tooLarge('A request body', limits.body, announced ?? undefined);
      if (announced !== null && announced > limits.body) {
        refuse(over());
        reject(over());
      }
      stream.on('data', (chunk: Buffer) => {
        seen += chunk.length;
        // Most clients read no answer before they have sent everything, so the rest is read and thrown away – up to a point.
        if (seen > 2 * limits.body) reject(refusal ?? over());
        if (seen > 3 * limits.body) stream.destroy();
        if (refusal !== null) return;
        if (seen > limits.body) return refuse(over());
        if (held + chunk.length > limits.inFlight)
          return refuse(unavailable('The server holds as many requests as it may; send it again later.'));
        held += chunk.length;
        kept += chunk.length;
        chunks.push(chunk);
      });
      stream.on('end', () => {
        if (refusal === null) resolve({ bytes: joined(chunks, kept), release });
        else reject(refusal);
      });
      const lost = (): void => {
        refuse(badRequest('The connection ended before the body did.', 'incomplete'));
        reject(refusal ?? new Error('lost'));
      };
      stream.on('error', lost);
      stream.on('close', () => {
        if (!stream.readableEnded) lost();
      });
    });
  return { read, held: () => held };
};

/** In memory of its own, so that it can be transferred to another thread. */
const joined = (chunks: readonly Buffer[], length: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
};
