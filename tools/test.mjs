// npm test: the checks and every level of tests, all of them even when one fails. Ends with "N passed, N failed".
import { spawn } from 'node:child_process';

/** Steps of a row run side by side; mocha itself uses two processes. */
const rows = [
  [
    ['types', 'check:types'],
    ['lint and format', 'check:lint'],
  ],
  [
    ['borders', 'check:borders'],
    ['unused code', 'check:unused'],
  ],
  [['unit tests', 'test:unit']],
  [['contract tests', 'test:contract']],
  [['end-to-end tests', 'test:e2e']],
];

// Colours of a terminal, which some runners use when CI is set.
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** So many characters of what failed are told again. */
const LONGEST_WHY = 6_000;

/** Runs one step, shows what it prints (at its end when others run beside it), and counts the tests that mocha reports. */
function run([name, script], isAlone) {
  return new Promise((resolve) => {
    process.stdout.write(`=== ${name} ...\n`);
    const started = Date.now();
    const child = spawn('npm', ['run', '--silent', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      if (isAlone) process.stdout.write(chunk);
      output = (output + String(chunk).replaceAll(COLOURS, '')).slice(-200_000);
    });
    child.on('close', (code) => {
      const count = (word) =>
        [...output.matchAll(new RegExp(`^ *(\\d+) ${word}`, 'gm'))].reduce(
          (sum, match) => sum + Number(match[1]),
          0,
        );
      const isMocha = /^ *\d+ passing/m.test(output);
      const failed = isMocha ? Math.max(count('failing'), code === 0 ? 0 : 1) : code === 0 ? 0 : 1;
      const passed = isMocha ? count('passing') : code === 0 ? 1 : 0;
      process.stdout.write(
        `${isAlone ? '' : output}=== ${name}: ${code === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n`,
      );
      // What failed stands at the end of what mocha prints.
      resolve({ name, passed, failed, why: output.slice(Math.max(output.search(/^ *\d+ failing/m), 0)) });
    });
  });
}

const results = [];
for (const row of rows) results.push(...(await Promise.all(row.map((step) => run(step, row.length === 1)))));
const sum = (what) => results.reduce((total, result) => total + result[what], 0);
// Told again at the very end, since whoever reads a long log begins there.
for (const { name, failed, why } of results)
  if (failed > 0) process.stdout.write(`\nfailed: ${name}\n${why.slice(-LONGEST_WHY)}\n`);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
