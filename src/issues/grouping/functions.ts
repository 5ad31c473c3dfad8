import type { Dialect } from './dialects.ts';

const MAX_NAME = 512;

/**
 * A function's name as it stays the same between SDK generations, compilers and runs: without lambda and closure marks, generics, argument
 * lists, receivers that say nothing (`Object.`, `null.`, `Module.`) and generated numbers. Null when the function has no name of its own.
 *
 * @example cleanFunction('Object.checkout [as pay]', 'javascript') // 'checkout'
 * @example cleanFunction('block (2 levels) in Cart#total', 'ruby') // 'total'
 */
export const cleanFunction = (name: string | null, dialect: Dialect): string | null => {
  if (name === null) return null;
  const plain = name.slice(0, MAX_NAME).trim();
  if (ANONYMOUS.test(plain)) return null;
  const cleaned = CLEANERS[dialect](plain).trim();
  return ANONYMOUS.test(cleaned) ? null : cleaned;
};

const ANONYMOUS =
  /^(?:|\?+|<anonymous>|\(anonymous\)|anonymous|<unknown>|\(unknown\)|unknown|<redacted>|<computed>|Anonymous function|\(anonymous function\)|anonymousFunction|\[native code\]|<lambda>|lambda|<fn>|<eval>|eval|eval code|global code|module code|\{closure\}|__ANON__|0x[0-9a-f]+)$/i;

const javascript = (name: string): string => {
  let rest = name.replace(/^(?:async |new |get |set |static )+/, '').replace(/ \[as [^\]]*\]$/, '');
  if (rest.endsWith('<') || rest.includes('/<')) rest = firefox(rest);
  // A webpack module body is called by its path: `Object../src/cart.ts`, `./src/cart.ts`, `83021`.
  if (rest.includes('/') || /^\d+$/.test(rest)) return '';
  rest = withoutArguments(rest);
  return rest.slice(rest.lastIndexOf('.') + 1).replace(/\$\d+$/, '');
};

/** Firefox names a closure by where it stands: `outer/inner<`, `outer/<`. The innermost real name is the function's. */
const firefox = (name: string): string =>
  name
    .split('/')
    .map((part) => part.replace(/<+$/, ''))
    .findLast((part) => part !== '') ?? '';

const python = (name: string): string => {
  const local = name.lastIndexOf(LOCALS);
  return local < 0 ? name : name.slice(local + LOCALS.length);
};

const LOCALS = '<locals>.';

const ruby = (name: string): string => {
  const inner = name.replace(/^(?:(?:block(?: \(\d+ levels\))?|rescue|ensure) in )+/, '');
  const template = inner.replace(/_{2,3}\d+_\d+$/, '');
  if (template.startsWith('<')) return template;
  return template.slice(Math.max(template.lastIndexOf('#'), template.lastIndexOf('.')) + 1);
};

const php = (name: string): string => {
  if (/\{closure(?::[^}]*)?\}$/.test(name)) return '';
  return name.replace(/class@anonymous.*(?=::)/s, 'class@anonymous').replace(/^\\/, '');
};

const go = (name: string): string => {
  const local = name.slice(name.lastIndexOf('/') + 1).replace(/\[[^\]]*\]/g, '');
  const closure = /(?:\.{1,2}(?:func|gowrap|deferwrap)\d+|\.\d+|-fm|-range\d+)+$/.exec(local);
  const outer = closure === null ? local : local.slice(0, closure.index);
  return outer === 'glob' ? '' : outer.replace(/\(\*?([^()]*)\)/, '$1').replace(/^\.+/, '');
};

const jvm = (name: string): string => {
  const method = withoutArguments(name);
  const lambda = /^(?:lambda\$|\$anonfun\$|-\$\$Nest\$[a-z]{1,2})([^$]+)/.exec(method);
  if (lambda !== null) return /^\d+$/.test(lambda[1] as string) ? '' : (lambda[1] as string);
  if (/^lambda\$\d*$|^\$anonfun/.test(method)) return '';
  return method.replace(/\$(?:lambda\$\d+|default|suspendImpl|\d+).*$/, '').replace(/^access\$\d+$/, 'access');
};

