import { Alert, Button, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { setupQuery } from '../../api/accounts.ts';
import type { AlertTarget, TargetKind } from '../../api/types.ts';
import { ShownOnce } from '../../components/shown-once.tsx';
import classes from './alerts.module.css';
import type { TargetDraft } from './changes.ts';
import { newSecret } from './secret.ts';
import { services } from './words.ts';

/** What stands in the fields of every kind of target. Secrets are empty where the old ones stay. */
export interface FieldValues {
  to: string[];
  url: string;
  secret: string;
  token: string;
  chatId: string;
  threadId: number | string;
  apiUrl: string;
}

/** The settings that this kind of target has; what is empty is left out, so that it stays as it was. */
export const settingsOf = (kind: TargetKind, values: FieldValues): TargetDraft['settings'] => {
  const given = (name: 'url' | 'secret' | 'token' | 'chatId' | 'apiUrl') =>
    values[name].trim() === '' ? {} : { [name]: values[name].trim() };
  if (kind === 'email') return { to: values.to };
  if (kind === 'telegram')
    return {
      ...given('token'),
      ...given('chatId'),
      ...given('apiUrl'),
      ...(typeof values.threadId === 'number' ? { threadId: values.threadId } : {}),
    };
  return kind === 'webhook' ? { ...given('url'), ...given('secret') } : given('url');
};

interface Props {
  kind: TargetKind;
  saved: AlertTarget | null;
  values: FieldValues;
  change: (part: Partial<FieldValues>) => void;
}

/** The fields of one service. */
export const TargetFields = ({ kind, saved, values, change }: Props) => {
  const secrets = saved?.secrets ?? {};
  const keep = saved === null ? '' : ' Leave it empty to keep it.';
  const url = (description: string) => (
    <TextInput
      label="Address"
      description={`${description}${keep}`}
      placeholder={secrets.url ?? services[kind].example}
      required={saved === null}
      data-autofocus
      maxLength={2_000}
      autoComplete="off"
      value={values.url}
      onChange={(event) => change({ url: event.currentTarget.value })}
    />
  );
  if (kind === 'email') return <MailFields values={values} change={change} />;
  if (kind === 'webhook')
    return (
      <>
        {url('Where the request goes. It is not shown again as a whole.')}
        <SecretField saved={saved !== null} values={values} change={change} />
      </>
    );
  if (kind !== 'telegram') return url('Whoever knows it can post to the channel: it is not shown again.');
  return (
    <>
      <TextInput
        label="Token of the bot"
        description={`As @BotFather told it; it is not shown again.${keep}`}
        placeholder={secrets.token ?? '123456:ABC-DEF…'}
        required={saved === null}
        data-autofocus
        maxLength={200}
        autoComplete="off"
        value={values.token}
        onChange={(event) => change({ token: event.currentTarget.value })}
      />
      <TextInput
        label="Chat"
        description="Its number, such as -1001234567890, or the @name of a channel"
        required
        maxLength={50}
        value={values.chatId}
        onChange={(event) => change({ chatId: event.currentTarget.value })}
      />
      <NumberInput
        label="Topic"
        description="Of a group with topics: the number of the thread"
        min={1}
        allowDecimal={false}
        value={values.threadId}
        onChange={(threadId) => change({ threadId })}
      />
      <TextInput
        label="Bot API server"
        description="Only for one of your own"
        placeholder="https://api.telegram.org"
        maxLength={2_000}
        value={values.apiUrl}
        onChange={(event) => change({ apiUrl: event.currentTarget.value })}
      />
    </>
  );
};

const MailFields = ({ values, change }: Pick<Props, 'values' | 'change'>) => {
  const { data: setup } = useQuery(setupQuery);
  return (
    <>
      {setup?.mail === false && (
        <Alert color="yellow" variant="light">
          This server cannot send mail yet: whoever runs it sets <code>CULPRIT_SMTP</code> and starts it again. The
          target can be saved already.
        </Alert>
      )}
      <TagsInput
        label="Addresses"
        description="Press Enter after each."
        data-autofocus
        maxTags={50}
        value={values.to}
        onChange={(to) => change({ to })}
        acceptValueOnBlur
      />
    </>
  );
};

/** The secret that signs a webhook: made here, shown once, and made anew when it leaked. */
const SecretField = ({ saved, values, change }: Pick<Props, 'values' | 'change'> & { saved: boolean }) => (
  <>
    <TextInput
      label="Secret"
      description={
        saved
          ? 'The receiver checks the signature with it. Leave it empty to keep it.'
          : 'The receiver checks the signature with it: 16 to 200 characters.'
      }
      placeholder={saved ? '••••••••' : undefined}
      required={!saved}
      maxLength={200}
      autoComplete="off"
      classNames={{ input: 'mono' }}
      value={values.secret}
      onChange={(event) => change({ secret: event.currentTarget.value })}
    />
    <div className={classes.row}>
      <Button variant="default" size="compact-sm" onClick={() => change({ secret: newSecret() })}>
        Make a new secret
      </Button>
      {saved && values.secret !== '' && <span className="faint">Once you save, this one signs and no other.</span>}
    </div>
    {values.secret.startsWith('whsec_') && <ShownOnce what="secret" secret={values.secret} />}
  </>
);
