/**
 * Writes the pages that follow from the code: docs/configuration.md and docs/commands.md.
 * `node --import tsx tools/writeDocs.ts`; with `--check` it writes nothing and fails when a page is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { listCommands } from '../src/app/commands.ts';
import { listOptions } from '../src/app/config.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Content by file name below docs/. */
export function writtenDocs(): Readonly<Record<string, string>> {
  const options = listOptions().map(
    ({ name, meaning, initial }) =>
      `| \`${name}\` | ${cell(meaning)} | ${initial === '' ? '' : `\`${initial}\``} |`,
  );
  const commands = listCommands().map(
    ({ words, usage, help }) =>
      `| \`${cell(usage.replaceAll('`', ''))}\` | ${cell(help)} | ${words
        .slice(1)
        .map((each) => `\`${each}\``)
        .join(', ')} |`,
  );
  return {
    'configuration.md': [
      '# Configuration',
      '',
      'Every option is an environment variable. All problems are reported together at the start; secrets have no default.',
      'Made from `src/app/config.ts` by `npm run docs`.',
      '',
      '| Option | Meaning | Default |',
      '| --- | --- | --- |',
      ...options,
      '',
    ].join('\n'),
    'commands.md': [
      '# Commands',
      '',
      'What can be said to Docket, in a channel or group chat after its name, in a 1:1 chat without it. `@PERSON` is a',
      'mention. Made from the commands’ declarations by `npm run docs`.',
      '',
      '| Command | What it does | Also |',
      '| --- | --- | --- |',
      ...commands,
      '',
    ].join('\n'),
  };
}

/** Names of the pages that differ from what the code says. */
export function staleDocs(): readonly string[] {
  return Object.entries(writtenDocs())
    .filter(([name, content]) => readDoc(name) !== content)
    .map(([name]) => name);
}

const pathOf = (name: string): string => fileURLToPath(new URL(`../docs/${name}`, import.meta.url));

function readDoc(name: string): string | null {
  try {
    return readFileSync(pathOf(name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const stale = staleDocs();
    if (stale.length > 0) process.stderr.write(`Stale: ${stale.join(', ')}. Run "npm run docs".\n`);
    process.exitCode = stale.length === 0 ? 0 : 1;
  } else {
    for (const [name, content] of Object.entries(writtenDocs())) writeFileSync(pathOf(name), content);
  }
}
