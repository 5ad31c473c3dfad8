import { expect, test } from 'vitest';
import { differentError, eachAlertHouse } from '../../test/support/alerts.ts';
import { chatService } from '../../test/support/chat-service.ts';
import { HOUR, SECOND } from '../kit/index.ts';

const chat = chatService();
const { slack, titles, answering, simple } = chat;

eachAlertHouse('alerts', (open) => {
  test('a new issue is told to the targets of the rules it fits, as it was found', async () => {
    const house = await open();
    const { project } = await simple(house);
    await house.digest(project, differentError('one'));
    await house.run();
    expect(titles()).toEqual(['New issue in Shop: TypeError: x is not a function']);
    expect(await house.deliveries()).toMatchObject([
      { state: 'sent', attempts: 1, status: 200, error: null, due_at: null, trigger_kind: 'new' },
    ]);
    expect(await house.attempts()).toMatchObject([{ number: 1, status: 200, error: null, response: 'ok' }]);
  });

  test('conditions look at the event: environment, level, release and tags', async () => {
    const house = await open();
    const project = await house.project();
    const target = await house.target(project, slack());
    await house.rule(project, [target], {
      conditions: [
        { field: 'environment', operator: 'is', values: ['production'] },
        { field: 'level', operator: 'at_least', values: ['error'] },
        { field: 'release', operator: 'matches', values: ['shop@2.*'] },
        { field: 'tag', key: 'browser', operator: 'is_not', values: ['Safari'] },
      ],
    });
    const fitting = { ...differentError(), release: 'shop@2.1', level: 'fatal' as const };
    await house.digest(
      project,
      { ...fitting, ...differentError(), environment: 'staging' },
      { ...fitting, ...differentError(), level: 'warning' },
      { ...fitting, ...differentError(), release: 'shop@1.0' },
      { ...fitting, ...differentError(), tags: [['browser', 'Safari']] },
      { ...fitting, ...differentError(), tags: [['browser', 'Firefox']] },
    );
    await house.run();
    expect(chat.there.received).toHaveLength(1);
    expect(chat.there.received[0]?.body).toContain('Release: shop@2.1');
  });

  test('a fact that comes again changes nothing, and neither does a message', async () => {
    const house = await open();
    const { project } = await simple(house);
    await house.digest(project, differentError());
    const facts = await house.facts();
    await house.plan(facts);
    await house.plan([...facts, ...facts]);
    const queued = (await house.facts()).filter(({ headers }) => headers['kind'] === 'alert.queued');
    expect(queued).toHaveLength(1);
    await house.send([...queued, ...queued]);
    await house.send(queued);
    await house.run();
    expect(chat.there.received).toHaveLength(1);
    expect(await house.deliveries()).toHaveLength(1);
  });

  test('two rules that lead to one target tell it once', async () => {
    const house = await open();
    const { project, target } = await simple(house);
    const other = await house.target(project, slack('/other'));
    await house.rule(project, [target, other]);
    await house.digest(project, differentError());
    await house.run();
    expect(chat.there.received.map(({ path }) => path).sort()).toEqual(['/other', '/slack']);
  });

  test('turning points of one issue are alerts of their own; other projects hear nothing', async () => {
    const house = await open();
    const { project } = await simple(house);
    const stranger = await house.project('Other');
    await house.rule(stranger, [await house.target(stranger, slack('/other'))]);
    await house.digest(project, differentError());
    await house.run();
    const [first] = await house.deliveries();
    const fact = { issueId: first?.issue_id, number: 1, eventId: null, userId: null };
    const reason = { metadata: { reason: 'more than 5 events per 1 hour' } };
    await house.state('issue.unmuted', project.id, { ...fact, turningPointId: 91, ...reason });
    await house.state('issue.regressed', project.id, { ...fact, turningPointId: 92, metadata: {} });
    await house.state('issue.regressed', project.id, { ...fact, turningPointId: 92, metadata: {} });
    await house.state('issue.unmuted', project.id, { ...fact, turningPointId: 93, userId: 7, metadata: {} });
    await house.state('issue.resolved', project.id, { ...fact, turningPointId: 94, metadata: {} });
    await house.run();
    expect(titles().map((title) => title.split(' ')[0])).toEqual(['New', 'Unmuted', 'Regression']);
    expect(chat.there.received[1]?.body).toContain('Reason: more than 5 events per 1 hour');
  });

  test('what concerns no issue is told too', async () => {
    const house = await open();
    const project = await house.project();
    await house.rule(project, [await house.target(project, slack())], { triggers: ['quota_near', 'monitor_missed'] });
    await house.state('quota.near', project.id, { metadata: { reason: '900 of 1,000 events per 5 minutes' } });
    await house.state('monitor.missed', project.id, {
      environment: 'production',
      metadata: { title: 'nightly missed its run' },
    });
    await house.run();
    expect(titles()).toEqual([
      'Quota nearly used up in Shop: Quota nearly used up',
      'Missed run in Shop: nightly missed its run',
    ]);
    expect(chat.there.received[1]?.body).toContain('Environment: production');
  });

  test('a target that fails is tried again later and later, and the last word is in the log', async () => {
    const house = await open();
    const { project } = await simple(house);
    answering(...Array.from({ length: 20 }, () => 503));
    await house.digest(project, differentError());
    const gaps: number[] = [];
    for (;;) {
      await house.run();
      const [delivery] = await house.deliveries();
      if (delivery?.state !== 'waiting') break;
      gaps.push(((delivery.due_at ?? 0) - house.clock.now()) / SECOND);
      house.clock.set(delivery.due_at ?? 0);
    }
    expect(gaps).toEqual([10, 30, 90, 270, 810, 2_430, 3_600]);
    expect(await house.deliveries()).toMatchObject([
      { state: 'failed', attempts: 8, status: 503, due_at: null, error: 'It answered 503. (after 8 tries)' },
    ]);
    expect(await house.attempts()).toHaveLength(8);
  });

  test('what will not pass is not tried again', async () => {
    const house = await open();
    const { project } = await simple(house);
    answering(404);
    await house.digest(project, differentError());
    await house.run();
    expect(await house.deliveries()).toMatchObject([{ state: 'failed', attempts: 1, status: 404 }]);
  });

  test('a target inside is refused, once and with the reason', async () => {
    const house = await open();
    const project = await house.project();
    await house.rule(project, [await house.target(project, { kind: 'slack', url: 'http://10.0.0.1/x' })]);
    await house.digest(project, differentError());
    await house.run();
    const [delivery] = await house.deliveries();
    expect(delivery).toMatchObject({ state: 'failed', attempts: 1 });
    expect(delivery?.error).toContain('not a public address');
  });

  test('Retry-After is honoured, for everything that goes there', async () => {
    const house = await open();
    const { project } = await simple(house);
    chat.there.answer = (_request, response) => response.writeHead(429, { 'retry-after': '120' }).end();
    await house.digest(project, differentError('one'), differentError('two'));
    await house.run();
    expect(chat.there.received).toHaveLength(1);
    expect((await house.deliveries()).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['waiting', 1],
      ['waiting', 0],
    ]);
    answering();
    house.clock.advance(119 * SECOND);
    await house.run();
    expect(chat.there.received).toHaveLength(1);
    house.clock.advance(SECOND);
    await house.run();
    expect((await house.deliveries()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  test('a target that does not come back costs every alert at most a day', async () => {
    const house = await open();
    const { project } = await simple(house);
    chat.there.answer = (_request, response) => response.writeHead(503, { 'retry-after': String(90_000) }).end();
    await house.digest(project, differentError('one'), differentError('two'));
    for (let hour = 0; hour < 60; hour++) {
      await house.run();
      house.clock.advance(HOUR);
    }
    expect((await house.deliveries()).map(({ state }) => state)).toEqual(['failed', 'failed']);
  });

  test('a fact that cannot be read is rejected and holds up nobody', async () => {
    const house = await open();
    const { project } = await simple(house);
    await house.digest(project, differentError());
    const [fact] = await house.facts();
    if (fact === undefined) throw new Error('a fact');
    const broken = { ...fact, id: 'broken', body: Buffer.from('{') };
    expect(await house.plan([broken, fact])).toMatchObject([{ id: 'broken' }]);
    expect(await house.deliveries()).toHaveLength(1);
  });

  test('a project, issue or target that is gone leaves nothing to do', async () => {
    const house = await open();
    const { project } = await simple(house);
    await house.state('issue.created', project.id, { issueId: 999, turningPointId: 1 });
    await house.state('issue.created', 999, { issueId: 1, turningPointId: 2 });
    await house.run();
    expect(await house.deliveries()).toEqual([]);
  });
});
