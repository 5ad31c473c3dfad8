export { IssuesPage } from './issues-page.tsx';
