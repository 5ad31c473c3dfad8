import type { Event, Frame, Stacktrace } from '../ingest/index.ts';

/**
 * The event's stack traces as plain text, for terminals and mails. Order as in Python: oldest cause first, in each trace the oldest call first and the
 * crash last; the text says so. Frames that are not in the app are marked.
 */
export const stacktraceText = (event: Event): string => `${sections(event).map(plain).join('\n\n')}\n`;

/** The same as Markdown, a code block per exception. What the event holds stays inside its code block, whatever it is. */
export const stacktraceMarkdown = (event: Event): string => `${sections(event).map(markdown).join('\n\n')}\n`;

interface Section {
  readonly heading: string;
  /** What stands between this section and the one before. */
  readonly link: string | null;
  readonly stacktrace: Stacktrace | null;
}

const sections = (event: Event): Section[] => {
  if (event.exceptions.length > 0)
    return event.exceptions.map((exception, index) => ({
      heading: [exception.type, exception.value].filter((part) => part !== null && part !== '').join(': ') || 'Error',
      link: index === 0 ? null : linkOf(exception.mechanism?.isExceptionGroup ?? false),
      stacktrace: exception.stacktrace,
    }));
  const thread = event.threads.find(({ crashed }) => crashed) ?? event.threads.find(({ current }) => current);
  const stacktrace = event.stacktrace ?? thread?.stacktrace ?? event.threads[0]?.stacktrace ?? null;
  return [{ heading: event.message?.formatted ?? `A report of kind ${event.kind}`, link: null, stacktrace }];
};

const linkOf = (group: boolean): string =>
  group ? 'The exceptions above belong to the following group:' : 'The exception above led to the following one:';

const plain = ({ heading, link, stacktrace }: Section): string =>
  [
    ...(link === null ? [] : [link, '']),
    ...(stacktrace === null || stacktrace.frames.length === 0 ? [] : ['Traceback (most recent call last):']),
    ...lines(stacktrace),
    heading,
  ].join('\n');

const markdown = ({ heading, link, stacktrace }: Section): string => {
  const body = lines(stacktrace);
  return [
    ...(link === null ? [] : [`*${link}*`, '']),
    ...(body.length === 0 ? [] : ['Traceback (most recent call last):', '']),
    fenced([...body, heading].join('\n')),
  ].join('\n');
};

/** A fence longer than any row of backticks inside cannot be closed from inside (CommonMark 4.5). */
const fenced = (text: string): string => {
  // A lone carriage return ends a line in Markdown too.
  const content = text.replace(/\r\n?/g, '\n');
  const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${content}\n${fence}`;
};

const lines = (stacktrace: Stacktrace | null): string[] => {
  if (stacktrace === null) return [];
  const { frames, omitted } = stacktrace;
  const out = frames.flatMap(frameLines);
  if (omitted !== null) {
    const before = frames.slice(0, omitted[0]).flatMap(frameLines).length;
    out.splice(before, 0, `  … ${omitted[1] - omitted[0]} frames omitted …`);
  }
  return out;
};

const frameLines = (frame: Frame): string[] => {
  const file = frame.filename ?? frame.absPath ?? frame.module ?? frame.package ?? frame.instructionAddr ?? '<unknown>';
  const line = frame.lineno === null ? '' : `, line ${frame.lineno}`;
  const column = frame.lineno === null || frame.colno === null ? '' : `, column ${frame.colno}`;
  const name = frame.function === null ? '' : `, in ${frame.function}`;
  const source = frame.contextLine?.trim() ?? '';
  return [
    `  File "${oneLine(file)}"${line}${column}${oneLine(name)}${frame.inApp ? '' : ' (not in app)'}`,
    ...(source === '' ? [] : [`    ${oneLine(source)}`]),
  ];
};

const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ');
