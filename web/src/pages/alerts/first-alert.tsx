import { Button } from '@mantine/core';
import {
  IconBrandDiscord,
  IconBrandSlack,
  IconBrandTeams,
  IconBrandTelegram,
  IconMail,
  IconMessage,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';
import type { TargetKind } from '../../api/types.ts';
import { Empty } from '../../components/state.tsx';
import classes from './alerts.module.css';
import { kinds, services } from './words.ts';

const icons: Record<TargetKind, Icon> = {
  email: IconMail,
  slack: IconBrandSlack,
  mattermost: IconMessage,
  discord: IconBrandDiscord,
  teams: IconBrandTeams,
  telegram: IconBrandTelegram,
  webhook: IconWebhook,
};

/** No alert yet: one choice, one form, and there is one. */
export const FirstAlert = ({ choose }: { choose: (kind: TargetKind) => void }) => (
  <Empty
    title="Nobody is told of anything yet"
    action={
      <>
        <Button onClick={() => choose('email')}>Mail me about new issues</Button>
        <div className={classes.services}>
          {kinds
            .filter((kind) => kind !== 'email')
            .map((kind) => {
              const IconOf = icons[kind];
              return (
                <button key={kind} type="button" className={classes.service} onClick={() => choose(kind)}>
                  <IconOf size={22} stroke={1.6} />
                  {services[kind].name}
                </button>
              );
            })}
        </div>
      </>
    }
  >
    Say where alerts go. A rule for issues that are new or come back is made with it; you may change it afterwards.
  </Empty>
);
