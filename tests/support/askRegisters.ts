/** People of the sample who speak to registers in memory, with Priya as `@[0]` and Lucía as `@[1]`. */
import assert from 'node:assert/strict';
import { isRefusal, type Refusal } from '../../src/kernel/errors.ts';
import { asRowKey } from '../../src/kernel/ids.ts';
import type { RosterMember } from '../../src/kernel/people.ts';
import type { RegisterRow } from '../../src/registers/store.ts';
import { amara, type FakeRegisters, lucia, priya, say, textOfCard } from './fakeRegisters.ts';

export const mentions = [priya, lucia].map((member) => ({
  name: member.name,
  teamsId: member.teamsId ?? '',
  personId: member.id,
}));

/** Names of a row's owners. */
export const owners = ({ values }: RegisterRow): readonly string[] =>
  Array.isArray(values.owners) ? values.owners.map((person) => (person as { name: string }).name) : [];

/** `world` is asked each time: every test has its own. */
export function askRegisters(world: () => FakeRegisters) {
  return {
    /** The text and the card's texts of an answer that is no refusal. */
    async answer(text: string, from: RosterMember = amara): Promise<string> {
      const reply = await say(world(), from, text, { mentions });
      if (isRefusal(reply)) assert.fail(`refused: ${reply.reason}`);
      return `${reply?.text ?? ''}${textOfCard(reply?.card)}`;
    },
    async refusal(text: string, from: RosterMember = amara): Promise<Refusal> {
      const reply = await say(world(), from, text, { mentions });
      assert.ok(isRefusal(reply), `“${text}” is refused`);
      return reply;
    },
    async row(key: string): Promise<RegisterRow> {
      const { ports, project } = world();
      const found = await ports.transact(project.tenantId, ({ registers }) =>
        registers.rowByKey(project.id, asRowKey(key)),
      );
      assert.ok(found !== null, `${key} is there`);
      return found;
    },
    rows: (): readonly RegisterRow[] => world().store.committed(world().project.tenantId).rows,
  };
}
