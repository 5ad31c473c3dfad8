import { createDeadLetters, openLanes } from '../../src/lanes/index.ts';
import type { LaneDefinition } from '../../src/lanes/index.ts';
import { openStorage } from '../../src/storage/index.ts';

/**
 * A process that works on a lane until it is killed: `lanes-child.ts publish|hold|handle|die URL PREFIX LANE-AS-JSON [DATABASE]`. It prints a line `ready`, then one line with the id of
 * each message: `publish` of every message that is durable, `hold` of every message that it was given and never finishes, `handle` of every message that it handled,
 * `die` as well, until it meets the message `poison`, which ends it as running out of memory would.
 */
const [, , verb = '', url = '', prefix = '', definition = '{}', database] = process.argv;
const lane = JSON.parse(definition) as LaneDefinition;
const deadLetters = database === undefined ? undefined : createDeadLetters(openStorage(database));
const lanes = openLanes(url, { prefix, deadLetters });
const say = (lines: readonly string[]) => process.stdout.write(lines.map((line) => `${line}\n`).join(''));

if (verb === 'publish') {
  say(['ready']);
  const publisher = async (name: string) => {
    for (let number = 0; ; number++) {
      const messages = [0, 1, 2].map((part) => ({
        id: `${name}-${number}-${part}`,
        key: name,
        body: Buffer.from(`${number}`),
      }));
      await lanes.publish(lane, messages);
      say(messages.map(({ id }) => id));
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, number) => publisher(`${process.pid}-${number}`)));
} else {
  const consumer = lanes.consume(lane, async (batch) => {
    if (verb === 'die' && batch.some(({ id }) => id === 'poison')) process.kill(process.pid, 'SIGKILL');
    else say(batch.map(({ id }) => id));
    if (verb === 'hold') await new Promise(() => undefined);
  });
  await consumer.ready;
  say(['ready']);
}
