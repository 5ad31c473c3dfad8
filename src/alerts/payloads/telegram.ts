import type { Notice } from '../notice.ts';
import { detailsOf, headlineOf, labelOf, linkOf } from '../notice.ts';
import { cut, escapeHtml, fitLines } from '../text.ts';

/**
 * The parameters of `sendMessage`: https://core.telegram.org/bots/api#sendmessage, in the HTML that Telegram knows: https://core.telegram.org/bots/api#html-style.
 * Mentions, commands and addresses in texts of events are broken by an invisible character, for Telegram looks for them in any text.
 */
export const telegramPayload = (
  notice: Notice,
  publicUrl: string,
  { chatId, threadId }: { readonly chatId: string; readonly threadId?: number | undefined },
): TelegramPayload => {
  const { issue, title, items, more } = notice;
  const head = [
    `<b>${safe(headlineOf(notice))}</b>`,
    ...(issue === null ? [] : [link(notice, issue.shortId, publicUrl)]),
  ];
  const lines =
    notice.trigger === 'digest'
      ? [
          ...items.map((item) => `• ${link(item, labelOf(item), publicUrl)} ${safe(cut(item.title, 150))}`),
          ...(more > 0 ? [`and ${more} more`] : []),
        ]
      : [safe(title), ...detailsOf(notice).map(([label, value]) => `${label}: ${safe(value)}`)];
  return {
    chat_id: chatId,
    ...(threadId === undefined ? {} : { message_thread_id: threadId }),
    text: fitLines([head.join(' · '), ...lines], 4_096, (missing) => `and ${missing} lines more`),
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
  };
};

export interface TelegramPayload {
  readonly chat_id: string;
  readonly message_thread_id?: number;
  readonly text: string;
  readonly parse_mode: 'HTML';
  readonly link_preview_options: { readonly is_disabled: true };
}

const safe = (text: string): string => escapeHtml(text.replaceAll(/[@#/.]/g, '$&\u200b'));
const link = (notice: Notice, label: string, publicUrl: string): string =>
  `<a href="${escapeHtml(linkOf(notice, publicUrl))}">${safe(label)}</a>`;
