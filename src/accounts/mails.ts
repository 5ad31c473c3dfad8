import type { Invitation } from './invitation-store.ts';

/** A mail as this room writes them: plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The page of the browser app that takes a secret. It stands behind `#`, which browsers send to nobody: no log, no Referer. */
export const linkTo = (publicUrl: string, page: 'join' | 'reset-password', secret: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/${page}#${secret}`;

export const invitationMail = ({ email }: Pick<Invitation, 'email'>, link: string, inviter: string): Mail => ({
  to: email,
  subject: 'You are invited to Culprit',
  text: `${inviter} invites you to Culprit, where errors of your software are collected.

Choose a password here; the link works once, within seven days:

${link}

If you did not expect this, there is nothing to do.
`,
});

export const resetMail = (to: string, link: string): Mail => ({
  to,
  subject: 'A new password for Culprit',
  text: `Somebody, hopefully you, asked for a new password for ${to}.

Set it here; the link works once, within one hour:

${link}

If it was not you, there is nothing to do: your password stays as it is.
`,
});
