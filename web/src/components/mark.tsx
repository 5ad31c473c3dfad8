/** The mark: a stack of calls, one of them standing out. */
export const Mark = ({ size = 20 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
    <g fill="currentColor" opacity="0.42">
      <rect x="2" y="2.4" width="13" height="3.6" rx="1.8" />
      <rect x="2" y="7.6" width="9" height="3.6" rx="1.8" />
      <rect x="2" y="18" width="11" height="3.6" rx="1.8" />
    </g>
    <rect x="6" y="12.8" width="16" height="3.6" rx="1.8" fill="var(--mark)" />
  </svg>
);

export const Wordmark = () => (
  <span
    style={{
      display: 'inline-flex',
      alignItems: 'center',
      gap: 8,
      fontWeight: 650,
      fontSize: 15,
      letterSpacing: '-0.01em',
    }}
  >
    <Mark />
    Culprit
  </span>
);
