import assert from 'node:assert/strict';
import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import {
  type CredentialConfig,
  isLoopback,
  makeCredential,
} from '../../../../src/adapters/graph/credential.ts';
import { InputError } from '../../../../src/kernel/errors.ts';

const app = {
  tenantId: '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01',
  clientId: 'b0000000-0000-4000-8000-000000000001',
};
const GRAPH = 'https://graph.microsoft.com';

describe('makeCredential', () => {
  const kinds: readonly (readonly [CredentialConfig, unknown])[] = [
    [{ kind: 'managed-identity' }, ManagedIdentityCredential],
    [{ kind: 'managed-identity', clientId: app.clientId }, ManagedIdentityCredential],
    [
      { kind: 'certificate', ...app, certificatePath: '/run/secrets/docket.pem' },
      ClientCertificateCredential,
    ],
    [{ kind: 'secret', ...app, secret: 'not-a-secret' }, ClientSecretCredential],
    [{ kind: 'federated', ...app }, ClientAssertionCredential],
    [
      {
        kind: 'workload-identity',
        ...app,
        tokenFilePath: '/var/run/secrets/token',
        authorityHost: 'https://login.microsoftonline.us',
      },
      WorkloadIdentityCredential,
    ],
  ];
  for (const [config, kind] of kinds) {
    it(`makes exactly the credential that is configured: ${config.kind}`, () => {
      assert.ok(makeCredential(config, GRAPH) instanceof (kind as new () => object));
    });
  }

  it('gives a fixed token for a local Microsoft 365', async () => {
    for (const address of ['http://127.0.0.1:4010', 'http://localhost:4010', 'http://[::1]:4010']) {
      const token = await makeCredential({ kind: 'fixed-token', token: 'local' }, address).getToken('any');
      assert.equal(token?.token, 'local');
    }
  });

  it('refuses a fixed token for any other address in one sentence', () => {
    for (const address of [
      GRAPH,
      'http://10.0.0.5',
      'http://127.0.0.1.evil.example',
      'http://localhost.evil.example',
      'nonsense',
    ]) {
      assert.throws(
        () => makeCredential({ kind: 'fixed-token', token: 'local' }, address),
        (error: Error) =>
          error instanceof InputError &&
          /^A fixed token is for a local Microsoft 365 .*instead\.$/.test(error.message) &&
          !/: local$/.test(error.message),
      );
      assert.equal(isLoopback(address), false);
    }
  });
});
