import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  type InputType,
  zstdDecompressSync,
} from 'node:zlib';
import { badRequest, CulpritError, messageOf } from '../../kit/index.ts';
import { tooLarge } from '../limits.ts';

/**
 * The body without its content encoding: gzip, x-gzip, deflate (zlib-wrapped or raw), br, zstd or none. Stops as soon as more than `limit` bytes come out,
 * so a bomb costs what the limit costs (100 MiB: 50 ms). Throws CulpritError: 413 beyond the limit, 415 for unknown or stacked encodings,
 * 400 for corrupt or truncated data, and for anything behind its end (a gzip body may have several members, RFC 1952). The result may share memory with `body`.
 */
export const inflate = (body: Uint8Array, encoding: string, limit: number, what: string): Buffer => {
  const name = encodingName(encoding);
  const decode = decoders[name];
  if (name !== '' && decode === undefined)
    throw new CulpritError(
      'unsupported_encoding',
      415,
      `Content-Encoding "${name.slice(0, 40)}" is not supported; use gzip, deflate, br, zstd or none.`,
    );
  const bytes = asBuffer(body);
  if (decode !== undefined) return bounded(decode, bytes, name, limit, what);
  if (bytes.length > limit) throw tooLarge(what, limit, bytes.length);
  return bytes;
};

/** Inflates zlib-wrapped data (0x78…), gzip or nothing, by what it starts with: old clients compress `store` bodies without saying so. */
export const inflateBySignature = (bytes: Buffer, limit: number, what: string): Buffer => {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return inflate(bytes, 'gzip', limit, what);
  if (isZlib(bytes)) return inflate(bytes, 'deflate', limit, what);
  return inflate(bytes, '', limit, what);
};

interface DecoderOptions {
  readonly maxOutputLength: number;
  readonly chunkSize: number;
  readonly info: true;
}

type Decoder = (bytes: InputType, options: DecoderOptions) => Buffer;

/** RFC 9110 says that deflate is zlib-wrapped; some clients send it raw. */
const deflate: Decoder = (bytes, options) =>
  isZlib(bytes as Buffer) ? inflateSync(bytes, options) : inflateRawSync(bytes, options);

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/** Ruby's client sends an empty header; `identity` says nothing. */
const encodingName = (header: string): string => {
  const names = header
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > 1)
    throw new CulpritError('unsupported_encoding', 415, 'The body is encoded more than once; encode it at most once.');
  return names[0] ?? '';
};

/** Chunks of 64 KiB inflate a 33 KB event in 26 µs, zlib's default of 16 KiB takes 41 µs. */
const chunkSize = 64 * 1024;

const bounded = (decode: Decoder, bytes: Buffer, name: string, limit: number, what: string): Buffer => {
  let inflated: WithInfo;
  try {
    // What `info` does to the result its declaration does not say.
    inflated = decode(bytes, { maxOutputLength: limit, chunkSize, info: true }) as unknown as WithInfo;
  } catch (thrown) {
    if (thrown instanceof RangeError) throw tooLarge(`${what}, inflated,`, limit);
    throw badRequest(`The body is not valid ${name}: ${messageOf(thrown)}.`, 'bad_encoding');
  }
  const { buffer, engine } = inflated;
  if (engine.bytesWritten < bytes.length)
    throw badRequest(
      `The body is not valid ${name}: its data ends at byte ${engine.bytesWritten}, and ${bytes.length - engine.bytesWritten} bytes follow.`,
      'bad_encoding',
    );
  return buffer;
};

interface WithInfo {
  readonly buffer: Buffer;
  /** `bytesWritten`: how much of the input was used. */
  readonly engine: { readonly bytesWritten: number };
}

/** RFC 1950: method 8, and the two header bytes are a multiple of 31. */
const isZlib = (bytes: Buffer): boolean => {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
};

export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
