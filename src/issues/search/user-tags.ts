import type { Event } from '../../ingest/index.ts';

type Tag = readonly [key: string, value: string];

/**
 * The tags of an event as they are counted. The tag `user` holds the first of id, e-mail, user name and address; what else is known of the user gets a tag of its
 * own, so that `user.email:` finds an issue also where users have ids.
 */
export const countedTags = (event: Pick<Event, 'tags' | 'user'>): readonly Tag[] => {
  const { user, tags } = event;
  if (user === null) return tags;
  const known: [string, string | null][] = [
    ['user.id', user.id],
    ['user.email', user.email],
    ['user.username', user.username],
    ['user.ip', user.ipAddress],
  ];
  const named = known.filter((tag): tag is [string, string] => tag[1] !== null && tag[1] !== '');
  const more = named.slice(1).filter(([key]) => !tags.some(([sent]) => sent === key));
  return more.length === 0 ? tags : [...tags, ...more.map(([key, value]): Tag => [key, value.slice(0, MAX_VALUE)])];
};

/** As of every tag. */
const MAX_VALUE = 200;
