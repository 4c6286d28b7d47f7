/** What a process held when it died, on a database that only one process can open. */
import type { Database } from './database.ts';

/**
 * At the start on an embedded database nobody else is at work, so the holds that are found belong to a process that was
 * killed: what it was at is free at once. On a server they run out by themselves, since another process may be at it.
 */
export async function releaseHolds(database: Database): Promise<void> {
  if (database.host !== 'embedded') return;
  await database.transaction(async (transaction) => {
    await transaction.query('delete from register_writer');
    await transaction.query("update inbox set lease_until = 'epoch' where state = 'received'");
    await transaction.query('update outgoing set lease_until = null where lease_until is not null');
  });
}
