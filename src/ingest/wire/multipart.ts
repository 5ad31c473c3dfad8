import type { BusboyInstance } from '@fastify/busboy';
import { Busboy } from '@fastify/busboy';
import { badRequest, messageOf } from '../../kit/index.ts';
import { tooLarge } from '../limits.ts';

export interface Multipart {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: readonly UploadedFile[];
}

export interface UploadedFile {
  /** The form field. */
  readonly name: string;
  /** As sent, without a path; empty when there is none. */
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

const maxParts = 100;
const maxFieldBytes = 1 << 20;

/** Reads a `multipart/form-data` body that is already bounded. Throws CulpritError 400 when it is malformed or incomplete, 413 beyond 100 parts. */
export const readMultipart = (body: Buffer, contentType: string): Promise<Multipart> =>
  new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    const files: UploadedFile[] = [];
    const fail = (thrown: unknown): void =>
      reject(badRequest(`The multipart body is malformed: ${messageOf(thrown)}.`, 'bad_multipart'));
    let parser: BusboyInstance;
    try {
      parser = Busboy({
        headers: { 'content-type': contentType },
        limits: { parts: maxParts, fieldSize: maxFieldBytes, headerSize: 16 * 1024, headerPairs: 50 },
      });
    } catch (thrown) {
      fail(thrown);
      return;
    }
    parser.on('field', (name, value) => void fields.set(name, value));
    parser.on('file', (name, stream, filename, _encoding, contentType) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', fail);
      stream.on('end', () => files.push({ name, filename: filename ?? '', contentType, bytes: Buffer.concat(chunks) }));
    });
    parser.on('partsLimit', () => reject(tooLarge('A multipart body', maxParts, undefined, 'parts')));
    parser.on('error', fail);
    parser.on('finish', () => resolve({ fields, files }));
    parser.end(body);
  });
