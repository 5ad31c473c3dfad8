export { LatestEvent, OneEvent } from './event-page.tsx';
export { IssueEvents } from './events-table.tsx';
export { IssueHistory } from './history/issue-history.tsx';
export { IssueFeedback } from './issue-feedback.tsx';
export { IssueGrouping } from './issue-grouping.tsx';
export { IssuePage } from './issue-page.tsx';
export { IssueReleases } from './issue-releases.tsx';
export { IssueTags } from './issue-tags.tsx';
