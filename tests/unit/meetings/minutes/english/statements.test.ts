import assert from 'node:assert/strict';
import type { MinuteKind } from '../../../../../src/meetings/minutes/minutes.ts';
import { itemsOf, readTalk } from '../talk.ts';

const TABLE: readonly [kind: MinuteKind, lines: readonly string[], text: string, cues: readonly string[]][] =
  [
    ['decision', ["Tomasz: Let's go with option B.", 'Priya: Agreed.'], 'Go with option B', ['c1']],
    [
      'decision',
      ['Tomasz: We have decided to postpone UAT to the nineteenth of April.'],
      'Postpone UAT to the nineteenth of April',
      ['c1'],
    ],
    ['decision', ['Tomasz: Decision: the pilot is Burgos.'], 'The pilot is Burgos', ['c1']],
    [
      'decision',
      ["Tomasz: Let's lock that, single sign-on comes after the pilot."],
      'Single sign-on comes after the pilot',
      ['c1'],
    ],
    [
      'decision',
      ['Tomasz: Change 4471, the firewall rule, is approved.'],
      'Change 4471, the firewall rule, is approved',
      ['c1'],
    ],
    ['decision', ['Tomasz: If nobody objects we go with option B.'], 'Go with option B', ['c1']],
    ['decision', ["Tomasz: So that's agreed, we cut over on Sundays."], 'We cut over on Sundays', ['c1']],
    [
      'decision',
      ['Tomasz: Okay, dog registration stays on paper until November.', "Tomasz: That's decided."],
      'Dog registration stays on paper until November',
      ['c1'],
    ],
    [
      'decision',
      ['Tomasz: Good. So then, my decision.', 'Tomasz: We go live on the seventeenth.'],
      'Go live on the seventeenth',
      ['c2'],
    ],
    [
      'decision',
      ['Tomasz: We freeze the supplier data two weeks before go-live.', 'Tomasz: Everyone happy?'],
      'We freeze the supplier data two weeks before go-live',
      ['c1'],
    ],
    ['risk', ["Tomasz: There's a risk that the licences arrive late."], 'The licences arrive late', ['c1']],
    [
      'risk',
      ["Kenji: If the build slips, there's not enough time left for a regression.", "Amara: That's a risk."],
      "If the build slips, there's not enough time left for a regression",
      ['c1'],
    ],
    ['issue', ['Tomasz: The test server is down again.'], 'The test server is down again', ['c1']],
    [
      'question',
      ['Kenji: Who pays for the weekend support?', "Amara: Let's leave that as an open question."],
      'Who pays for the weekend support',
      ['c1'],
    ],
  ];

describe('makeRulesEngine, decisions, risks, issues and open questions', () => {
  for (const [kind, lines, text, cues] of TABLE) {
    it(`reads a ${kind} from "${lines.join('" - "')}"`, async () => {
      const items = itemsOf(await readTalk(lines), kind);
      assert.deepEqual(
        items.map((item) => item.text),
        [text],
      );
      assert.deepEqual(items[0]?.evidence[0].cueIds, cues);
    });
  }
});
