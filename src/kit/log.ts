import { pino } from 'pino';
import type { Logger } from 'pino';

export type { Logger };

/** JSON lines on standard error, so that standard output stays free for what a command prints. Level from `CULPRIT_LOG` (default info). */
export const createLogger = (name: string, level = process.env['CULPRIT_LOG'] ?? 'info'): Logger =>
  pino({ name, level }, pino.destination({ fd: 2, sync: true }));

/** A logger that says nothing: for tests and benchmarks. */
export const silentLogger: Logger = pino({ level: 'silent' });
