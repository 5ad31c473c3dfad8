import type { Notice } from '../notice.ts';
import { detailsOf, headlineOf, labelOf, linkOf } from '../notice.ts';
import { cut } from '../text.ts';

/**
 * A message for an incoming webhook: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/. Texts of events stand in plain text, where nothing is
 * interpreted, or escaped, where `<!channel>`, `<@user>` and links become inert: https://docs.slack.dev/messaging/formatting-message-text/#escaping
 */
export const slackPayload = (notice: Notice, publicUrl: string): SlackPayload => {
  const { issue, title, items, more } = notice;
  const head = `*${escape(headlineOf(notice))}*${issue === null ? '' : ` · ${link(linkOf(notice, publicUrl), issue.shortId)}`}`;
  const details = detailsOf(notice).map(([label, value]): PlainText => plain(`${label}: ${value}`, 200));
  const shown = items.slice(0, MAX_ITEMS);
  const missing = items.length - shown.length + more;
  return {
    text: cut(`${escape(headlineOf(notice))}: ${escape(title)}`, 3_000),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: head } },
      ...(notice.trigger === 'digest' ? [] : [section(title)]),
      ...shown.map((item): Section => {
        const label = link(linkOf(item, publicUrl), labelOf(item));
        return { type: 'section', text: { type: 'mrkdwn', text: cut(`${label} ${escape(item.title)}`, 3_000) } };
      }),
      ...(missing > 0 ? [section(`and ${missing} more`)] : []),
      ...(details.length === 0 ? [] : [{ type: 'context' as const, elements: details }]),
    ],
  };
};

interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}
interface Section {
  readonly type: 'section';
  readonly text: PlainText | { readonly type: 'mrkdwn'; readonly text: string };
}
export interface SlackPayload {
  /** What notifications show. */
  readonly text: string;
  readonly blocks: readonly (Section | { readonly type: 'context'; readonly elements: readonly PlainText[] })[];
}

/** A message has 50 blocks. */
const MAX_ITEMS = 40;

const plain = (text: string, max: number): PlainText => ({ type: 'plain_text', text: cut(text, max), emoji: false });
const section = (text: string): Section => ({ type: 'section', text: plain(text, 3_000) });
/** The three characters that control; `|` and the signs of emphasis are no more than that inside them. */
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const link = (url: string, label: string): string => `<${escape(url).replaceAll('|', '%7C')}|${escape(label)}>`;
