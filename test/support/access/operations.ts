import { admin, anyone, read, rule } from './rule.ts';
import type { Rules } from './rule.ts';
import type { Place, Target, World } from './world.ts';

const freshLetter = { fresh: async (world: World, place: Place) => ({ id: await world.deadLetter(place) }) };
const chosen = { body: ({ target }: { target: Target }) => ({ ids: [target['id']] }) };

/** Who may call the routes about the server. */
export const operationRules: Rules = {
  'GET /dead-letters': anyone({ ...freshLetter }),
  'GET /dead-letters/{id}/body': read({ ...freshLetter }),
  'POST /dead-letters/replay': rule('write', {}, { ...chosen, ...freshLetter, effect: 'replayed' }),
  'POST /dead-letters/drop': rule('write', {}, { ...chosen, ...freshLetter, effect: 'dropped' }),
  'GET /storage': admin(),
  'GET /status': anyone(),
};
