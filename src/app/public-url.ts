import type { Config } from './config.ts';
import { usesDataFolder } from './data-folder.ts';
import { readServerNote } from './lock.ts';

/** What was configured, else what the server on this folder says of itself, else what it would be. For commands, which may not know the server's port. */
export const publicUrlOf = (config: Config): string => config.url ?? (notedUrl(config) || localUrl(config));

/** As the server itself sees it: the address of its own port. A port that the system chose stands in the server's note only. */
export const ownUrlOf = (config: Config): string =>
  config.url ?? ((config.port === 0 && notedUrl(config)) || localUrl(config));

/** `http://localhost:8000`, by a name under which people reach the address that the server listens on. */
export const localUrl = ({ host, port }: Pick<Config, 'host' | 'port'>): string => `http://${shown(host)}:${port}`;

const shown = (host: string): string =>
  ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;

const notedUrl = (config: Config): string => (usesDataFolder(config) ? (readServerNote(config.data)?.url ?? '') : '');
