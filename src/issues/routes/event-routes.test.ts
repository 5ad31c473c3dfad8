import { expect, test } from 'vitest';
import { start } from '../../../test/support/events.ts';
import { ingestRequest } from '../../../test/support/ingest.ts';
import { eachIssueHouse, failure, walk } from '../../../test/support/issues.ts';
import type { Page } from '../../../test/support/issues.ts';
import { randomHex, toIso } from '../../kit/index.ts';

eachIssueHouse('events in the API', (open) => {
  const shop = async () => {
    const house = await open();
    const project = await house.project('shop');
    const send = async (...events: Record<string, unknown>[]) => {
      await house.send(project, ...events);
      await house.flush();
    };
    return { house, project, send };
  };

  test('are listed newest first, of the issue, of an environment of it, of the project, while new ones arrive', async () => {
    const { house, send } = await shop();
    const ids = Array.from({ length: 8 }, () => randomHex(16));
    for (const [index, event_id] of ids.entries())
      await send(
        failure('A', {
          event_id,
          environment: index % 2 === 0 ? 'production' : 'staging',
          user: { email: 'ann@example.org' },
        }),
      );
    const late = () => send(failure('A', { environment: 'production' }));
    const newest = ids.toReversed();
    const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);
    expect(idsOf(await walk(house, '/projects/shop/events', 3, late))).toEqual(newest);
    const walked = idsOf(await walk(house, '/issues/SHOP-1/events', 3, late));
    expect(walked.filter((id) => ids.includes(id))).toEqual(newest);
    expect(new Set(walked).size).toBe(walked.length);
    expect(idsOf(await walk(house, '/issues/SHOP-1/events?environment=staging', 3))).toEqual(
      newest.filter((_, index) => index % 2 === 0),
    );
    expect(await walk(house, '/issues/SHOP-1/events?environment=nowhere')).toEqual([]);
    const { items } = await house.get<Page<Record<string, unknown>>>(
      '/issues/SHOP-1/events?environment=staging&limit=1',
    );
    expect(items[0]).toMatchObject({
      number: 8,
      title: 'A: A went wrong',
      environment: 'staging',
      user: 'ann@example.org',
      platform: 'node',
    });
  });

  test('stand beside their neighbours in the issue', async () => {
    const { house, send } = await shop();
    const [a, b, c] = [randomHex(16), randomHex(16), randomHex(16)];
    await send(
      failure('A', { event_id: a }),
      failure('B'),
      failure('A', { event_id: b }),
      failure('A', { event_id: c }),
    );
    const of = async (which: string) => await house.get<Record<string, unknown>>(`/issues/SHOP-1/events/${which}`);
    expect(await of('first')).toMatchObject({
      event: { eventId: a },
      number: 1,
      total: 3,
      first: a,
      previous: null,
      next: b,
      latest: c,
    });
    expect(await of(b)).toMatchObject({
      event: { eventId: b },
      number: 3,
      total: 3,
      first: a,
      previous: a,
      next: c,
      latest: c,
    });
    expect(await of('latest')).toMatchObject({ event: { eventId: c }, number: 4, previous: b, next: null });
    expect(await house.get(`/projects/shop/events/${b}`)).toEqual(await of(b));
    for (const which of [randomHex(16), 'newest', '%2e%2e%2f'])
      expect((await house.request('GET', `/issues/SHOP-1/events/${which}`)).statusCode, which).toBe(404);
    expect((await house.request('GET', `/issues/SHOP-2/events/${b}`)).statusCode).toBe(404);
  });

  test('are to be had as JSON, as text and as Markdown', async () => {
    const { house, send } = await shop();
    const event_id = randomHex(16);
    await send(failure('A', { event_id }));
    const of = async (form: string) => house.request('GET', `/projects/shop/events/${event_id}/${form}`);
    const raw = await of('raw');
    expect(raw.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(raw.json()).toMatchObject({ eventId: event_id, receivedAt: toIso(start) });
    expect(raw.body).toContain('\n  "eventId"');
    const text = await of('stacktrace');
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text.body).toContain('in charge');
    const markdown = await of('stacktrace?format=markdown');
    expect(markdown.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(markdown.body).toContain('```\n');
  });

  test('show the stack trace that an old client sends at the top level, beside the exception', async () => {
    const { house, send } = await shop();
    const event_id = randomHex(16);
    const frames = [{ function: 'charge', filename: 'src/pay.ts', in_app: true }];
    await send({ event_id, exception: [{ type: 'A', value: 'x' }], stacktrace: { frames } });
    const text = await house.request('GET', `/projects/shop/events/${event_id}/stacktrace`);
    expect(text.body).toContain('in charge');
    expect(await house.get('/issues/SHOP-1')).toMatchObject({ culprit: 'charge (src/pay.ts)' });
  });

  test('bring attachments and feedback along', async () => {
    const { house, project } = await shop();
    const event_id = randomHex(16);
    const content = '<script>alert(1)</script>';
    const lines = [
      JSON.stringify({ event_id }),
      '{"type":"event"}',
      JSON.stringify(failure('A')),
      JSON.stringify({
        type: 'attachment',
        length: content.length,
        filename: '../"ü".html',
        content_type: 'text/html',
      }),
      content,
      '{"type":"user_report"}',
      JSON.stringify({ event_id, name: 'Ann', email: 'ann@example.org', comments: 'It broke' }),
    ];
    const query = { params: { project: String(project.id) }, query: `sentry_key=${project.key}` };
    await house.accept(ingestRequest(`${lines.join('\n')}\n`, query));
    await house.flush();
    const page = await house.get<{ attachments: { id: string }[]; feedback: unknown[] }>(
      `/projects/shop/events/${event_id}`,
    );
    expect(page.attachments).toMatchObject([
      { type: 'event.attachment', size: content.length, contentType: 'text/html' },
    ]);
    expect(page.feedback).toMatchObject([{ message: 'It broke', name: 'Ann', eventId: event_id }]);
    expect(await house.get('/issues/SHOP-1/feedback')).toEqual(await house.get('/projects/shop/feedback'));
    expect(await house.get('/issues/SHOP-1')).toMatchObject({ feedbackCount: 1 });
    const path = `/projects/shop/events/${event_id}/attachments`;
    const download = await house.request('GET', `${path}/${page.attachments[0]?.id}`);
    expect(download.body).toBe(content);
    expect(download.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(content.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox') as unknown,
      'content-disposition': expect.stringMatching(/^attachment; filename="[ -~]+"; filename\*=UTF-8''/) as unknown,
    });
    expect((await house.request('GET', `${path}/999999`)).statusCode).toBe(404);
  });
});
