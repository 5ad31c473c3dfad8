import { toIso } from '../../kit/index.ts';
import type { Notice } from '../notice.ts';
import { detailsOf, headlineOf, labelOf, linkOf } from '../notice.ts';
import { cut, fitLines } from '../text.ts';
import { colourOf } from './mattermost.ts';

/**
 * A message for a webhook: https://docs.discord.com/developers/resources/webhook#execute-webhook with one embed:
 * https://docs.discord.com/developers/resources/message#embed-object. Nobody is mentioned whatever the text says (`allowed_mentions`), and no sign of Markdown works.
 */
export const discordPayload = (notice: Notice, publicUrl: string): DiscordPayload => {
  const { issue, title, items, more } = notice;
  const lines = items.map(
    (item) => `[${safe(labelOf(item))}](${linkOf(item, publicUrl)}) ${safe(cut(item.title, 150))}`,
  );
  return {
    username: 'Culprit',
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: cut(safe(issue === null ? headlineOf(notice) : `${headlineOf(notice)} · ${issue.shortId}`), 256),
        url: linkOf(notice, publicUrl),
        description:
          notice.trigger === 'digest'
            ? fitLines(
                [...lines, ...(more > 0 ? [`and ${more} more`] : [])],
                3_500,
                (missing) => `and ${missing} lines more`,
              )
            : cut(safe(title), 1_500),
        color: Number.parseInt(colourOf(notice.level).slice(1), 16),
        fields: detailsOf(notice).map(([name, value]) => ({ name, value: cut(safe(value), 400), inline: true })),
        timestamp: toIso(notice.at),
      },
    ],
  };
};

export interface DiscordPayload {
  readonly username: string;
  readonly allowed_mentions: { readonly parse: readonly never[] };
  readonly embeds: readonly {
    readonly title: string;
    readonly url: string;
    readonly description: string;
    readonly color: number;
    readonly fields: readonly { readonly name: string; readonly value: string; readonly inline: boolean }[];
    readonly timestamp: string;
  }[];
}

/** A backslash makes any sign that is neither letter, digit nor blank stand for itself; so `<@1>`, `:name:` and `https://` are text. */
const safe = (text: string): string => text.replaceAll(/[\\`*_{}[\]()#+\-!|~<>@:]/g, String.raw`\$&`);
