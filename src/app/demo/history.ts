import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The sample application's last revision; earlier ones are told as differences from it. */
const shop = join(import.meta.dirname, '../../../demo/shop');

interface Commit {
  readonly author: string;
  readonly email: string;
  /** ISO 8601. */
  readonly date: string;
  readonly message: string;
  readonly files: readonly string[];
  /** What stood there before: [text of the last revision, text of this one], applied to all files of this commit. */
  readonly before?: readonly (readonly [last: string, then: string])[];
  readonly tag?: string;
}

const ann = { author: 'Ann Weber', email: 'ann@tea.example' };
const bruno = { author: 'Bruno Costa', email: 'bruno@tea.example' };
const chiyo = { author: 'Chiyo Tanaka', email: 'chiyo@tea.example' };
const dmitri = { author: 'Dmitri Ivanov', email: 'dmitri@tea.example' };
const elif = { author: 'Elif Kaya', email: 'elif@tea.example' };

const buggyLine = 'const discount = Math.round(goods * coupon.rate);';
const stockComment = '/** Stock of a product from whichever replica answers first. */\n';

/** Thirteen commits by five people. The eleventh brings the bug that `/checkout` fails with: coupons became compulsory. */
const commits: readonly Commit[] = [
  {
    ...ann,
    date: '2026-09-01T09:12:00+02:00',
    message: 'Start the shop: a server and its page',
    files: ['package.json', 'README.md', 'src/instrument.js', 'src/server.js', 'public/index.html'],
  },
  { ...ann, date: '2026-09-02T10:03:00+02:00', message: 'Add the catalogue', files: ['src/catalogue.js'] },
  { ...bruno, date: '2026-09-04T15:41:00+01:00', message: 'Add carts', files: ['src/cart.js'] },
  {
    ...bruno,
    date: '2026-09-07T11:20:00+01:00',
    message: 'Ship for free from 50.00',
    files: ['src/shipping.js'],
    before: [
      ['\nconst FREE_FROM = 5_000;\nconst FLAT_RATE = 490;\n', ''],
      ['value >= FREE_FROM ? 0 : FLAT_RATE', 'value >= 5_000 ? 0 : 490'],
    ],
  },
  {
    ...chiyo,
    date: '2026-09-09T08:55:00+09:00',
    message: 'Price a cart, with or without a coupon',
    files: ['src/pricing.js'],
    before: [[buggyLine, 'const discount = coupon === undefined ? 0 : Math.round(goods * coupon.rate);']],
  },
  {
    ...chiyo,
    date: '2026-09-15T16:30:00+09:00',
    message: 'Charge cards through the gateway',
    files: ['src/payment.js'],
  },
  {
    ...dmitri,
    date: '2026-09-21T12:00:00+03:00',
    message: 'Ask both replicas for the stock',
    files: ['src/inventory.js'],
    before: [[stockComment, '']],
  },
  {
    ...dmitri,
    date: '2026-09-28T18:45:00+03:00',
    message: 'Send receipts; export the stock every five minutes',
    files: ['src/mailer.js', 'src/jobs.js'],
  },
  {
    ...ann,
    date: '2026-10-05T09:30:00+02:00',
    message: 'A route for everything the shop can do',
    files: ['src/routes.js', 'public/shop.js'],
    tag: 'v1.0.0',
  },
  {
    ...bruno,
    date: '2026-10-12T14:10:00+01:00',
    message: 'Write down what stockOf returns',
    files: ['src/inventory.js'],
  },
  {
    ...chiyo,
    date: '2026-10-19T10:25:00+09:00',
    message: 'Apply coupons before shipping\n\nEvery cart has a coupon now, so the check is gone.',
    files: ['src/pricing.js'],
  },
  { ...elif, date: '2026-10-26T09:05:00+03:00', message: 'Name the shipping constants', files: ['src/shipping.js'] },
  {
    ...elif,
    date: '2026-11-02T11:50:00+03:00',
    message: 'Say what the shop is for',
    files: ['README.md'],
    tag: 'v1.1.0',
  },
];

const firstReadme = '# The tea shop\n';

const git = (folder: string, args: readonly string[], env: Record<string, string> = {}): string =>
  execFileSync(
    'git',
    ['-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false', '-c', 'tag.gpgsign=false', ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );

const textAt = (commit: Commit, index: number, path: string): string => {
  if (index === 0 && path === 'README.md') return firstReadme;
  const last = readFileSync(join(shop, path), 'utf8');
  return (commit.before ?? []).reduce((text, [now, then]) => {
    if (!text.includes(now)) throw new Error(`the sample application's history does not fit ${path}: ${now}`);
    return text.replace(now, then);
  }, last);
};

/** Makes the sample application's repository in `folder` (created), with tags `v1.0.0` and `v1.1.0`. The ids are the same every time. */
export const createHistory = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  git(folder, ['init', '--quiet']);
  for (const [index, commit] of commits.entries()) {
    for (const path of commit.files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), textAt(commit, index, path));
    }
    const who = {
      GIT_AUTHOR_NAME: commit.author,
      GIT_AUTHOR_EMAIL: commit.email,
      GIT_AUTHOR_DATE: commit.date,
      GIT_COMMITTER_NAME: commit.author,
      GIT_COMMITTER_EMAIL: commit.email,
      GIT_COMMITTER_DATE: commit.date,
    };
    git(folder, ['add', '--all']);
    git(folder, ['commit', '--quiet', '--message', commit.message], who);
    if (commit.tag !== undefined) git(folder, ['tag', commit.tag]);
  }
};

/** Checks a tag of the repository out into `target`. */
export const checkOut = (repository: string, tag: string, target: string): void => {
  git(repository, ['worktree', 'add', '--quiet', '--detach', target, tag]);
};
