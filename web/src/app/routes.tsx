import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { sessionQuery, setupQuery } from '../api/accounts.ts';
import type { DeliveryState } from '../api/types.ts';
import { usagePeriods, type UsagePeriod } from '../api/usage.ts';
import { Failed } from '../components/state.tsx';
import { NotFound } from './not-found.tsx';
import { oneOf, text } from '../lib/address.ts';
import { readIssueSearch } from '../lib/issue-search.ts';
import { safeReturn } from '../lib/safe.ts';
import { queryClient } from './query-client.ts';
import { Shell } from './shell.tsx';

const issuesPage = () => import('../pages/issues/index.ts');
const issuePage = () => import('../pages/issue/index.ts');
const startPage = () => import('../pages/start/index.ts');
const projectPages = () => import('../pages/project/index.ts');
const peoplePages = () => import('../pages/people/index.ts');
const alertPages = () => import('../pages/alerts/index.ts');
const releasePages = () => import('../pages/releases/index.ts');
const settingsPages = () => import('../pages/settings/index.ts');
const operationsPages = () => import('../pages/operations/index.ts');

const root = createRootRoute({
  component: Outlet,
  errorComponent: ({ error, reset }) => (
    <main>
      <Failed error={error} retry={reset} what="Something went wrong" />
    </main>
  ),
  notFoundComponent: NotFound,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => ({ next: text(search['next']) }),
  beforeLoad: async ({ search }) => {
    // Whoever is signed in already needs no form.
    const session = await queryClient.ensureQueryData(sessionQuery).catch(() => null);
    if (session !== null) throw redirect({ to: safeReturn(search.next), replace: true });
  },
  component: lazyRouteComponent(startPage, 'SignInPage'),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(startPage, 'SetupPage'),
});
/** The secret of a link stands behind `#`: it reaches no server and no log. */
const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  component: lazyRouteComponent(startPage, 'JoinPage'),
});
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(startPage, 'ResetPasswordPage'),
});
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(startPage, 'ForgotPasswordPage'),
});

/** Everything behind the door: who is not signed in goes to sign in, or to create the owner, and comes back. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    if ((await queryClient.ensureQueryData(sessionQuery)) !== null) return;
    const { needsOwner } = await queryClient.fetchQuery(setupQuery);
    if (needsOwner) throw redirect({ to: '/setup' });
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
  },
  component: Shell,
  notFoundComponent: NotFound,
});

const projects = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(startPage, 'ProjectsPage'),
});
const newProject = createRoute({
  getParentRoute: () => inside,
  path: '/projects/new',
  component: lazyRouteComponent(startPage, 'NewProjectPage'),
});
const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(peoplePages, 'AccountPage'),
});
const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  component: lazyRouteComponent(peoplePages, 'PeoplePage'),
});
const teams = createRoute({
  getParentRoute: () => inside,
  path: '/teams',
  component: lazyRouteComponent(peoplePages, 'TeamsPage'),
});
const team = createRoute({
  getParentRoute: () => inside,
  path: '/teams/$team',
  component: lazyRouteComponent(peoplePages, 'TeamPage'),
});
const deadLetters = createRoute({
  getParentRoute: () => inside,
  path: '/dead-letters',
  validateSearch: (search): { lane?: string } => ({ lane: text(search['lane']) }),
  component: lazyRouteComponent(operationsPages, 'DeadLettersPage'),
});
const usage = createRoute({
  getParentRoute: () => inside,
  path: '/usage',
  validateSearch: (search): { period?: UsagePeriod } => ({ period: oneOf(search['period'], usagePeriods) }),
  component: lazyRouteComponent(operationsPages, 'UsagePage'),
});
const status = createRoute({
  getParentRoute: () => inside,
  path: '/status',
  component: lazyRouteComponent(operationsPages, 'StatusPage'),
});

const storage = createRoute({
  getParentRoute: () => inside,
  path: '/storage',
  component: lazyRouteComponent(operationsPages, 'StoragePage'),
});

const project = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$project',
});
const projectStart = createRoute({
  getParentRoute: () => project,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/projects/$project/issues', params, replace: true });
  },
});
const issues = createRoute({
  getParentRoute: () => project,
  path: '/issues',
  validateSearch: readIssueSearch,
  component: lazyRouteComponent(issuesPage, 'IssuesPage'),
});

const setUpSdk = createRoute({
  getParentRoute: () => project,
  path: '/set-up',
  validateSearch: (search): { platform?: string } => ({ platform: text(search['platform']) }),
  component: lazyRouteComponent(() => import('../pages/set-up/index.ts'), 'SetUpPage'),
});
const feedback = createRoute({
  getParentRoute: () => project,
  path: '/feedback',
  component: lazyRouteComponent(projectPages, 'FeedbackPage'),
});
const releases = createRoute({
  getParentRoute: () => project,
  path: '/releases',
  validateSearch: (search): ReleasesSearch => ({
    q: text(search['q']),
    archived: oneOf(search['archived'], ['only']),
    ...healthSearch(search),
  }),
  component: lazyRouteComponent(releasePages, 'ReleasesPage'),
});
const release = createRoute({
  getParentRoute: () => project,
  path: '/releases/$version',
  validateSearch: (search): HealthSearch & { issues?: 'regressed' | 'resolved' } => ({
    ...healthSearch(search),
    issues: oneOf(search['issues'], ['regressed', 'resolved']),
  }),
  component: lazyRouteComponent(releasePages, 'ReleasePage'),
});

/** Which sessions are looked at, where they differ from the defaults (all environments, 7 days). */
export interface HealthSearch {
  environment?: string;
  period?: '24h' | '30d';
}
export interface ReleasesSearch extends HealthSearch {
  q?: string;
  /** Those that were archived, instead of the others. */
  archived?: 'only';
}
const healthSearch = (search: Record<string, unknown>): HealthSearch => ({
  environment: text(search['environment']),
  period: oneOf(search['period'], ['24h', '30d']),
});

