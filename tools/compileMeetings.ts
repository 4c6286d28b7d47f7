/**
 * Compiles the written meetings: `node --import tsx tools/compileMeetings.ts [--check]`.
 * `--check` writes nothing and fails when a file differs from its source.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type CompiledMeeting, compileMeeting } from './meetings/compileMeeting.ts';
import { readSource } from './meetings/source.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SETS = ['samples', 'short', 'fresh', 'training', 'tuning', 'held-out', 'languages'] as const;
/** Short ones: samples for newcomers, other styles of talk, and the meetings in other languages. */
const SHORT: readonly string[] = ['samples', 'short', 'fresh', 'training', 'languages'];

/** What every meeting of the two measured sets must have. */
const LEAST = { minutes: 20, cues: 250, words: 2_700, committed: 8 };

/** Every compiled meeting of a set, with the two files it belongs in. Throws when a source is wrong. */
export function compileSet(set: (typeof SETS)[number]): { path: string; content: string }[] {
  const folder = join(ROOT, 'tests/meetings/source', set);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => {
      const id = name.slice(0, -'.txt'.length);
      try {
        const meeting = compileMeeting(id, readSource(readFileSync(join(folder, name), 'utf8')));
        if (!SHORT.includes(set)) demandSize(meeting);
        return filesOf(set, meeting);
      } catch (error) {
        throw new Error(`${set}/${name}: ${(error as Error).message}`, { cause: error });
      }
    });
}

function filesOf(set: string, { id, vtt, truth }: CompiledMeeting): { path: string; content: string }[] {
  const vttFolder = set === 'samples' ? 'samples/meetings' : `tests/meetings/${set}`;
  return [
    { path: `${vttFolder}/${id}.vtt`, content: vtt },
    { path: `tests/meetings/${set}/${id}.json`, content: `${JSON.stringify(truth, null, 1)}\n` },
  ];
}

function demandSize(meeting: CompiledMeeting): void {
  const cues = meeting.vtt.split('-->').length - 1;
  const committed = meeting.truth.actions.filter(({ standing }) => standing === 'committed').length;
  const found = { minutes: meeting.minutes, cues, words: meeting.words, committed };
  for (const [name, least] of Object.entries(LEAST)) {
    const value = found[name as keyof typeof found];
    if (value < least) throw new Error(`it has ${value.toFixed(0)} ${name}; the least is ${least}.`);
  }
}

function main(args: readonly string[]): void {
  const checkOnly = args.includes('--check');
  const files = SETS.flatMap(compileSet);
  const different = files.filter(({ path, content }) => {
    const full = join(ROOT, path);
    return !existsSync(full) || readFileSync(full, 'utf8') !== content;
  });
  for (const { path, content } of checkOnly ? [] : different) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), content);
  }
  const verb = checkOnly ? 'differ from their source' : 'written';
  process.stdout.write(`${files.length} files, ${different.length} ${verb}\n`);
  for (const { path } of different) process.stdout.write(`  ${path}\n`);
  if (checkOnly && different.length > 0) process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 2;
  }
}
