import { silentLogger, systemClock } from '../../kit/index.ts';
import { readConfig } from '../config.ts';
import { createWebApp } from '../http.ts';
import type { Parts } from '../parts.ts';
import type { ApiDocument } from './document.ts';
import { apiDocument } from './document.ts';

/** The document of this very code: of a server that has all its routes and none of its stores. */
export const buildApiDocument = async (): Promise<ApiDocument> => {
  const nothing = new Proxy({}, { get: () => () => Promise.reject(new Error('this server has no stores')) });
  const parts: Parts = {
    config: readConfig({}, {}),
    log: silentLogger,
    clock: systemClock,
    startedAt: 0,
    stores: { storage: nothing, blobs: nothing, deadLetters: nothing } as Parts['stores'],
    lanes: nothing as Parts['lanes'],
    threads: [],
    accept: () => Promise.reject(new Error('this server accepts nothing')),
  };
  const app = createWebApp(parts, () => 'http://localhost:8000');
  await app.ready();
  const document = apiDocument(app);
  await app.close();
  return document;
};
