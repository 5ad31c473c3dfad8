import type { Notice } from '../notice.ts';
import { detailsOf, headlineOf, labelOf, linkOf } from '../notice.ts';
import { fitLines } from '../text.ts';

/**
 * A message for an incoming webhook: https://developers.mattermost.com/integrate/webhooks/incoming/ with one attachment:
 * https://developers.mattermost.com/integrate/reference/message-attachments/. Mattermost reads Markdown, mentions (`@all`) and Slack's own notation (`<!channel>`), so all
 * three are broken in texts of events.
 */
export const mattermostPayload = (notice: Notice, publicUrl: string): MattermostPayload => {
  const { issue, title, items, more } = notice;
  const headline = safe(headlineOf(notice));
  const lines = items.map((item) => `* [${safe(labelOf(item))}](${linkOf(item, publicUrl)}) ${safe(item.title)}`);
  const shown = lines.slice(0, MAX_ITEMS);
  return {
    username: 'Culprit',
    text: issue === null ? headline : `${headline} · [${safe(issue.shortId)}](${linkOf(notice, publicUrl)})`,
    attachments: [
      {
        fallback: `${headline}: ${safe(title)}`,
        color: colourOf(notice.level),
        text:
          notice.trigger === 'digest'
            ? fitLines(shown, 7_000, (missing) => `and ${missing + lines.length - shown.length + more} more`) +
              (lines.length + more > shown.length ? `\nof ${lines.length + more}` : '')
            : safe(title),
        fields: detailsOf(notice).map(([label, value]) => ({ short: true, title: label, value: safe(value) })),
      },
    ],
  };
};

export interface MattermostPayload {
  readonly username: string;
  readonly text: string;
  readonly attachments: readonly {
    readonly fallback: string;
    readonly color: string;
    readonly text: string;
    readonly fields: readonly { readonly short: boolean; readonly title: string; readonly value: string }[];
  }[];
}

const MAX_ITEMS = 30;

/** Signs of Markdown are escaped; angle brackets, which Slack's notation needs, become quotation marks; mentions and bare addresses are broken by an invisible character. */
const safe = (text: string): string =>
  text
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll(/[\\`*_{}[\]()#+\-!|~]/g, String.raw`\$&`)
    .replaceAll('@', '@\u200b')
    .replaceAll('://', ':\u200b//');

/** Red for what is grave, amber for warnings, grey otherwise. */
export const colourOf = (level: string | null): string =>
  level === 'fatal' || level === 'error' ? '#d9480f' : level === 'warning' ? '#f08c00' : '#868e96';
