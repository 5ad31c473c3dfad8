import classes from './platform.module.css';

const marks: Record<string, string> = {
  node: 'No',
  javascript: 'JS',
  python: 'Py',
  ruby: 'Rb',
  php: 'Ph',
  go: 'Go',
  java: 'Ja',
  csharp: 'C#',
  native: 'C',
  rust: 'Rs',
  cocoa: 'Sw',
  elixir: 'Ex',
  perl: 'Pl',
  dart: 'Da',
  kotlin: 'Kt',
  other: '··',
};

/** Two letters for a platform. */
export const PlatformIcon = ({ platform }: { platform: string }) => (
  <span className={classes.platform} title={platform} aria-hidden="true">
    {marks[platform] ?? (platform.slice(0, 2) || '··')}
  </span>
);
