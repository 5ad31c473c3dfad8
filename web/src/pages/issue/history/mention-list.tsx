import { Avatar } from '../../../components/avatar.tsx';
import { Plain } from '../../../components/plain.tsx';
import classes from './history.module.css';
import type { Mention } from './use-mention.ts';

/** The people who are offered below a text area. */
export const MentionList = ({ mention: { id, people, near, setNear, choose } }: { mention: Mention }) => {
  if (people.length === 0) return null;
  return (
    <ul className={classes.people} role="listbox" id={id} aria-label="People">
      {people.map((person, index) => (
        <li
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === near}
          onMouseEnter={() => setNear(index)}
          // Before the text area loses the focus.
          onMouseDown={(event) => {
            event.preventDefault();
            choose(person);
          }}
        >
          <Avatar name={person.name === '' ? person.email : person.name} />
          <b>@{person.handle}</b>
          <span className="faint clip">
            <Plain text={person.name} max={80} />
          </span>
        </li>
      ))}
    </ul>
  );
};
