import assert from 'node:assert/strict';
import { listOptions, readConfig } from '../../../src/app/config.ts';
import { InputError } from '../../../src/kernel/errors.ts';

const TENANT = {
  MICROSOFT_APP_ID: 'b1000000-0000-4000-8000-000000000001',
  MICROSOFT_APP_TENANT_ID: '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01',
  MICROSOFT_APP_PASSWORD: 'secret',
  DOCKET_PUBLIC_URL: 'https://docket.harbour.example',
  NOTIFICATION_SECRET: 'a long enough secret',
};

function problemOf(environment: Record<string, string | undefined>): string {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof InputError);
    return error.message;
  }
  return assert.fail('The configuration was taken.');
}

describe('readConfig', () => {
  it('runs locally without any option', () => {
    const config = readConfig({});
    assert.equal(config.isLocal, true);
    assert.deepEqual([config.DOCKET_PORT, config.LOCAL365_PORT, config.DOCKET_DATA], [3978, 3979, '.docket']);
  });

  it('takes an option that is set to nothing as not set', () => {
    assert.equal(readConfig({ MICROSOFT_APP_ID: '', DOCKET_PORT: '' }).DOCKET_PORT, 3978);
  });

  it('runs in a tenant with an app id and what belongs to it', () => {
    const config = readConfig({ ...TENANT, DOCKET_PORT: '80' });
    assert.deepEqual([config.isLocal, config.DOCKET_PORT], [false, 80]);
  });

  it('needs no secret with a managed identity, and no tenant for a bot of many', () => {
    const { MICROSOFT_APP_PASSWORD: _password, MICROSOFT_APP_TENANT_ID: _tenant, ...rest } = TENANT;
    const tenantId = TENANT.MICROSOFT_APP_TENANT_ID;
    assert.ok(
      readConfig({ ...rest, MICROSOFT_APP_TYPE: 'UserAssignedMSI', MICROSOFT_APP_TENANT_ID: tenantId }),
    );
    assert.ok(
      readConfig({ ...TENANT, MICROSOFT_APP_TYPE: 'MultiTenant', MICROSOFT_APP_TENANT_ID: undefined }),
    );
  });

  it('tells everything that is wrong or missing at once, and no value', () => {
    const problem = problemOf({
      DOCKET_PORT: 'eighty',
      DATABASE_URL: 'hunter2',
      DOCKET_LOG_LEVEL: 'loud',
      DATABASE_SCHEMA: 'Robert"); drop',
      MICROSOFT_APP_ID: TENANT.MICROSOFT_APP_ID,
    });
    for (const name of [
      'DOCKET_PORT',
      'DATABASE_URL',
      'DOCKET_LOG_LEVEL',
      'DATABASE_SCHEMA',
      'MICROSOFT_APP_TENANT_ID',
      'MICROSOFT_APP_PASSWORD or MICROSOFT_APP_CERTIFICATE',
      'DOCKET_PUBLIC_URL',
      'NOTIFICATION_SECRET',
    ]) {
      assert.ok(problem.includes(`${name}:`), `${name} in: ${problem}`);
    }
    assert.doesNotMatch(problem, /hunter2/);
  });

  it('refuses a port that none is', () => {
    assert.match(problemOf({ DOCKET_PORT: '70000' }), /^The configuration cannot be used: DOCKET_PORT: /);
  });
});

describe('listOptions', () => {
  it('has a meaning for every option', () => {
    for (const { name, meaning } of listOptions()) assert.ok(meaning.length > 10, name);
    const port = listOptions().find(({ name }) => name === 'DOCKET_PORT');
    assert.equal(port?.initial, '3978');
  });
});
