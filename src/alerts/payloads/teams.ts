import type { Notice } from '../notice.ts';
import { detailsOf, headlineOf, labelOf, linkOf } from '../notice.ts';
import { cut } from '../text.ts';

/**
 * An adaptive card for a workflow that waits for a webhook request:
 * https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook. All texts are text runs, which know no Markdown:
 * https://adaptivecards.io/explorer/TextRun.html
 */
export const teamsPayload = (notice: Notice, publicUrl: string): TeamsPayload => {
  const { issue, title, items, more } = notice;
  const shown = items.slice(0, MAX_ITEMS);
  const missing = items.length - shown.length + more;
  const url = linkOf(notice, publicUrl);
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            block([run(issue === null ? headlineOf(notice) : `${headlineOf(notice)} · ${issue.shortId}`, 'Bolder')]),
            ...(notice.trigger === 'digest' ? [] : [block([run(title)])]),
            ...shown.map((item) =>
              block([
                { ...run(labelOf(item)), selectAction: { type: 'Action.OpenUrl', url: linkOf(item, publicUrl) } },
                run(` ${cut(item.title, 150)}`),
              ]),
            ),
            ...(missing > 0 ? [block([run(`and ${missing} more`)])] : []),
            ...detailsOf(notice).map(([label, value]) => block([run(`${label}: `, 'Bolder'), run(value)])),
          ],
          actions: [{ type: 'Action.OpenUrl', title: 'Open in Culprit', url }],
        },
      },
    ],
  };
};

interface OpenUrl {
  readonly type: 'Action.OpenUrl';
  readonly title?: string;
  readonly url: string;
}
interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight: 'Default' | 'Bolder';
  readonly selectAction?: OpenUrl;
}
interface RichTextBlock {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
}
export interface TeamsPayload {
  readonly type: 'message';
  readonly attachments: readonly {
    readonly contentType: 'application/vnd.microsoft.card.adaptive';
    readonly contentUrl: null;
    readonly content: {
      readonly $schema: string;
      readonly type: 'AdaptiveCard';
      readonly version: '1.4';
      readonly body: readonly RichTextBlock[];
      readonly actions: readonly OpenUrl[];
    };
  }[];
}

/** A message has 28 KB. */
const MAX_ITEMS = 20;

const run = (text: string, weight: TextRun['weight'] = 'Default'): TextRun => ({ type: 'TextRun', text, weight });
const block = (inlines: readonly TextRun[]): RichTextBlock => ({ type: 'RichTextBlock', inlines });
