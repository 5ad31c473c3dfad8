export { FeedbackPage } from './feedback-page.tsx';
export { FindEventPage } from './find-event-page.tsx';
export { MonitorPage } from './monitor-page.tsx';
export { MonitorsPage } from './monitors-page.tsx';
export { StatsPage } from './stats-page.tsx';
