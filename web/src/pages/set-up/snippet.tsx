import { CopyIcon } from '../../components/copy.tsx';
import { Tokens } from '../../components/tokens.tsx';
import { useHighlight } from '../../components/code-lines.ts';
import classes from './set-up.module.css';

/** Code to copy. */
export const Snippet = ({ title, language, code }: { title: string; language: string; code: string }) => {
  const colored = useHighlight(code, language);
  return (
    <section className={classes.snippet}>
      <header>
        <h2>{title}</h2>
        <CopyIcon text={code} label="Copy code" />
      </header>
      <pre>
        {code.split('\n').map((line, index) => (
          // oxlint-disable-next-line no-array-index-key -- a line is its place
          <div key={index}>
            <Tokens line={colored?.[index]} text={line} />
            {'\n'}
          </div>
        ))}
      </pre>
    </section>
  );
};
