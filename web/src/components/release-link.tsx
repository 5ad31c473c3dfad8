import { Link } from '@tanstack/react-router';
import { Plain } from './plain.tsx';

/** A release's name that leads to its page. */
export const ReleaseLink = ({ project, version, max = 200 }: { project: string; version: string; max?: number }) => (
  <Link to="/projects/$project/releases/$version" params={{ project, version }} className="value">
    <Plain text={version} max={max} />
  </Link>
);