/** State machines and lambdas keep the author's name in angle brackets: `Cart.<TotalAsync>d__12.MoveNext`, `<Main>b__0_1`. */
const dotnet = (name: string): string => {
  const generated = /<([\w.]{1,200})>[a-z]?__?[\w|]*(?:\.MoveNext)?(?:\(.*\))?$/.exec(name);
  if (generated !== null) return generated[1] as string;
  const local = withoutArguments(name.replace(/\s*\{.*\}$/, '').replace(/\+\(.*$/, '')).replace(/`\d+/g, '');
  const word = local.slice(local.lastIndexOf(' ') + 1);
  return word.slice(word.lastIndexOf('.') + 1);
};

const native = (name: string): string => {
  if (/^[-+]\[/.test(name)) return name;
  const block = /^_{2,}\d*([-+]\[[^\]]*\])_block_invoke/.exec(name);
  if (block !== null) return block[1] as string;
  let rest = name
    .replace(/ \[clone [^\]]*\]/g, '')
    .replace(/(?:\.(?:cold|part|isra|constprop|llvm|lto_priv)(?:\.\d+)?)+$/, '')
    .replace(/::h[0-9a-f]{16}$/, '')
    .replace(
      /^(?:specialized |partial apply (?:forwarder )?for |@objc |thunk for |merged |implicit |outlined |static |closure #\d+ (?:\([^)]*\) )?in )+/,
      '',
    )
    .replace(/_block_invoke(?:_\d+)?$/, '')
    .replace(/(?:::\{\{closure\}\})+/g, '')
    .replace(/::(?:\$_\d+|\{lambda\([^)]*\)#\d+\}|'lambda\d*'(?:\([^)]*\))?|<lambda[^>]*>)/g, '')
    .replaceAll('(anonymous namespace)::', '')
    .replaceAll("`anonymous namespace'::", '');
  rest = withoutGenerics(rest);
  rest = withoutArguments(withoutArguments(rest).replace(/::operator\(\)$/, ''));
  // A demangled template function starts with its return type; operators and conversions contain the only other spaces.
  const space = rest.includes('operator') ? -1 : rest.lastIndexOf(' ');
  return rest.slice(space + 1).replace(/^::/, '');
};

const elixir = (name: string): string =>
  name
    .replace(/^anonymous fn\/\d+ in /, '')
    .replace(/^"?-(.+?)\/(\d+)-(?:fun|lc)[^"]*"?$/, '$1/$2')
    .replace(/-fun-\d+-$/, '');

const dart = (name: string): string =>
  name
    .replace(/(?:\.?<(?:anonymous closure|fn)>)+$/, '')
    .replace(/^new /, '')
    .replace(/^<asynchronous suspension>$/, '');

const other = (name: string): string => withoutArguments(name);

const CLEANERS: Readonly<Record<Dialect, (name: string) => string>> = {
  javascript,
  python,
  ruby,
  php,
  go,
  jvm,
  dotnet,
  native,
  elixir,
  dart,
  other,
};

/** Cuts the last balanced `(…)` at the end, and `const`, `throws`, `-> T` after it. */
const withoutArguments = (name: string): string => {
  const close = name.lastIndexOf(')');
  if (
    close < 0 ||
    (close < name.length - 1 && !/^(?: const| volatile| noexcept| throws| async|&| ->.*)+$/.test(name.slice(close + 1)))
  )
    return name;
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    if (name[at] === ')') depth++;
    else if (name[at] === '(' && --depth === 0)
      return at === 0 || name.endsWith('operator', at) ? name : name.slice(0, at);
  }
  return name;
};

/** Cuts balanced `<…>`; comparison and arrow operators are left alone. A leading `<Cart as Total>` of Rust keeps its type's name. */
const withoutGenerics = (name: string): string => {
  if (!name.includes('<') || /operator\s*(?:<|>|->)/.test(name)) return name;
  let result = '';
  let depth = 0;
  let type = name.startsWith('<') && name.includes(' as ');
  for (let at = 0; at < name.length; at++) {
    const char = name[at] as string;
    if (type && depth === 1 && name.startsWith(' as ', at)) type = false;
    if (char === '<') depth++;
    else if (char === '>' && name[at - 1] !== '-') depth = Math.max(0, depth - 1);
    else if (depth === 0 || (type && depth === 1)) result += char;
  }
  return result.replaceAll('::::', '::');
};
