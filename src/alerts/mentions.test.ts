import { expect, test } from 'vitest';
import { eachStorage } from '../../test/support/storages.ts';
import { error } from '../../test/support/actions.ts';
import { openIssueHouse } from '../../test/support/issues.ts';
import { startSmtpReceiver } from '../../test/support/smtp-receiver.ts';
import { createTeam, createUser, giveProject, joinTeams, leaveTeam } from '../accounts/index.ts';
import { createLogger, createMailer } from '../kit/index.ts';
import type { Delivery } from '../lanes/index.ts';
import { createMentionMailer } from './mentions.ts';

eachStorage('a comment that names people', (open) => {
  const begin = async () => {
    const house = await openIssueHouse(await open());
    const { storage, clock } = house;
    const shop = await house.project('Shop');
    await house.send(shop, error('A'));
    await house.flush();
    const team = await createTeam(storage, clock, 'Backend');
    await giveProject(storage, shop.id, [team.id]);
    const [ada, bob] = await Promise.all(
      ['ada@example.org', 'bob@example.org'].map((email) =>
        createUser(storage, clock, { email, password: 'correct horse', role: 'member' }),
      ),
    );
    for (const { id } of [ada, bob].filter((user) => user !== undefined)) await joinTeams(storage, id, [team.id]);
    const server = await startSmtpReceiver();
    const mailer = createMailer(server.url, 'culprit@errors.example');
    const log = createLogger('test', 'fatal');
    const work = createMentionMailer({ storage, clock, log, mailer, publicUrl: () => 'https://errors.example/' });
    /** Hands over what the outbox holds of comments, as the relay does. */
    const run = async (): Promise<void> => {
      const rows = await storage.query<{ id: string; data: Uint8Array }>(
        'facts',
        "select id, data from outbox_fact where kind = 'issue.comment'",
        [],
      );
      const batch = rows.map(
        ({ id, data }): Delivery => ({ id, shard: 0, body: data, headers: {}, publishedAt: clock.now(), attempt: 1 }),
      );
      await work(batch);
    };
    const comment = (body: string) => house.request('POST', '/issues/SHOP-1/comments', { body });
    const close = async () => {
      mailer.close();
      await server.close();
    };
    return { ...house, team, ada, bob, server, run, comment, close };
  };

  test('is mailed to them, not to its author and not to who is gone since', async () => {
    const { comment, run, server, storage, team, bob, close } = await begin();
    await comment('@ada, @bob and @owner: <b>look</b>');
    await comment('nobody is named here');
    await leaveTeam(storage, bob?.id ?? 0, team.id);
    await run();
    expect(server.received.map(({ to }) => to)).toEqual([['ada@example.org']]);
    const source = server.received[0]?.source ?? '';
    expect(source).toMatch(/^Subject: owner names you in SHOP-1: A: went wrong\r$/m);
    expect(source).toContain('<b>look</b>');
    expect(source).toContain('https://errors.example/issues/SHOP-1/history');
    await close();
  });

  test('is tried again where the mail server is away, and given up where it will not have it', async () => {
    const { comment, run, server, close } = await begin();
    await comment('@ada');
    server.refuse = () => 451;
    await expect(run()).rejects.toMatchObject({ code: 'mail_failed' });
    server.refuse = () => 550;
    await run();
    server.refuse = () => null;
    await run();
    expect(server.received).toHaveLength(1);
    await close();
  });
});
