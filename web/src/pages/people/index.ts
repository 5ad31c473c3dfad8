export { AccountPage } from './account-page.tsx';
export { PeoplePage } from './people-page.tsx';
export { TeamPage } from './team-page.tsx';
export { TeamsPage } from './teams-page.tsx';
