import { splitInvisible } from '../lib/safe.ts';
import classes from './plain.module.css';

/** Text from outside: isolated from the direction of its surroundings, with invisible and reordering characters shown by name. */
export const Plain = ({ text, max }: { text: string; max?: number }) => {
  const cut = max !== undefined && text.length > max ? `${text.slice(0, max)}…` : text;
  return (
    <bdi>
      {splitInvisible(cut).map((part, index) =>
        part.code === null ? (
          part.text
        ) : (
          // oxlint-disable-next-line no-array-index-key -- the parts of one text never change places
          <span key={index} className={classes.code} title="A character that would not be seen">
            {part.code}
          </span>
        ),
      )}
    </bdi>
  );
};