const monitors = createRoute({
  getParentRoute: () => project,
  path: '/monitors',
  component: lazyRouteComponent(projectPages, 'MonitorsPage'),
});
const monitor = createRoute({
  getParentRoute: () => project,
  path: '/monitors/$slug',
  component: lazyRouteComponent(projectPages, 'MonitorPage'),
});
const stats = createRoute({
  getParentRoute: () => project,
  path: '/stats',
  validateSearch: (search): { period?: UsagePeriod } => ({ period: oneOf(search['period'], usagePeriods) }),
  component: lazyRouteComponent(projectPages, 'StatsPage'),
});
const projectEvent = createRoute({
  getParentRoute: () => project,
  path: '/events/$event',
  component: lazyRouteComponent(projectPages, 'FindEventPage'),
});

const settings = createRoute({
  getParentRoute: () => project,
  path: '/settings',
  component: lazyRouteComponent(settingsPages, 'SettingsPage'),
});
const settingsOf = <Path extends string>(
  path: Path,
  name: 'General' | 'Keys' | 'Scrubbing' | 'Origins' | 'GroupingRules' | 'Quotas' | 'Storage',
) => createRoute({ getParentRoute: () => settings, path, component: lazyRouteComponent(settingsPages, name) });

const alerts = createRoute({
  getParentRoute: () => settings,
  path: '/alerts',
  component: lazyRouteComponent(alertPages, 'Alerts'),
});
const alertLog = createRoute({
  getParentRoute: () => settings,
  path: '/alerts/log',
  validateSearch: (search): { state?: DeliveryState; target?: string } => ({
    state: oneOf(search['state'], ['buffered', 'digested', 'queued', 'sending', 'waiting', 'sent', 'failed']),
    target: text(search['target']),
  }),
  component: lazyRouteComponent(alertPages, 'AlertLog'),
});

const issue = createRoute({
  getParentRoute: () => inside,
  path: '/issues/$issue',
  component: lazyRouteComponent(issuePage, 'IssuePage'),
});
const issueLatest = createRoute({
  getParentRoute: () => issue,
  path: '/',
  component: lazyRouteComponent(issuePage, 'LatestEvent'),
});
const issueEvents = createRoute({
  getParentRoute: () => issue,
  path: '/events',
  validateSearch: (search): { environment?: string } => ({ environment: text(search['environment']) }),
  component: lazyRouteComponent(issuePage, 'IssueEvents'),
});
const issueEvent = createRoute({
  getParentRoute: () => issue,
  path: '/events/$event',
  component: lazyRouteComponent(issuePage, 'OneEvent'),
});
const issueTags = createRoute({
  getParentRoute: () => issue,
  path: '/tags',
  component: lazyRouteComponent(issuePage, 'IssueTags'),
});
const issueHistory = createRoute({
  getParentRoute: () => issue,
  path: '/history',
  component: lazyRouteComponent(issuePage, 'IssueHistory'),
});
const issueReleases = createRoute({
  getParentRoute: () => issue,
  path: '/releases',
  component: lazyRouteComponent(issuePage, 'IssueReleases'),
});
const issueFeedback = createRoute({
  getParentRoute: () => issue,
  path: '/feedback',
  component: lazyRouteComponent(issuePage, 'IssueFeedback'),
});
const issueGrouping = createRoute({
  getParentRoute: () => issue,
  path: '/grouping',
  component: lazyRouteComponent(issuePage, 'IssueGrouping'),
});

export const routeTree = root.addChildren([
  signIn,
  setup,
  join,
  resetPassword,
  forgotPassword,
  inside.addChildren([
    projects,
    newProject,
    account,
    people,
    teams,
    team,
    deadLetters,
    usage,
    status,
    storage,
    project.addChildren([
      projectStart,
      issues,
      setUpSdk,
      feedback,
      releases,
      release,
      monitors,
      monitor,
      stats,
      projectEvent,
      settings.addChildren([
        settingsOf('/', 'General'),
        settingsOf('/keys', 'Keys'),
        settingsOf('/scrubbing', 'Scrubbing'),
        settingsOf('/origins', 'Origins'),
        settingsOf('/grouping', 'GroupingRules'),
        alerts,
        alertLog,
        settingsOf('/quotas', 'Quotas'),
        settingsOf('/storage', 'Storage'),
      ]),
    ]),
    issue.addChildren([
      issueLatest,
      issueEvents,
      issueEvent,
      issueHistory,
      issueReleases,
      issueTags,
      issueFeedback,
      issueGrouping,
    ]),
  ]),
]);
