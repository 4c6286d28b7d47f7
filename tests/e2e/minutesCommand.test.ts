/** `docket minutes FILE` as a process of its own, the way a user runs it. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DocketPlace, type Finished, freePorts, runDocket } from '../support/runDocket.ts';
import { startLanguageServer } from '../support/startLanguageServer.ts';

const WEEKLY = 'samples/meetings/atlas-weekly.vtt';

interface Printed {
  readonly meeting: Readonly<Record<string, unknown>>;
  readonly attendees: readonly { readonly name: string; readonly id: string | null }[];
  readonly actions: readonly {
    readonly text: string;
    readonly standing: string;
    readonly owners: readonly {
      readonly name: string | null;
      readonly id: string | null;
      readonly candidates: unknown[];
    }[];
    readonly due: { readonly date: string | null; readonly phrase: string } | null;
    readonly evidence: readonly {
      readonly cue: string;
      readonly start: number;
      readonly end: number;
      readonly speaker: string | null;
      readonly quote: string;
    }[];
    readonly confidence: number;
  }[];
  readonly notices: readonly string[];
  readonly engine: string;
  readonly dropped: number;
}

describe('docket minutes', () => {
  let folder = '';
  let place: DocketPlace;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'docket-minutes-'));
    place = { ...(await freePorts()), DOCKET_DATA: join(folder, 'data') };
  });

  after(() => rm(folder, { recursive: true, force: true }));

  const run = (command: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Finished> =>
    runDocket({ ...place, ...more }, ['minutes', ...command]);

  const write = async (name: string, content: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  const json = async (
    command: readonly string[],
    more?: Readonly<Record<string, string>>,
  ): Promise<Printed> => {
    const { code, stdout, stderr } = await run([...command, '--json'], more);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Printed;
  };

  it('prints one JSON object with the documented fields', async () => {
    const vtt = await write(
      'numbered.vtt',
      "WEBVTT\n\n7\n00:00:01.000 --> 00:00:04.000\n<v Priya Raman>I'll send the cutover plan to the vendor</v>\n\n8\n00:00:04.000 --> 00:00:06.000\n<v Priya Raman>by Friday.</v>\n\n9\n00:00:07.000 --> nonsense\n<v Priya Raman>Lost.</v>\n",
    );
    const roster = await write(
      'roster.json',
      '[{ "id": "p-3", "name": "Priya Raman", "mail": "priya.raman@harbour.example" }]',
    );
    const printed = await json([
      vtt,
      '--roster',
      roster,
      '--start',
      '2026-11-25T23:30:00Z',
      '--time-zone',
      'Asia/Tokyo',
      '--locale',
      'en-GB',
    ]);
    const [action] = printed.actions;
    assert.equal(printed.actions.length, 1);
    assert.equal(action?.text, 'Send the cutover plan to the vendor');
    assert.equal(action?.standing, 'committed');
    assert.deepEqual(action?.owners, [{ name: 'Priya Raman', id: 'p-3', candidates: [] }]);
    // In Tokyo the meeting is on Thursday.
    assert.equal(action?.due?.date, '2026-11-27');
    assert.equal(action?.due?.phrase, 'by Friday');
    assert.deepEqual(action?.evidence, [
      {
        cue: '7',
        start: 1_000,
        end: 4_000,
        speaker: 'Priya Raman',
        quote: "I'll send the cutover plan to the vendor",
      },
      { cue: '8', start: 4_000, end: 6_000, speaker: 'Priya Raman', quote: 'by Friday.' },
    ]);
    assert.ok((action?.confidence ?? 0) > 0.5 && (action?.confidence ?? 2) <= 1);
    assert.deepEqual(printed.attendees, [{ name: 'Priya Raman', id: 'p-3' }]);
    assert.equal(printed.dropped, 1);
    assert.equal(printed.meeting.language, 'en');
    for (const list of ['decisions', 'risks', 'issues', 'questions'])
      assert.deepEqual((printed as unknown as Record<string, unknown>)[list], [], list);
  });

  it('names cues by their place where the file gives them no identifier', async () => {
    const vtt = await write(
      'bare.vtt',
      'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Ada>Morning.</v>\n\n00:00:03.000 --> 00:00:06.000\n<v Ada>I will send the list to the vendor tomorrow.</v>\n',
    );
    const { actions } = await json([vtt, '--start', '2026-11-25T10:00', '--time-zone', 'Europe/Madrid']);
    assert.deepEqual(
      actions.map(({ evidence, due }) => [evidence[0]?.cue, due?.date]),
      [['1', '2026-11-26']],
    );
  });

  it('prints minutes to read, with weekdays and the words that were said', async () => {
    const { code, stdout, stderr } = await run([
      WEEKLY,
      '--start',
      '2026-11-25T09:00',
      '--time-zone',
      'Europe/Madrid',
    ]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Minutes of atlas-weekly\.vtt, Wednesday,? 25 November 2026/);
    assert.match(
      stdout,
      /\nActions\n {2}- Priya Raman: Order the second firewall pair \(due Fri 27 Nov 2026\)\n {6}Priya Raman, 1:33: “/,
    );
    assert.equal(stderr, '');
  });

  it('reads a German meeting as German and says what a Polish one was', async () => {
    const german = await json([
      'tests/meetings/languages/de-projektrunde.vtt',
      '--start',
      '2027-03-10T09:00:00Z',
      '--locale',
      'de-DE',
    ]);
    assert.ok(german.actions.some(({ text }) => text === 'Cutover-Plan an den Lieferanten schicken'));
    const polish = await write(
      'pl.txt',
      'Ewa: Dzień dobry, wyślę wam plan do piątku, bo jeszcze nie jest gotowy.\nJan: Dobrze, ja sprawdzę serwery, bo nie działają tak jak trzeba.\n',
    );
    const { actions, attendees, notices } = await json([polish]);
    assert.deepEqual(actions, []);
    assert.deepEqual(
      attendees.map(({ name }) => name),
      ['Ewa', 'Jan'],
    );
    assert.match(notices[0] ?? '', /held in Polish, which Docket does not read/);
  });

  it('asks the language model where it is told to, and says so when the embedded engine stood in', async () => {
    const server = await startLanguageServer();
    try {
      const model = { LANGUAGE_MODEL_URL: server.url, LANGUAGE_MODEL_NAME: 'test-model' };
      const { engine } = await json([WEEKLY, '--engine', 'llm'], model);
      assert.match(engine, /^language model 1 \(test-model\)|^rules/);
      assert.ok(server.requests.length > 0);
    } finally {
      await server.close();
    }
    const model = { LANGUAGE_MODEL_URL: server.url, LANGUAGE_MODEL_NAME: 'test-model' };
    const { engine, actions } = await json([WEEKLY, '--engine', 'llm'], model);
    assert.match(engine, /^rules .*the language model was not reachable/);
    assert.ok(actions.length > 0);
  });

  const refusals: readonly (readonly [string, () => Promise<readonly string[]>, RegExp])[] = [
    ['a file that is not there', async () => ['no-such-file.vtt'], /no-such-file\.vtt cannot be read/],
    ['an empty file', async () => [await write('empty.vtt', '')], /is empty/],
    [
      'a file without a good cue',
      async () => [await write('broken.vtt', 'WEBVTT\n\n00:00:01.000 --> nonsense\nHello there.\n')],
      /Line \d+:/,
    ],
    [
      'a moment that is none',
      async () => [WEEKLY, '--start', 'yesterday'],
      /--start: “yesterday” is no moment/,
    ],
    ['a zone that is none', async () => [WEEKLY, '--time-zone', 'Mars/Base'], /--time-zone: “Mars\/Base”/],
    ['a locale that is none', async () => [WEEKLY, '--locale', 'e n'], /--locale/],
    [
      'a roster that is no JSON',
      async () => [WEEKLY, '--roster', await write('r.json', '{')],
      /--roster: .* is no JSON/,
    ],
    [
      'a roster with somebody without a name',
      async () => [WEEKLY, '--roster', await write('n.json', '[{ "id": "1" }]')],
      /person 1 has no name/,
    ],
    ['an engine that is none', async () => [WEEKLY, '--engine', 'magic'], /--engine: “magic”/],
    ['a language model that is not set up', async () => [WEEKLY, '--engine', 'llm'], /LANGUAGE_MODEL_URL/],
    ['no file at all', async () => [], /missing required argument/],
  ];
  for (const [what, command, said] of refusals) {
    it(`ends with 2 and a sentence on standard error for ${what}`, async () => {
      const { code, stdout, stderr } = await run([...(await command()), '--json']);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, said);
      assert.ok(!/\n\s+at /.test(stderr), 'no stack');
    });
  }
});
