import { makeTransact } from '../../../src/adapters/storage/transact.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { fakeRegisterStore } from '../../support/fakeRegisterStore.ts';
import { registerStoreContract } from './registerStoreContract.ts';

describe('register store in memory', () => {
  registerStoreContract(async () => fakeRegisterStore().transact);
});

onEachDatabase('register store', (start) => {
  registerStoreContract(async () =>
    makeTransact({
      database: await start(),
      clock: fakeClock('2026-11-25T09:00:00Z'),
      holdMs: null,
      sendJob: async () => undefined,
      committed: () => undefined,
    }),
  );
});
