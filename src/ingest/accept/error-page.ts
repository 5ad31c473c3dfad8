import { badRequest } from '../../kit/index.ts';
import { eventIdOf } from '../wire/event-id.ts';
import type { Headers } from './answers.ts';
import type { IngestResponse } from './request.ts';

/**
 * The script that `Sentry.showReportDialog()` loads: a form for the person whom an error hit, posted back to the address it came from. Texts come from the
 * query, as the browser SDK writes them there. https://docs.sentry.io/platforms/javascript/user-feedback/#crash-report-modal
 */
export const errorPage = (query: URLSearchParams, cors: Headers): IngestResponse => {
  const eventId = eventIdOf(query.get('eventId'));
  if (eventId === null)
    throw badRequest('The dialog needs ?eventId=, the id of the event it is about.', 'bad_event_id');
  const texts = Object.fromEntries(Object.entries(defaults).map(([name, text]) => [name, query.get(name) ?? text]));
  const post = new URLSearchParams({ dsn: query.get('dsn') ?? '', eventId });
  return {
    status: 200,
    headers: { ...cors, 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' },
    body: `(${dialog})(${literal(texts)},${literal(`?${post.toString()}`)});\n`,
  };
};

const defaults = {
  title: 'It looks like we’re having issues.',
  subtitle: 'Our team has been notified.',
  subtitle2: 'If you’d like to help, tell us what happened below.',
  labelName: 'Name',
  name: '',
  labelEmail: 'Email',
  email: '',
  labelComments: 'What happened?',
  labelClose: 'Close',
  labelSubmit: 'Submit',
  errorGeneric: 'An unknown error occurred while submitting your report. Please try again.',
  errorFormEntry: 'Some fields were invalid. Please correct the errors and try again.',
  successMessage: 'Your feedback has been sent. Thank you!',
};

/** JSON that is also a harmless JavaScript literal, wherever it is pasted. */
const literal = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Runs in the page, which may be of any age: plain DOM, texts only as text. The event at the end is what the SDK's `onClose` waits for. */
const dialog = `function (texts, query) {
  var script = document.currentScript;
  var address = script ? script.src.split('?')[0] : '';
  var add = function (parent, tag, text, style) {
    var element = parent.appendChild(document.createElement(tag));
    if (text) element.textContent = text;
    if (style) element.style.cssText = style;
    return element;
  };
  var cover = add(document.body, 'div', '', 'position:fixed;inset:0;z-index:2147483647;overflow:auto;background:rgba(20,20,30,.6);font:16px/1.5 system-ui,sans-serif;color:#222');
  cover.className = 'sentry-error-embed-wrapper';
  var form = add(cover, 'form', '', 'max-width:32em;margin:8vh auto;padding:1.5em;background:#fff;border-radius:8px;box-sizing:border-box');
  form.className = 'sentry-error-embed';
  form.setAttribute('role', 'dialog');
  form.setAttribute('aria-modal', 'true');
  form.setAttribute('aria-label', texts.title);
  add(form, 'h2', texts.title, 'margin:0;font-size:1.3em');
  add(form, 'p', texts.subtitle + ' ' + texts.subtitle2, 'margin:.3em 0 1em');
  var field = function (tag, name, label, value, type) {
    var holder = add(form, 'label', label, 'display:block;margin:0 0 .8em');
    var input = add(holder, tag, '', 'display:block;width:100%;padding:.5em;box-sizing:border-box;font:inherit;border:1px solid #999;border-radius:4px');
    input.name = name;
    input.required = true;
    input.value = value;
    if (type) input.type = type;
    return input;
  };
  var name = field('input', 'name', texts.labelName, texts.name);
  field('input', 'email', texts.labelEmail, texts.email, 'email');
  field('textarea', 'comments', texts.labelComments, '').rows = 5;
  var message = add(form, 'p', '', 'margin:0 0 .8em');
  message.setAttribute('role', 'status');
  var submit = add(form, 'button', texts.labelSubmit, 'font:inherit;padding:.4em 1em');
  submit.type = 'submit';
  var closer = add(form, 'button', texts.labelClose, 'font:inherit;padding:.4em 1em;margin-left:.5em');
  closer.type = 'button';
  var onKey = function (event) { if (event.key === 'Escape') close(); };
  var close = function () {
    if (!cover.parentNode) return;
    cover.parentNode.removeChild(cover);
    document.removeEventListener('keydown', onKey);
    window.postMessage('__sentry_reportdialog_closed__', '*');
  };
  document.addEventListener('keydown', onKey);
  closer.addEventListener('click', close);
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    submit.disabled = true;
    var body = [];
    for (var i = 0; i < form.elements.length; i++) {
      var input = form.elements[i];
      if (input.name) body.push(encodeURIComponent(input.name) + '=' + encodeURIComponent(input.value));
    }
    var request = new XMLHttpRequest();
    request.open('POST', address + query);
    request.setRequestHeader('content-type', 'application/x-www-form-urlencoded');
    request.onloadend = function () {
      submit.disabled = false;
      if (request.status !== 200) { message.textContent = request.status === 400 ? texts.errorFormEntry : texts.errorGeneric; return; }
      while (form.firstChild) form.removeChild(form.firstChild);
      add(form, 'p', texts.successMessage, 'margin:0 0 1em');
      form.appendChild(closer).focus();
    };
    request.send(body.join('&'));
  });
  name.focus();
}`;
