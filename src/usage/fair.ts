/**
 * How the projects of an installation share its quota, for one window. Pure. The rule: half of the quota is divided evenly among all projects; that part is a project's
 * own, whether it uses it or not, and nobody can take it. The other half is common: who is beyond their own part draws on it, first come, first served. So one
 * project alone may use its part and the whole common half, never what is another's. What does not divide evenly is common.
 */
export interface Shares {
  /** What each project has for itself. */
  readonly own: number;
  readonly common: number;
}

/** `projects` is how many there are, at least 1. */
export const sharesOf = (limit: number, projects: number): Shares => {
  // Alone there is nobody to share with.
  const own = projects === 1 ? limit : Math.floor(limit / 2 / projects);
  return { own, common: limit - own * projects };
};

/** What projects that used so much have drawn from the common half. */
export const drawn = ({ own }: Shares, used: Iterable<number>): number => {
  let sum = 0;
  for (const one of used) sum += Math.max(0, one - own);
  return sum;
};

/** What is left to one project: of its own part, and of the common one (of which others take as well). */
export const leftOf = (shares: Shares, used: number, drawnByAll: number): { own: number; common: number } => ({
  own: Math.max(0, shares.own - used),
  common: Math.max(0, shares.common - drawnByAll),
});
