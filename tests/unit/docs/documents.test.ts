import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { staleDocs } from '../../../tools/writeDocs.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDERS = ['.', 'docs', 'src', 'tests', 'appPackage', 'infra'];

/** Every Markdown page of the repository. */
function listPages(): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: folder !== '.', encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(root, folder, name)),
  );
}

describe('documents', () => {
  it('say what the code says', () => {
    assert.deepEqual(staleDocs(), []);
  });

  for (const page of listPages()) {
    const name = relative(root, page);
    const text = readFileSync(page, 'utf8');

    it(`${name} links to files that are there`, () => {
      const targets = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(
        (match) => match[1] ?? '',
      );
      assert.deepEqual(
        targets.filter((target) => !existsSync(join(dirname(page), decodeURI(target)))),
        [],
      );
    });

    it(`${name} names scripts that exist`, () => {
      const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        scripts: Record<string, string>;
      };
      const named = [...text.matchAll(/npm run (?:--silent )?([a-z][a-z0-9:-]*)/g)].map(
        (match) => match[1] ?? '',
      );
      assert.deepEqual(
        named.filter((script) => scripts[script] === undefined),
        [],
      );
    });
  }
});
