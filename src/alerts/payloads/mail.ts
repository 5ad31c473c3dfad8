import type { Mail } from '../../kit/index.ts';
import type { Notice } from '../notice.ts';
import { detailsOf, headlineOf, labelOf, linkOf } from '../notice.ts';
import { cut, escapeHtml } from '../text.ts';

/**
 * A mail in text and HTML, without anything to load. `id` makes its Message-ID, which stays the same when it is sent again, so that servers and programs which look at it
 * show it once; mails about one issue are one conversation.
 */
export const alertMail = (notice: Notice, publicUrl: string, to: readonly string[], id: string): Mail => {
  const { issue, project, title, items, more } = notice;
  const url = linkOf(notice, publicUrl);
  const host = new URL(publicUrl).hostname;
  const details = detailsOf(notice);
  const digest = notice.trigger === 'digest';
  const rest = more > 0 ? [`and ${more} more`] : [];
  const subject = digest
    ? headlineOf(notice)
    : `${headlineOf(notice)}: ${issue === null ? '' : `${issue.shortId} `}${title}`;
  return {
    to,
    subject: cut(subject, 200),
    text: [
      headlineOf(notice),
      '',
      ...(digest
        ? [...items.map((item) => `${labelOf(item)}  ${item.title}\n  ${linkOf(item, publicUrl)}`), ...rest]
        : [title, '', ...details.map(([label, value]) => `${label}: ${value}`)]),
      '',
      url,
      '',
    ].join('\n'),
    html: page([
      `<h2>${escapeHtml(headlineOf(notice))}</h2>`,
      ...(digest
        ? [
            `<ul>${items.map((item) => `<li>${link(linkOf(item, publicUrl), labelOf(item))} ${escapeHtml(item.title)}</li>`).join('')}</ul>`,
            ...rest.map((line) => `<p>${line}</p>`),
          ]
        : [
            `<p><strong>${escapeHtml(title)}</strong></p>`,
            `<table>${details.map(([label, value]) => `<tr><td>${label}</td><td>${escapeHtml(value)}</td></tr>`).join('')}</table>`,
          ]),
      `<p>${link(url, issue === null ? 'Open in Culprit' : `Open ${issue.shortId} in Culprit`)}</p>`,
    ]),
    messageId: `<${id}@${host}>`,
    ...(issue === null ? {} : { references: [`<issue-${issue.id}.project-${project.id}@${host}>`] }),
  };
};

const link = (url: string, label: string): string => `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`;
const page = (parts: readonly string[]): string =>
  `<!doctype html><html><body style="font-family:sans-serif">${parts.join('\n')}</body></html>`;
