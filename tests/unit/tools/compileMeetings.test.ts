import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { readTranscript } from '../../../src/meetings/transcript/index.ts';
import { compileSet } from '../../../tools/compileMeetings.ts';
import { compileMeeting, type MeetingTruth } from '../../../tools/meetings/compileMeeting.ts';
import { DIALECTS } from '../../../tools/meetings/dialects.ts';
import { readSource } from '../../../tools/meetings/source.ts';

const SETS = ['samples', 'short', 'fresh', 'training', 'tuning', 'held-out', 'languages'] as const;

interface SourceParts {
  readonly dialect?: string;
  readonly actions?: string;
  readonly talk?: string;
}

function makeSource({
  dialect = 'teams',
  actions = '',
  talk = 'ana: Good morning.',
}: SourceParts = {}): string {
  return `title: Small meeting
start: 2026-03-10T09:00:00Z
zone: Europe/London
locale: en-GB
dialect: ${dialect}
people:
  ana | Ana Ruiz | ana.ruiz@small.example | IT | Lead | nick=Anita
  bo | Bo & Co Lind | | | | guest; label=Bo Lind (Guest)
  tan | Tan Wei Ling | | | | given=Wei Ling; surname=Tan; absent
  room | Speaker 1 | | | | unlisted
openItems:
  A-1 | Old thing | ana | 2026-03-01
actions:
${actions}
---
${talk}
`;
}

const compile = (parts?: SourceParts) => compileMeeting('small', readSource(makeSource(parts)));

/** `compileSet` gives a meeting's transcript and then its truth. */
function pairsOf<File>(files: readonly File[]): [File, File][] {
  return files.flatMap((file, index) => {
    const next = files[index + 1];
    return index % 2 === 0 && next !== undefined ? [[file, next] as [File, File]] : [];
  });
}

