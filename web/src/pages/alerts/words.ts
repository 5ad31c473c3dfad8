import type { AlertCondition, DeliveryState, TargetKind } from '../../api/types.ts';
import type { Tone } from '../../components/tag.tsx';

/** What a rule can wait for, in the order in which the form offers it. */
export const triggers: { value: string; label: string; about: string }[] = [
  { value: 'new', label: 'New issue', about: 'An issue is seen for the first time' },
  { value: 'regressed', label: 'Regression', about: 'A resolved issue came back' },
  { value: 'unmuted', label: 'Unmuted', about: 'A condition of muting was met' },
  { value: 'spike', label: 'Spike', about: 'An issue comes much more often than it used to' },
  { value: 'assigned', label: 'Assigned', about: 'Somebody is assigned' },
  { value: 'filed', label: 'Filed', about: 'It was filed elsewhere' },
  { value: 'quota_near', label: 'Quota nearly used up', about: 'The project’s quota is nearly used up' },
  { value: 'quota_exceeded', label: 'Quota used up', about: 'More events are refused' },
  { value: 'monitor_missed', label: 'Missed run', about: 'A scheduled job did not run' },
];

/** The word for what happened; also tests and digests have one. */
export const triggerName = (trigger: string): string =>
  triggers.find(({ value }) => value === trigger)?.label ??
  { test: 'Test', digest: 'Digest' }[trigger] ??
  trigger.replaceAll('_', ' ');

export const services: Record<TargetKind, { name: string; help: string; link: string | null; example: string }> = {
  email: { name: 'E-mail', help: 'Mails about one issue are one conversation.', link: null, example: '' },
  slack: {
    name: 'Slack',
    help: 'In Slack: create an app, switch on “Incoming Webhooks”, add one to a channel and copy its address.',
    link: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
    example: 'https://hooks.slack.com/services/…',
  },
  mattermost: {
    name: 'Mattermost',
    help: 'In Mattermost: Integrations, Incoming Webhooks, Add. A server inside your network must be allowed by CULPRIT_OUTBOUND_ALLOW.',
    link: 'https://developers.mattermost.com/integrate/webhooks/incoming/',
    example: 'https://mattermost.example.com/hooks/…',
  },
  discord: {
    name: 'Discord',
    help: 'In Discord: the channel’s settings, Integrations, Webhooks, New Webhook, Copy Webhook URL.',
    link: 'https://support.discord.com/hc/en-us/articles/228383668',
    example: 'https://discord.com/api/webhooks/…',
  },
  teams: {
    name: 'Teams',
    help: 'In Teams: the channel’s Workflows, “Post to a channel when a webhook request is received”; copy the address it ends with.',
    link: 'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
    example: 'https://….logic.azure.com/workflows/…',
  },
  telegram: {
    name: 'Telegram',
    help: 'Ask @BotFather for a bot and add the bot to the chat.',
    link: 'https://core.telegram.org/bots/features#botfather',
    example: '',
  },
  webhook: {
    name: 'Webhook',
    help: 'A JSON request to anything of yours, signed as Standard Webhooks describes. Answer 2xx within ten seconds.',
    link: 'https://www.standardwebhooks.com',
    example: 'https://example.com/hooks/culprit',
  },
};

export const kinds = Object.keys(services) as TargetKind[];

export const fields: { value: AlertCondition['field']; label: string }[] = [
  { value: 'environment', label: 'Environment' },
  { value: 'level', label: 'Level' },
  { value: 'release', label: 'Release' },
  { value: 'tag', label: 'Tag' },
  { value: 'owner', label: 'Owner' },
];

const operatorNames: Record<AlertCondition['operator'], string> = {
  is: 'is',
  is_not: 'is not',
  matches: 'matches',
  at_least: 'is at least',
};

export const operatorsOf = (field: AlertCondition['field']): { value: AlertCondition['operator']; label: string }[] =>
  (field === 'level' ? (['at_least', 'is', 'is_not'] as const) : (['is', 'is_not', 'matches'] as const)).map(
    (value) => ({ value, label: operatorNames[value] }),
  );

/** `environment is production or staging`, in a few words. */
export const conditionText = ({ field, key, operator, values }: AlertCondition): string =>
  `${field === 'tag' ? (key ?? 'tag') : field} ${operatorNames[operator]} ${values.join(' or ')}`;

export const states: Record<DeliveryState, { name: string; tone: Tone; about: string }> = {
  queued: { name: 'Queued', tone: 'info', about: 'On its way' },
  sending: { name: 'Sending', tone: 'info', about: 'The other side has not answered yet' },
  waiting: { name: 'Waiting', tone: 'warning', about: 'Tried, and will be tried again' },
  sent: { name: 'Sent', tone: 'ok', about: 'The other side took it' },
  failed: { name: 'Failed', tone: 'error', about: 'Given up' },
  buffered: { name: 'Gathered', tone: 'debug', about: 'Waits for the next digest' },
  digested: { name: 'In a digest', tone: 'debug', about: 'Went out with others' },
};

export const digestChoices = (minutes: number): { value: string; label: string }[] => {
  const usual = [0, 5, 15, 60, 240, 1_440];
  const all = usual.includes(minutes) ? usual : [...usual, minutes].sort((a, b) => a - b);
  return all.map((value) => ({
    value: String(value),
    label:
      value === 0
        ? 'Each alert at once'
        : `At most one message in ${value % 60 === 0 ? (value === 60 ? 'an hour' : `${value / 60} hours`) : `${value} minutes`}`,
  }));
};
