import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { staleDocs } from '../../../tools/writeDocs.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDERS = ['.', 'docs', 'src', 'tests', 'appPackage', 'infra'];
/** Where `folder/file.ts` in running text may begin. */
const STARTS = ['', 'src', 'src/app', 'src/adapters', 'tests'];

/** Every Markdown page of the repository. */
function listPages(): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: folder !== '.', encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(root, folder, name)),
  );
}

const allMatches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

/** Anchors of a page's headings, as GitHub makes them. */
const anchorsOf = (page: string): string[] =>
  allMatches(readFileSync(page, 'utf8'), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

function isThere(page: string, target: string): boolean {
  const [path = '', anchor] = decodeURI(target).split('#');
  const file = path === '' ? page : join(dirname(page), path);
  return existsSync(file) && (anchor === undefined || anchorsOf(file).includes(anchor));
}

describe('documents', () => {
  it('say what the code says', () => {
    assert.deepEqual(staleDocs(), []);
  });

  for (const page of listPages()) {
    const name = relative(root, page);
    const text = readFileSync(page, 'utf8');

    it(`${name} links to files and headings that are there`, () => {
      const targets = [
        ...allMatches(text, /\]\((?!https?:|mailto:)([^)\s]+)\)/g),
        ...allMatches(text, /src="(?!https?:)([^"]+)"/g),
      ];
      assert.deepEqual(
        targets.filter((target) => !isThere(page, target)),
        [],
      );
    });

    it(`${name} names scripts that exist`, () => {
      const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        scripts: Record<string, string>;
      };
      const named = allMatches(text, /npm run (?:--silent )?([a-z][a-z0-9:-]*)/g);
      assert.deepEqual(
        named.filter((script) => scripts[script] === undefined),
        [],
      );
    });

    it(`${name} names source files that are there`, () => {
      const paths = allMatches(text, /`([\w.-]+(?:\/[\w.-]+)+\.(?:ts|js|mjs|cjs|json|bicep|vtt|yml))`/g);
      const starts = [dirname(name), ...STARTS];
      assert.deepEqual(
        paths.filter((path) => !starts.some((start) => existsSync(join(root, start, path)))),
        [],
      );
    });
  }
});