describe('compileMeetings', () => {
  for (const set of SETS) {
    it(`finds every file of ${set} as its source gives it`, () => {
      const files = compileSet(set);
      assert.ok(files.length >= (set === 'samples' ? 4 : set === 'short' ? 6 : 12));
      for (const { path, content } of files) assert.equal(readFileSync(path, 'utf8'), content, path);
    });
  }

  it('gives evidence by the cue ids under which the reader knows them', async () => {
    for (const [vtt, json] of pairsOf(SETS.flatMap(compileSet))) {
      const { cues, dropped } = await readTranscript(Buffer.from(vtt.content));
      const known = new Set(cues.map(({ id }) => id));
      const { actions, decisions, risks, issues, questions } = JSON.parse(json.content) as MeetingTruth;
      const cited = [actions, decisions, risks, issues, questions].flat().flatMap(({ cueIds }) => cueIds);
      assert.deepEqual(
        cited.filter((id) => !known.has(id)),
        [],
        vtt.path,
      );
      assert.deepEqual(dropped, [], vtt.path);
    }
  });

  it('finds no sentence of eight words or more in two meetings', () => {
    const seen = new Map<string, string>();
    for (const set of SETS) {
      for (const name of readdirSync(`tests/meetings/source/${set}`)) {
        const { turns } = readSource(readFileSync(`tests/meetings/source/${set}/${name}`, 'utf8'));
        for (const sentence of turns.flatMap(({ text }) =>
          text.replaceAll(/\[#[^\]]+\]/g, '').split(/(?<=[.?!])\s+/),
        )) {
          const words = sentence.toLowerCase().trim();
          if (words.split(' ').length < 8) continue;
          assert.ok((seen.get(words) ?? name) === name, `"${sentence}" is in ${name} and ${seen.get(words)}`);
          seen.set(words, name);
        }
      }
    }
    assert.ok(seen.size > 1_000);
  });
});

describe('compileMeeting', () => {
  it('takes the sentence before a mark as evidence', () => {
    const { truth } = compile({
      actions: '  a1 | Send the plan to everybody | ~ana | 2026-03-12',
      talk: 'ana: That was last week and it is all done and forgotten by now, I hope so. I will send the new plan to everybody by Thursday. [#a1] Now something else that has nothing to do with it.\nbo: Fine by me, thank you.',
    });
    assert.equal(truth.actions[0]?.cueIds.length, 1);
    assert.match(truth.actions[0]?.cueIds[0] ?? '', /\/9-1$/);
  });

  it('takes everything since an opening brace as evidence, and both cues of a cut sentence', () => {
    const long =
      'I will send the new plan to everybody who has asked for it in the meeting of last week or before that';
    const { truth, vtt } = compile({
      actions: '  a1 | Send the plan | ~ana | -',
      talk: `ana: {${long}. Promised. [#a1]`,
    });
    assert.equal(truth.actions[0]?.cueIds.length, 2);
    assert.ok(!vtt.includes('{') && !vtt.includes('[#'));
  });

  it('gives listed owners by id, others by the name that was said, and tells whether it was said', () => {
    const { truth } = compile({
      actions: '  a1 | One | ana | -\n  a2 | Two | ~bo, "Infra" | - | requested\n  a3 | Three | room | -',
      talk: 'ana: Ana does one. [#a1] Bo and infra could do two. [#a2] The room does three. [#a3]',
    });
    const [one, two, three] = truth.actions;
    const ids = (truth.roster as { id: string }[]).map(({ id }) => id);
    assert.deepEqual(one?.owners, [ids[0]]);
    assert.deepEqual(two?.owners, [ids[1], 'Infra']);
    assert.deepEqual(three?.owners, ['Speaker 1']);
    assert.deepEqual([one?.ownerIsSaid, two?.ownerIsSaid], [true, false]);
  });

  it('lists who attended, and given names that are not the first word', () => {
    const { truth } = compile();
    const roster = truth.roster as { id: string; givenName: string; surname: string }[];
    assert.equal(roster.length, 3);
    assert.deepEqual(
      truth.attendeeIds,
      roster.slice(0, 2).map(({ id }) => id),
    );
    assert.deepEqual([roster[2]?.givenName, roster[2]?.surname], ['Wei Ling', 'Tan']);
  });

  it('says everything that is wrong with the marks at once', () => {
    const parts = {
      actions: '  a1 | Never said | ana | -\n  a2 | Late | carl | 2026-03-09 | promised | A-2 done',
      talk: 'ana: Said. [#a2] Unknown. [#a9]\nzoe: Hello.',
    };
    assert.throws(
      () => compile(parts),
      (error: Error) => {
        for (const wanted of [
          'The mark #a9 is not in the header.',
          '#a1 is in the header but nobody says it.',
          '"zoe" is not among the people.',
          '#a2: the owner carl is neither',
          '#a2: 2026-03-09 is before the meeting.',
          '#a2: no standing "promised".',
          '#a2: "A-2 done" is no change of an open item.',
        ]) {
          assert.ok(error.message.includes(wanted), `${wanted}\n${error.message}`);
        }
        return true;
      },
    );
  });

  it('gives the same bytes for the same source', () => {
    assert.equal(compile().vtt, compile().vtt);
  });

  it('lets cross-talk begin before the turn before it ends', () => {
    const { vtt } = compile({ talk: 'ana: One two three four five six seven eight.\n+bo: Yes.' });
    const times = [...vtt.matchAll(/(\S+) --> (\S+)/g)].map(([, start = '', end = '']) => ({ start, end }));
    assert.equal(times.length, 2);
    assert.ok((times[1]?.start ?? '') < (times[0]?.end ?? ''));
  });
});

describe('DIALECTS', () => {
  it('escape names and words in voice tags', () => {
    const { vtt } = compile({ talk: 'bo: R&D <beta>.' });
    assert.match(vtt, /<v Bo Lind \(Guest\)>R&amp;D &lt;beta&gt;\.<\/v>/);
  });

  for (const [dialect, wanted] of [
    ['graph', /^WEBVTT\n\n00:00:0\d\.\d{3} --> [\d:.]+\n<v Ana Ruiz>Good morning\.<\/v>\n$/],
    ['graph-short-times', /^WEBVTT\n\n0:0:\d\.\d+ --> 0:0:\d\.\d+\n<v Ana Ruiz>Good morning\.<\/v>$/],
    ['teams-crlf', /^\ufeffWEBVTT\r\n\r\n[0-9a-f-]{36}\/9-0\r\n.+\r\n<v Ana Ruiz>Good morning\.<\/v>\r\n$/],
    [
      'metadata',
      /\n\{"startDateTime":"2026-03-10T09:00:0\d\.\d{3}0000\+00:00",.*"speakerName":"Ana Ruiz","spokenText":"Good morning\."/,
    ],
    ['unattributed', /^00:00:0\d\.\d{3} --> [\d:.]+ \n\nGood morning\.\n$/],
    ['plain', /^WEBVTT\n\n.+\nGood morning\.\n$/],
    ['zoom', /^WEBVTT\r\n\r\n1\r\n.+\r\nAna Ruiz: Good morning\.\r\n$/],
  ] as const) {
    it(`write ${dialect} as the service does`, () => {
      assert.ok(dialect in DIALECTS);
      assert.match(compile({ dialect }).vtt, wanted);
    });
  }
});

describe('readSource', () => {
  it('names the line of a turn that it cannot read', () => {
    assert.throws(
      () => readSource(makeSource({ talk: 'just words' })),
      /^Error: Line 16 is not "key: words"/,
    );
  });

  it('refuses a source without a talk', () => {
    assert.throws(() => readSource('title: x'), /no line "---"/);
  });
});
