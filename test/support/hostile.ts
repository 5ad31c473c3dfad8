/** Text that has run as a script, or hidden something, in one web application or another. Each is tried in every field that people see. */
export const hostileTexts = [
  '<script>window.hit=1;alert(1)</script>',
  '"><img src=x onerror="window.hit=1;alert(2)">',
  "'><svg/onload=window.hit=1>",
  'javascript:window.hit=1//https://example.invalid/',
  '<a href="javascript:window.hit=1">click</a><iframe src="https://example.invalid/f"></iframe>',
  '{{constructor.constructor("window.hit=1")()}}${window.hit=1}#{7*7}<%= 7*7 %>',
  '<style>@import "https://example.invalid/s.css";*{display:none!important}</style><base href="https://example.invalid/">',
  '</textarea></title></style></script><img src="https://example.invalid/i.png"><meta http-equiv="refresh" content="0;url=https://example.invalid/">',
  '![x](https://example.invalid/m.png)[y](javascript:window.hit=1)<details open ontoggle=window.hit=1>',
  'a\u202Egnp.exe\u2066\u200B\u0007\u001B[31m\uFEFF<b>bold</b>',
  `data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGl0PTE8L3NjcmlwdD4=`,
  `${'A'.repeat(3_000)}<img src=x onerror=window.hit=1>`,
] as const;

/** An event that carries `text` wherever an SDK may put text, as `POST /api/{id}/store/` takes it. */
export const hostileEvent = (text: string, number: number): Record<string, unknown> => {
  const frame = {
    filename: `${text}.js`,
    abs_path: text,
    function: text,
    module: text,
    lineno: 3,
    in_app: true,
    pre_context: [text],
    context_line: text,
    post_context: [text],
    vars: { [text.slice(0, 100)]: text, deep: { [text.slice(0, 100)]: [text, null, 1] } },
  };
  return {
    event_id: number.toString(16).padStart(32, '5'),
    timestamp: Date.now() / 1_000,
    platform: 'javascript',
    level: 'error',
    logger: text,
    transaction: text,
    server_name: text,
    release: `r${number}-${text.slice(0, 100)}`,
    dist: text.slice(0, 60),
    environment: text.slice(0, 60).replaceAll(/[/\n]/g, ''),
    fingerprint: [`${number}`, text],
    exception: {
      values: [
        { type: `C ${text}`, value: `cause ${text}`, module: text, stacktrace: { frames: [frame] } },
        {
          type: `T${number} ${text}`,
          value: text,
          module: text,
          mechanism: { type: text, handled: false, help_link: text, data: { [text.slice(0, 100)]: text } },
          stacktrace: { frames: [frame] },
        },
      ],
    },
    threads: {
      values: [{ id: text.slice(0, 50), name: text, crashed: true, state: text, stacktrace: { frames: [frame] } }],
    },
    breadcrumbs: {
      values: [
        {
          timestamp: Date.now() / 1_000,
          type: text,
          category: text,
          message: text,
          data: { [text.slice(0, 100)]: text, url: text },
        },
      ],
    },
    request: {
      method: text.slice(0, 30),
      url: text,
      query_string: [[text.slice(0, 100), text]],
      headers: { [text.slice(0, 100)]: text, 'User-Agent': text, Referer: text },
      cookies: { [text.slice(0, 100)]: text },
      data: { [text.slice(0, 100)]: text },
      env: { [text.slice(0, 100)]: text },
    },
    user: { id: text, email: text, username: text, name: text, [text.slice(0, 50)]: text, geo: { city: text } },
    tags: { kind: text.slice(0, 190), [text.slice(0, 30).replaceAll(/[^\w.:-]/g, '_') || 't']: text.slice(0, 190) },
    contexts: {
      [text.slice(0, 100)]: { [text.slice(0, 100)]: text },
      os: { name: text, version: text },
      browser: { name: text },
    },
    extra: { [text.slice(0, 100)]: text, nested: { [text.slice(0, 100)]: [text] } },
    modules: { [text.slice(0, 100)]: text },
    sdk: { name: text, version: text, integrations: [text], packages: [{ name: text, version: text }] },
    // A field that cannot be taken, so that the note about it shows the text too.
    timestamp_of_nothing: text,
  };
};
