import type { Json, User } from '../../api/event.ts';
import { Pairs } from '../pairs.tsx';
import { Section } from './section.tsx';

/** Who met it, as far as the application said. */
export const UserSection = ({ user }: { user: User }) => {
  const geo = Object.values(user.geo).filter((part) => typeof part === 'string');
  const known: [string, Json][] = [
    ['id', user.id],
    ['email', user.email],
    ['username', user.username],
    ['name', user.name],
    ['ip address', user.ipAddress],
    ['place', geo.length === 0 ? null : geo.join(', ')],
    ...Object.entries(user.data),
  ];
  return (
    <Section id="user" title="User">
      <Pairs items={known.filter(([, value]) => value !== null)} />
    </Section>
  );
};
