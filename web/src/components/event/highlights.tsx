import type { Event, Json } from '../../api/event.ts';
import { LinkOut } from '../link-out.tsx';
import { ReleaseLink } from '../release-link.tsx';
import classes from './highlights.module.css';

/** The handful of facts that one looks for first. */
export const Highlights = ({ event, project }: { event: Event; project: string }) => {
  const facts = factsOf(event);
  if (facts.length === 0) return null;
  return (
    <dl className={classes.facts} aria-label="At a glance">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd title={value.slice(0, 500)}>
            {name === 'Release' && event.release !== null ? (
              <ReleaseLink project={project} version={event.release} max={140} />
            ) : (
              <LinkOut text={value} max={140} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
};

const factsOf = (event: Event): [string, string][] => {
  const { user, request } = event;
  const tag = (name: string): string | null => event.tags.find(([key]) => key === name)?.[1] ?? null;
  const facts: [string, string | null][] = [
    ['User', user === null ? null : (user.email ?? user.username ?? user.name ?? user.id ?? user.ipAddress)],
    ['Environment', event.environment],
    ['Release', event.release],
    ['Distribution', event.dist],
    ['Transaction', event.transaction],
    ['URL', request?.url ?? tag('url')],
    ['Browser', named(event.contexts['browser']) ?? tag('browser')],
    ['Runtime', named(event.contexts['runtime']) ?? tag('runtime')],
    ['System', named(event.contexts['os']) ?? tag('os')],
    ['Device', field(event.contexts['device'], 'model') ?? tag('device')],
    ['Server', event.serverName],
    ['Logger', event.logger],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
};

const field = (context: Json | undefined, name: string): string | null => {
  if (context === null || typeof context !== 'object' || Array.isArray(context)) return null;
  const value = context[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

const named = (context: Json | undefined): string | null => {
  const name = field(context, 'name');
  return name === null ? null : [name, field(context, 'version')].filter((part) => part !== null).join(' ');
};
