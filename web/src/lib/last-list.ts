import type { IssueSearch } from './issue-search.ts';

const key = (project: string) => `culprit-list-${project}`;

/** Keeps the list's filters of this tab, so that the way back from an issue leads to the same list. */
export const rememberList = (project: string, search: IssueSearch): void => {
  try {
    sessionStorage.setItem(key(project), JSON.stringify(search));
  } catch {
    // Without storage the way back leads to the unfiltered list.
  }
};

export const recallList = (project: string): IssueSearch => {
  try {
    return JSON.parse(sessionStorage.getItem(key(project)) ?? '{}') as IssueSearch;
  } catch {
    return {};
  }
};
