import assert from 'node:assert/strict';
import { readOptions, USAGE } from '../../../src/local365/options.ts';

describe('readOptions', () => {
  it('keeps the state in memory on a port of the system unless told otherwise', () => {
    assert.deepEqual(readOptions([]), {
      port: 0,
      folder: null,
      seed: null,
      bot: null,
      playground: null,
      endWithStdin: false,
    });
  });

  it('reads every option, and explains each of them', () => {
    const args = ['--port', '53005', '--folder', 'd', '--seed', 's', '--bot', 'b', '--playground', 'p'];
    assert.deepEqual(readOptions([...args, '--end-with-stdin']), {
      port: 53_005,
      folder: 'd',
      seed: 's',
      bot: 'b',
      playground: 'p',
      endWithStdin: true,
    });
    for (const name of [...args.filter((arg) => arg.startsWith('--')), '--end-with-stdin', '--help'])
      assert.ok(USAGE.includes(name), name);
  });

  it('answers null for --help', () => {
    assert.equal(readOptions(['--help']), null);
  });

  it('refuses a wrong port and an unknown option with one sentence', () => {
    for (const port of ['x', '-1', '65536', '1.5', ''])
      assert.throws(() => readOptions([`--port=${port}`]), /--port takes a number from 0 to 65535/);
    assert.throws(() => readOptions(['--sede', 'x']), /Unknown option '--sede'/);
  });
});
