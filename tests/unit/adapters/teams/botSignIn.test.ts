import assert from 'node:assert/strict';
import { type BotSignIn, checkBotSignIn } from '../../../../src/adapters/teams/botSignIn.ts';
import { checkServiceAddress } from '../../../../src/adapters/teams/serviceAddress.ts';
import { AccessError, InputError } from '../../../../src/kernel/errors.ts';

const SIGNED_IN: BotSignIn = {
  appId: 'b0700000-0000-4000-8000-000000000001',
  appType: 'SingleTenant',
  tenantId: '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01',
  credentials: { kind: 'password', password: 'not-a-real-one' },
  listensOnLoopback: false,
};
const PLAYGROUND: BotSignIn = {
  appType: 'MultiTenant',
  credentials: { kind: 'none' },
  listensOnLoopback: true,
};

describe('checkBotSignIn', () => {
  it('takes each way to sign in', () => {
    checkBotSignIn(SIGNED_IN);
    checkBotSignIn(PLAYGROUND);
    checkBotSignIn({ ...SIGNED_IN, appType: 'UserAssignedMSI', credentials: { kind: 'managedIdentity' } });
    const certificate = { kind: 'certificate', thumbprint: 'AB', privateKey: 'pem' } as const;
    checkBotSignIn({ ...SIGNED_IN, appType: 'MultiTenant', tenantId: undefined, credentials: certificate });
  });

  const wrong: readonly (readonly [string, BotSignIn, RegExp])[] = [
    ['no app id on an open port', { ...PLAYGROUND, listensOnLoopback: false }, /127\.0\.0\.1 only/],
    [
      'a credential without an app id',
      { ...PLAYGROUND, credentials: { kind: 'password', password: 'x' } },
      /no bot app id/,
    ],
    ['an app id without a credential', { ...SIGNED_IN, credentials: { kind: 'none' } }, /no credential/],
    ['a single tenant without its id', { ...SIGNED_IN, tenantId: undefined }, /needs the tenant id/],
    [
      'a managed identity with a password',
      { ...SIGNED_IN, appType: 'UserAssignedMSI' },
      /cannot sign in by password/,
    ],
    [
      'a single tenant with a managed identity',
      { ...SIGNED_IN, credentials: { kind: 'managedIdentity' } },
      /cannot sign in by managedIdentity/,
    ],
  ];
  for (const [what, signIn, sentence] of wrong) {
    it(`refuses ${what} with one sentence`, () => {
      assert.throws(
        () => checkBotSignIn(signIn),
        (error) => error instanceof InputError && sentence.test(error.message),
      );
    });
  }
});

describe('checkServiceAddress', () => {
  const refuses = (address: string, hasCredential: boolean): void =>
    assert.throws(() => checkServiceAddress(address, hasCredential), AccessError, address);

  it('lets the token go to Teams only, and only over https', () => {
    checkServiceAddress('https://smba.trafficmanager.net/emea/', true);
    checkServiceAddress('https://msteams.botframework.com/', true);
    for (const address of [
      'http://smba.trafficmanager.net/emea/',
      'https://smba.trafficmanager.net.evil.example/',
      'https://evilbotframework.com/',
      'http://127.0.0.1:56150/',
      'not an address',
    ]) {
      refuses(address, true);
    }
  });

  it('speaks to this machine only while there is no app id', () => {
    checkServiceAddress('http://localhost:56150/_connector', false);
    checkServiceAddress('http://127.0.0.1:56150/', false);
    checkServiceAddress('http://[::1]:56150/', false);
    refuses('https://smba.trafficmanager.net/emea/', false);
  });
});
