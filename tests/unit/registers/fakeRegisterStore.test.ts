import { registerStoreContract } from '../../contract/storage/registerStoreContract.ts';
import { fakeRegisterStore } from '../../support/fakeRegisterStore.ts';

describe('fakeRegisterStore', () => {
  registerStoreContract(async () => fakeRegisterStore().transact);
});
