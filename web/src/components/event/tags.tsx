import { LinkOut } from '../link-out.tsx';
import { Plain } from '../plain.tsx';
import { ReleaseLink } from '../release-link.tsx';
import classes from './tags.module.css';

/** Tags as pairs side by side; the release leads to its page. */
export const Tags = ({ tags, project }: { tags: [string, string][]; project: string }) => (
  <dl className={classes.tags}>
    {tags.map(([key, value]) => (
      <div key={key}>
        <dt title={key.slice(0, 200)}>
          <Plain text={key} max={100} />
        </dt>
        <dd>
          {key === 'release' ? <ReleaseLink project={project} version={value} /> : <LinkOut text={value} max={200} />}
        </dd>
      </div>
    ))}
  </dl>
);
