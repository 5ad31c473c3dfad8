import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sessionQuery } from '../../api/accounts.ts';
import { isAdmin } from '../../lib/roles.ts';
import classes from './people-tabs.module.css';

/** From people to teams and back. */
export const PeopleTabs = () => {
  const { data: session } = useQuery(sessionQuery);
  return (
    <nav className={classes.tabs} aria-label="People">
      {session && isAdmin(session.user.role) && (
        <Link to="/people" activeOptions={{ exact: true }}>
          Members
        </Link>
      )}
      <Link to="/teams">Teams</Link>
    </nav>
  );
};
