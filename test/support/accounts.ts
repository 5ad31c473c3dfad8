import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { eachStorage } from './storages.ts';
import { createServer } from '../../src/app/server.ts';
import type { Clock } from '../../src/kit/index.ts';
import { createLogger, DAY, manualClock } from '../../src/kit/index.ts';
import { migrate } from '../../src/storage/index.ts';
import type { Storage } from '../../src/storage/index.ts';
import {
  accountRoutes,
  accountsMigrations,
  addAuthentication,
  createTeam,
  createUser,
} from '../../src/accounts/index.ts';
import type { AccountRouteOptions, Role } from '../../src/accounts/index.ts';

export const PASSWORD = 'correct horse battery';

/** Headers by name; undefined: do not send what is sent otherwise. */
type Headers = Readonly<Record<string, string | undefined>>;

export interface House {
  readonly storage: Storage;
  readonly clock: Clock & { advance(by: number): void };
  /** Sends JSON under `/api/v1`, by script of the same origin unless `headers` say otherwise. */
  readonly call: (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers?: Headers,
  ) => Promise<LightMyRequestResponse>;
  /** The cookie header of a new user of this role, `viewer1@example.org`, `member2@example.org`, … in the order of making. */
  readonly signedIn: (role: Role, ...teamIds: number[]) => Promise<Headers>;
  /** The id of a new team. */
  readonly team: (name: string) => Promise<number>;
}

/** Runs a suite on both databases against the room's routes behind the real server. */
export const eachHouse = (
  title: string,
  suite: (open: (options?: Partial<AccountRouteOptions>) => Promise<House>) => void,
): void => {
  eachStorage(title, (openStorage) => {
    suite(async (options = {}) => {
      const storage = await openStorage();
      await migrate(storage, accountsMigrations);
      const clock = manualClock(20_000 * DAY);
      const app = createServer({ log: createLogger('test', 'error'), trustedProxies: ['127.0.0.1'], basePath: '' });
      const all = { storage, clock, publicUrl: () => 'https://errors.example/culprit', version: '1.2.3', ...options };
      await app.register(
        async (api) => {
          await addAuthentication(api, all);
          await api.register(accountRoutes, all);
        },
        { prefix: '/api/v1' },
      );
      const call: House['call'] = (method, path, body, headers = {}) => {
        const sent = Object.entries({ 'x-culprit': '1', ...headers }).filter(([, value]) => value !== undefined);
        const request: InjectOptions = { method, url: `/api/v1${path}`, headers: Object.fromEntries(sent) };
        return app.inject(body === undefined ? request : { ...request, payload: body });
      };
      let users = 0;
      const signedIn = async (role: Role, ...teamIds: number[]) => {
        const email = `${role}${++users}@example.org`;
        await createUser(storage, clock, { email, password: PASSWORD, role, teamIds });
        return cookieOf(await call('POST', '/session', { email, password: PASSWORD }));
      };
      const team = async (name: string) => (await createTeam(storage, clock, name)).id;
      return { storage, clock, call, signedIn, team };
    });
  });
};

export const cookieOf = (response: LightMyRequestResponse): { cookie: string } => {
  const cookie = String(response.headers['set-cookie'] ?? '').split(';')[0];
  if (response.statusCode >= 400 || cookie === undefined || cookie === '')
    throw new Error(`no session: ${response.body}`);
  return { cookie };
};
