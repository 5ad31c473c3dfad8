import type { Frame } from '../event.ts';

type Traits = Pick<Frame, 'filename' | 'absPath' | 'module' | 'function' | 'package'>;

/**
 * Whether a frame is the application's own code, for SDKs that do not say. Known libraries and runtimes are not; everything else that can be
 * placed at all is. The rules are those of Sentry's documentation and SDKs, by platform family.
 */
export const deriveInApp = (frame: Traits, platform: string): boolean => {
  const path = frame.absPath ?? frame.filename ?? '';
  if (LIBRARY_PATH.test(path)) return false;
  const rule = RULES.get(platform);
  return rule ? rule(frame, path) : path !== '' || frame.module !== null;
};

/** Places where package managers put other people's code, whatever the language. */
const LIBRARY_PATH =
  /[/\\](?:node_modules|site-packages|dist-packages|bower_components|gems)[/\\]|^(?:node:|<frozen |<internal:|\/usr\/lib\/|\/usr\/local\/lib\/|\/usr\/share\/(?:perl|php|ruby|python|java|nodejs)|\/usr\/lib64\/)/;

type Rule = (frame: Traits, path: string) => boolean;

const browser: Rule = (_, path) =>
  path !== '' &&
  !/^(?:native|<anonymous>|\[native code\])$|^(?:chrome|moz|safari|safari-web|ms-browser)-extension:|\/webpack\/(?:bootstrap|runtime)|webpack\/bootstrap/.test(
    path,
  );

/** Node's own files have no directory (`events.js`) or start with `internal/` in versions before the `node:` prefix. */
const node: Rule = (_, path) =>
  path.includes('/') && !path.startsWith('internal/') ? browser(_, path) : /^[A-Za-z]:\\/.test(path);

const python: Rule = (frame, path) =>
  !/[/\\]lib[/\\]python\d|^<|[/\\]python\d[\d.]*[/\\]lib[/\\]/i.test(path) && (path !== '' || frame.module !== null);

const ruby: Rule = (_, path) =>
  path !== '' && !/[/\\]lib[/\\]ruby[/\\]|\/(?:rbenv|rvm|rubies)\/|[/\\]vendor[/\\]bundle[/\\]/.test(path);

const php: Rule = (_, path) => path !== '' && path !== '[internal]' && !/(?:^|[/\\])vendor[/\\]/.test(path);

const JVM_RUNTIME =
  /^(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|clojure|android|androidx|com\.android|dalvik|libcore|org\.codehaus\.groovy|org\.junit|junit|io\.sentry)\./;

const jvm: Rule = (frame, path) => !JVM_RUNTIME.test(frame.module ?? '') && (frame.module !== null || path !== '');

const dotnet: Rule = (frame, path) =>
  !/^(?:System|Microsoft|mscorlib|netstandard|Windows|Mono|Sentry)(?:[.,]|$)/.test(
    frame.module ?? frame.package ?? '',
  ) &&
  (frame.module !== null || frame.package !== null || path !== '');

const GO_STANDARD = new Set(
  (
    'archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html image index io iter ' +
    'log maps math mime net os path plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text time unicode ' +
    'unique unsafe weak'
  ).split(' '),
);

const go: Rule = (frame, path) => {
  if (/\/pkg\/mod\/|\/vendor\/|^\/usr\/(?:local\/)?go\/src\/|\/go\d[\d.]*\/src\/|\/libexec\/src\//.test(path))
    return false;
  const first = (frame.module ?? '').split(/[/.]/, 1)[0] ?? '';
  return !GO_STANDARD.has(first) && (frame.module !== null || path !== '');
};

const rust: Rule = (frame, path) =>
  !/^\/rustc\/|[/\\]\.cargo[/\\]registry[/\\]|[/\\]rustlib[/\\]/.test(path) &&
  !/^<?(?:std|core|alloc|backtrace|sentry\w*|tokio|futures\w*|rust_begin_unwind|__rust)(?:::|$)/.test(
    frame.function ?? '',
  ) &&
  (path !== '' || frame.function !== null);

const elixir: Rule = (frame, path) => path !== '' && !/(?:^|\/)deps\//.test(path) && !frame.module?.startsWith(':');

const dart: Rule = (_, path) => path !== '' && !/^(?:dart:|org-dartlang|package:(?:flutter|sentry\w*)\/)/.test(path);

/** Native code is placed by the binary it was loaded from. */
const native: Rule = (frame, path) => {
  const image = frame.package ?? '';
  if (image === '') return path !== '';
  return !/^(?:\/usr\/lib|\/lib(?:32|64)?\/|\/System\/|\/Library\/|\/Developer\/|\/system\/|\/apex\/|\/vendor\/lib|\/private\/var\/preferences|[A-Za-z]:\\Windows\\)|\.app\/Frameworks\/(?:libswift|Sentry)|(?:^|\/)(?:linux-gate|linux-vdso|libc|libpthread|libdyld|ld-linux[\w.-]*)\.so/i.test(
    image,
  );
};

const RULES = new Map<string, Rule>([
  ...['javascript', 'react-native', 'electron'].map((name): [string, Rule] => [name, browser]),
  ...['node', 'bun', 'deno'].map((name): [string, Rule] => [name, node]),
  ['python', python],
  ['ruby', ruby],
  ['php', php],
  ...['java', 'kotlin', 'scala', 'groovy', 'clojure', 'android'].map((name): [string, Rule] => [name, jvm]),
  ...['csharp', 'fsharp', 'unity', 'powershell'].map((name): [string, Rule] => [name, dotnet]),
  ['go', go],
  ['rust', rust],
  ...['elixir', 'erlang'].map((name): [string, Rule] => [name, elixir]),
  ...['dart', 'flutter'].map((name): [string, Rule] => [name, dart]),
  ...['native', 'c', 'cpp', 'cocoa', 'objc', 'swift', 'apple', 'unreal'].map((name): [string, Rule] => [name, native]),
]);
