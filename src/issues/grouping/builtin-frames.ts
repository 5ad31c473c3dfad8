import type { Frame } from '../../ingest/index.ts';
import type { Dialect } from './dialects.ts';

/**
 * What a frame is by where its code lies, before any rule of the project:
 * - `machinery`: of the SDK, of reflection, of evaluated or native code: never says anything about the bug;
 * - `runtime`: the interpreter's own files, which differ between its versions; never in the app, though some SDKs say so;
 * - `library`: a package or the platform, somebody else's code;
 * - `app`: nothing speaks against it being the project's own.
 */
export type Origin = 'machinery' | 'runtime' | 'library' | 'app';

/** `path` is the frame's path with `/` only, empty when it has none. */
export const originOf = (frame: Frame, path: string, dialect: Dialect): Origin => {
  const module = frame.module ?? '';
  const name = frame.function ?? '';
  if (SDK_PATH.test(path) || SDK_MODULE.test(module) || name === 'sentryWrapped') return 'machinery';
  if (NOT_SOURCE.test(path === '' ? module : path)) return 'machinery';
  if (RUNTIME_PATH.test(path)) return 'runtime';
  switch (dialect) {
    case 'javascript':
      if (isNodeBuiltin(frame, path)) return 'runtime';
      return BROWSER_EXTENSION.test(path) ? 'library' : libraryPath(path);
    case 'python':
      return COMPREHENSION.test(name) ? 'machinery' : libraryPath(path);
    case 'jvm':
      if (JVM_REFLECTION.test(module)) return 'machinery';
      return JVM_PLATFORM.test(module) ? 'library' : 'app';
    case 'go':
      return GO_STANDARD.test(module) ? 'library' : libraryPath(path);
    case 'dotnet':
      return DOTNET_PLATFORM.test(module) || DOTNET_PLATFORM.test(frame.package ?? '') ? 'library' : 'app';
    case 'native':
      if (RUST_PANIC.test(name)) return 'machinery';
      return NATIVE_SYSTEM.test(frame.package ?? '') ? 'library' : libraryPath(path);
    default:
      return libraryPath(path);
  }
};

const libraryPath = (path: string): Origin => (LIBRARY_PATH.test(path) ? 'library' : 'app');

/** Node before 16 gives its own files bare names: `events.js`, `internal/process/task_queues.js`. */
const isNodeBuiltin = (frame: Frame, path: string): boolean =>
  !frame.inApp && (path.startsWith('internal/') || /^(?:_?[a-z]+(?:_[a-z]+)*)\.js$/.test(path));

const SDK_PATH =
  /(?:^|\/)(?:node_modules\/(?:@sentry(?:-internal)?|raven(?:-js)?|sentry-[\w-]+)\/|sentry_sdk\/|raven\/(?:base|client|handlers|contrib|utils)|gems\/(?:sentry-[\w-]+|raven-[\w-]+)-\d|vendor\/sentry\/|github\.com\/getsentry\/)/;
const SDK_MODULE =
  /^(?:@sentry[./]|@sentry-internal|sentry_sdk\.|raven\.|io\.sentry\.|github\.com\/getsentry\/sentry-go|Sentry(?:\.|$))/;
/** Evaluated, native and generated code has no place that lasts. */
const NOT_SOURCE = /^(?:<|\[native code\]|native$|native code$|eval at |eval code|\(unknown|debugger eval)/;
const RUNTIME_PATH =
  /^(?:node:|bun:|ext:|deno:)|^internal\/|(?:^|\/)lib\/python\d(?:\.\d+)?\/(?!site-packages|dist-packages)|(?:^|\/)lib\/ruby\/\d+\.\d+\.\d+\/|(?:^|\/)usr\/(?:local\/)?(?:lib\/)?go\/src\/|(?:^|\/)rustc\/|(?:^|\/)webpack\/(?:bootstrap|runtime)|^webpack:\/\/(?:\/|[^/]*\/)webpack\/(?:bootstrap|runtime)|(?:^|\/)Lib\/(?:threading|asyncio|concurrent)/;
const BROWSER_EXTENSION = /^(?:chrome|moz|safari|safari-web|ms-browser|webkit-masked-url)-?(?:extension)?:\/\//;
const LIBRARY_PATH =
  /(?:^|\/)(?:node_modules|bower_components|site-packages|dist-packages|gems|vendor\/bundle|vendor|pkg\/mod|\.cargo\/registry|\.rustup|Pods|Carthage)\/|^\/(?:usr\/(?:local\/)?)?lib(?:64|exec)?\/|^\/System\/|^\/opt\/(?:homebrew|ruby|python)/;
const COMPREHENSION = /^<(?:listcomp|dictcomp|setcomp)>$/;
const JVM_REFLECTION =
  /^(?:java\.lang\.reflect\.|sun\.reflect\.|jdk\.internal\.reflect\.|java\.lang\.invoke\.|.*GeneratedMethodAccessor)/;
const JVM_PLATFORM =
  /^(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|clojure|android|androidx|dalvik|libcore|com\.android)\./;
/** The standard library's import paths have no dot in their first element. */
const GO_STANDARD =
  /^(?:runtime|reflect|testing|net|os|io|fmt|sync|time|context|errors|strings|strconv|bytes|bufio|sort|syscall|encoding|database|crypto|internal|log|regexp|math|html|text|compress|archive|mime|path|container|unicode)(?:\/[\w/]*)?$/;
const DOTNET_PLATFORM = /^(?:System|Microsoft|mscorlib|netstandard|Windows|MS\.Internal)(?:[.,]|$)/;
const NATIVE_SYSTEM =
  /^(?:\/(?:usr\/)?(?:lib|lib64|libexec|System|apex|system|vendor)\/|[A-Z]:\\Windows\\)|(?:^|[\\/])(?:libc|libpthread|libstdc\+\+|libsystem_\w+|ld-linux[\w-]*|ntdll|kernel32|kernelbase|ucrtbase|vcruntime\d+|UIKit(?:Core)?|Foundation|CoreFoundation|libdispatch|libobjc)\b/i;
const RUST_PANIC =
  /^(?:std|core)::panick|^rust_begin_unwind$|^__rust_|^std::sys::backtrace|^core::(?:option|result)::\w*(?:unwrap|expect)_failed|^backtrace::/;
