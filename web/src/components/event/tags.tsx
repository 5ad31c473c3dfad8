import { LinkOut } from '../link-out.tsx';
import { Plain } from '../plain.tsx';
import classes from './tags.module.css';

/** Tags as pairs side by side. */
export const Tags = ({ tags }: { tags: [string, string][] }) => (
  <dl className={classes.tags}>
    {tags.map(([key, value]) => (
      <div key={key}>
        <dt title={key.slice(0, 200)}>
          <Plain text={key} max={100} />
        </dt>
        <dd>
          <LinkOut text={value} max={200} />
        </dd>
      </div>
    ))}
  </dl>
);
