/** Fills a register's list with rows as Docket itself would have made them, through Graph in batches. */
import { randomUUID } from 'node:crypto';
import { registerOfName } from '../../../src/registers/findRegister.ts';
import type { ListLink } from '../../../src/registers/store.ts';
import { SAMPLE } from '../../support/sampleTenant.ts';

const IN_A_BATCH = 20;
/** The sample project has rows with lower numbers. */
export const FIRST_KEY = 100;
const STREAMS = ['Data migration', 'Infrastructure', 'Finance', 'Training'];
const WORDS = ['firewall', 'vendor', 'interface', 'ledger', 'cutover', 'rehearsal', 'licence', 'payroll'];

export async function fillLists(
  local365: string,
  { list, register }: ListLink,
  count: number,
): Promise<void> {
  const definition = registerOfName(register);
  const column = (field: string | undefined): string | undefined => list.columns[field ?? ''];
  const status = definition.fields.find(({ name }) => name === definition.statusField)?.choices ?? [];
  const fieldsOf = (n: number): Record<string, unknown> => {
    const values: Record<string, unknown> = {
      DocketRowId: randomUUID(),
      ItemKey: `${definition.keyPrefix}-${FIRST_KEY + n}`,
      Title: `${WORDS[n % WORDS.length]} ${WORDS[(n * 7) % WORDS.length]} number ${n} to be looked at`,
    };
    const set = (field: string | undefined, value: unknown): void => {
      const name = column(field);
      if (name !== undefined) values[name] = value;
    };
    set(definition.statusField, status[n % status.length]);
    set(
      definition.dueField,
      `2026-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}T00:00:00Z`,
    );
    set('workstream', STREAMS[n % STREAMS.length]);
    return values;
  };
  for (let from = 1; from <= count; from += IN_A_BATCH) {
    const requests = Array.from({ length: Math.min(IN_A_BATCH, count - from + 1) }, (_each, at) => ({
      id: String(at),
      method: 'POST',
      url: `/sites/${list.siteId}/lists/${list.listId}/items`,
      headers: { 'Content-Type': 'application/json' },
      body: { fields: fieldsOf(from + at) },
    }));
    const response = await fetch(`${local365}/v1.0/$batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${SAMPLE.graphToken}` },
      body: JSON.stringify({ requests }),
    });
    const { responses } = (await response.json()) as { responses: { status: number; body: unknown }[] };
    const failed = responses.find((each) => each.status >= 300);
    if (failed !== undefined) throw new Error(`A row was not made: ${JSON.stringify(failed)}`);
  }
}
