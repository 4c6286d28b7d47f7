import assert from 'node:assert/strict';
import { readConfig } from '../../../src/app/config.ts';
import { makeEngine } from '../../../src/app/engine.ts';
import { InputError } from '../../../src/kernel/errors.ts';

const MODEL = { LANGUAGE_MODEL_URL: 'https://api.openai.com/v1', LANGUAGE_MODEL_NAME: 'gpt-4o-mini' };
const problemOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof InputError);
    return error.message;
  }
  return '';
};

describe('makeEngine', () => {
  it('is the engine of rules unless a language model is configured', async () => {
    assert.equal((await makeEngine(readConfig({}))).name, 'rules 1');
    assert.equal((await makeEngine(readConfig(MODEL))).name, 'language model 1 (gpt-4o-mini)');
  });

  it('is the engine that was asked for', async () => {
    assert.equal((await makeEngine(readConfig(MODEL), 'embedded')).name, 'rules 1');
    assert.equal((await makeEngine(readConfig(MODEL), 'llm')).name, 'language model 1 (gpt-4o-mini)');
  });

  it('names the options that are missing for a language model', async () => {
    await assert.rejects(makeEngine(readConfig({}), 'llm'), /set LANGUAGE_MODEL_URL and LANGUAGE_MODEL_NAME/);
  });

  it('signs in to Azure as the bot where there is no key, and sends nothing before it is used', async () => {
    const config = readConfig({
      LANGUAGE_MODEL_URL: 'https://harbour.openai.azure.com',
      LANGUAGE_MODEL_NAME: 'atlas-gpt',
      LANGUAGE_MODEL_API_VERSION: '2024-10-21',
      MICROSOFT_APP_ID: 'b1000000-0000-4000-8000-000000000001',
      MICROSOFT_APP_TENANT_ID: '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01',
      MICROSOFT_APP_PASSWORD: 'secret',
      DOCKET_PUBLIC_URL: 'https://docket.harbour.example',
      NOTIFICATION_SECRET: 'a long enough secret',
    });
    assert.equal((await makeEngine(config)).name, 'language model 1 (atlas-gpt)');
  });
});

describe('readConfig, language model', () => {
  it('wants the name of the model with its address', () => {
    assert.match(
      problemOf({ LANGUAGE_MODEL_URL: 'https://api.openai.com/v1' }),
      /LANGUAGE_MODEL_NAME: needed/,
    );
  });

  it('takes an address without https only within the own network', () => {
    const at = (url: string): string => problemOf({ ...MODEL, LANGUAGE_MODEL_URL: url });
    for (const url of [
      'http://localhost:11434/v1',
      'http://127.0.0.1:8000/v1',
      'http://[::1]:8000/v1',
      'http://ollama:11434/v1',
      'http://10.1.2.3/v1',
      'http://172.20.0.3/v1',
      'http://models.harbour.internal/v1',
      'https://api.openai.com/v1',
    ])
      assert.equal(at(url), '', url);
    for (const url of [
      'http://api.openai.com/v1',
      'http://172.40.0.3/v1',
      'http://10.evil.example/v1',
      'ftp://localhost/',
    ])
      assert.match(at(url), /LANGUAGE_MODEL_URL: what people say goes over https only/, url);
    assert.match(at('no address'), /LANGUAGE_MODEL_URL/);
  });

  it('refuses a context that is too small to be one', () => {
    assert.match(problemOf({ ...MODEL, LANGUAGE_MODEL_CONTEXT: '900' }), /LANGUAGE_MODEL_CONTEXT/);
    assert.equal(readConfig(MODEL).LANGUAGE_MODEL_CONTEXT, 16_000);
  });
});
