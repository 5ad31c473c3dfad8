import type { JsonObject } from '../wire/json.ts';

/**
 * What a minidump says of the crash without symbols: the signal or exception, the module and offset it happened at, the loaded modules and the system.
 * As fields of an event; empty when the dump is damaged. https://learn.microsoft.com/windows/win32/api/minidumpapiset/
 */
export const crashOf = (dump: Buffer): JsonObject => {
  try {
    return readCrash(dump);
  } catch {
    // Reading beyond the end throws; what such a dump says is not worth an event's loss.
    return {};
  }
};

const stream = { modules: 4, exception: 6, system: 7 } as const;
const maxStreams = 1_000;
const maxModules = 500;

const readCrash = (dump: Buffer): JsonObject => {
  const streams = directory(dump);
  const modules = readModules(dump, streams.get(stream.modules));
  const system = streams.get(stream.system);
  const os = system === undefined ? undefined : dump.readUInt32LE(system + 20);
  const images = modules.map(({ base, size, name }) => ({
    type: os === windows ? 'pe' : os === mac || os === ios ? 'macho' : 'elf',
    code_file: name,
    image_addr: hex(base),
    image_size: size,
  }));
  const fields: JsonObject = { debug_meta: { images } };
  if (system !== undefined && os !== undefined) fields['contexts'] = { os: readOs(dump, system, os) };
  const exception = streams.get(stream.exception);
  if (exception === undefined) return fields;
  const code = dump.readUInt32LE(exception + 8);
  const address = dump.readBigUInt64LE(exception + 24);
  const module = modules.find(({ base, size }) => address >= base && address < base + BigInt(size));
  return { ...fields, exception: [exceptionAt(nameOf(os, code), address, module, dump.readUInt32LE(exception))] };
};

const directory = (dump: Buffer): Map<number, number> => {
  const count = Math.min(dump.readUInt32LE(8), maxStreams);
  const start = dump.readUInt32LE(12);
  const streams = new Map<number, number>();
  for (let index = 0; index < count; index += 1) {
    const entry = start + 12 * index;
    streams.set(dump.readUInt32LE(entry), dump.readUInt32LE(entry + 8));
  }
  return streams;
};

interface Module {
  readonly base: bigint;
  readonly size: number;
  readonly name: string;
}

const readModules = (dump: Buffer, list: number | undefined): Module[] => {
  if (list === undefined) return [];
  const count = Math.min(dump.readUInt32LE(list), maxModules);
  return Array.from({ length: count }, (_, index) => {
    const module = list + 4 + 108 * index;
    const name = dump.readUInt32LE(module + 20);
    const length = Math.min(dump.readUInt32LE(name), 1_000);
    return {
      base: dump.readBigUInt64LE(module),
      size: dump.readUInt32LE(module + 8),
      name: dump.toString('utf16le', name + 4, name + 4 + length),
    };
  });
};

const exceptionAt = (type: string, address: bigint, module: Module | undefined, thread: number): JsonObject => {
  const file = module?.name.split(/[/\\]/).at(-1);
  return {
    type,
    value: module === undefined ? 'Crash outside of any module' : `Crash in ${file} at +${hex(address - module.base)}`,
    thread_id: thread,
    mechanism: { type: 'minidump', handled: false },
    stacktrace: {
      frames: [{ instruction_addr: hex(address), ...(module === undefined ? {} : { package: module.name }) }],
    },
  };
};

const hex = (value: bigint): string => `0x${value.toString(16)}`;

const windows = 2;
const mac = 0x8101;
const ios = 0x8102;

const systems: Readonly<Record<number, string>> = {
  [windows]: 'Windows',
  [mac]: 'macOS',
  [ios]: 'iOS',
  0x8201: 'Linux',
  0x8203: 'Android',
};

const readOs = (dump: Buffer, system: number, os: number): JsonObject => {
  const [major, minor, build] = [8, 12, 16].map((offset) => dump.readUInt32LE(system + offset));
  return { type: 'os', name: systems[os] ?? 'unknown', version: `${major}.${minor}.${build}` };
};

const nameOf = (os: number | undefined, code: number): string => {
  const names = os === windows ? windowsExceptions : os === mac || os === ios ? machExceptions : signals;
  return names[code] ?? `Crash 0x${code.toString(16)}`;
};

const windowsExceptions: Readonly<Record<number, string>> = {
  0x40000015: 'FATAL_APP_EXIT',
  0x80000003: 'EXCEPTION_BREAKPOINT',
  0xc0000005: 'EXCEPTION_ACCESS_VIOLATION',
  0xc0000006: 'EXCEPTION_IN_PAGE_ERROR',
  0xc000001d: 'EXCEPTION_ILLEGAL_INSTRUCTION',
  0xc0000025: 'EXCEPTION_NONCONTINUABLE_EXCEPTION',
  0xc000008c: 'EXCEPTION_ARRAY_BOUNDS_EXCEEDED',
  0xc000008e: 'EXCEPTION_FLT_DIVIDE_BY_ZERO',
  0xc0000094: 'EXCEPTION_INT_DIVIDE_BY_ZERO',
  0xc0000096: 'EXCEPTION_PRIV_INSTRUCTION',
  0xc00000fd: 'EXCEPTION_STACK_OVERFLOW',
  0xc0000374: 'STATUS_HEAP_CORRUPTION',
  0xc0000409: 'STATUS_STACK_BUFFER_OVERRUN',
  0xe06d7363: 'Unhandled C++ Exception',
};

const machExceptions: Readonly<Record<number, string>> = {
  1: 'EXC_BAD_ACCESS',
  2: 'EXC_BAD_INSTRUCTION',
  3: 'EXC_ARITHMETIC',
  5: 'EXC_SOFTWARE',
  6: 'EXC_BREAKPOINT',
  10: 'EXC_CRASH',
  11: 'EXC_RESOURCE',
  12: 'EXC_GUARD',
};

const signals: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  11: 'SIGSEGV',
  31: 'SIGSYS',
};
