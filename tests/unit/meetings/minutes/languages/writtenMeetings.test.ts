import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { makeRulesEngine } from '../../../../../src/meetings/minutes/index.ts';
import type { MeetingContext, MinuteItem } from '../../../../../src/meetings/minutes/minutes.ts';
import { readTranscript } from '../../../../../src/meetings/transcript/index.ts';

const FOLDER = 'tests/meetings/languages';

interface Truth extends Omit<MeetingContext, 'attendeeIds'> {
  readonly attendeeIds?: MeetingContext['attendeeIds'];
  readonly actions: readonly {
    readonly about: string;
    readonly cueIds: readonly string[];
    readonly owners: readonly string[];
    readonly due: string | null;
    readonly standing: string;
  }[];
  readonly decisions: readonly { readonly about: string; readonly cueIds: readonly string[] }[];
}

interface Count {
  wanted: number;
  proposed: number;
  found: number;
  owners: number;
  dues: number;
  decisions: number;
  wantedDecisions: number;
}

const ownersOf = ({ owners }: MinuteItem): string =>
  owners
    .map((owner) => (owner.kind === 'person' ? owner.personId : owner.kind))
    .sort()
    .join();

const shared = (item: MinuteItem, cueIds: readonly string[]): number =>
  item.evidence.flatMap((evidence) => evidence.cueIds).filter((id) => cueIds.includes(id)).length;

/** Each wanted item gets the free one that shares most cues with it. */
function pair<Wanted extends { readonly cueIds: readonly string[] }>(
  wanted: readonly Wanted[],
  items: readonly MinuteItem[],
): [Wanted, MinuteItem][] {
  const free = new Set(items);
  return wanted.flatMap((each): [Wanted, MinuteItem][] => {
    const [best] = [...free]
      .filter((item) => shared(item, each.cueIds) > 0)
      .sort((one, other) => shared(other, each.cueIds) - shared(one, each.cueIds));
    if (best === undefined) return [];
    free.delete(best);
    return [[each, best]];
  });
}

async function count(language: string): Promise<Count> {
  const total: Count = {
    wanted: 0,
    proposed: 0,
    found: 0,
    owners: 0,
    dues: 0,
    decisions: 0,
    wantedDecisions: 0,
  };
  for (const name of readdirSync(FOLDER).filter(
    (each) => each.startsWith(`${language}-`) && each.endsWith('.json'),
  )) {
    const truth = JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as Truth;
    const transcript = await readTranscript(readFileSync(`${FOLDER}/${name.replace('.json', '.vtt')}`));
    const minutes = await makeRulesEngine().write(transcript, { ...truth, attendeeIds: [], openItems: [] });
    assert.equal(minutes.language, language, name);
    assert.equal(minutes.notices, undefined, name);
    const proposed = minutes.items.filter(
      ({ kind, standing }) => kind === 'action' && standing === 'committed',
    );
    const wanted = truth.actions.filter(({ standing }) => standing === 'committed');
    const pairs = pair(wanted, proposed);
    total.wanted += wanted.length;
    total.proposed += proposed.length;
    total.found += pairs.length;
    total.owners += pairs.filter(([each, item]) => ownersOf(item) === [...each.owners].sort().join()).length;
    total.dues += pairs.filter(([each, item]) => (item.due?.day ?? null) === each.due).length;
    total.wantedDecisions += truth.decisions.length;
    total.decisions += pair(
      truth.decisions,
      minutes.items.filter(({ kind }) => kind === 'decision'),
    ).length;
  }
  return total;
}

describe('makeRulesEngine, written meetings in other languages', () => {
  for (const language of ['de', 'fr', 'es', 'nl']) {
    it(`finds the actions of ${language} with their owners and days`, async () => {
      const { wanted, proposed, found, owners, dues, decisions, wantedDecisions } = await count(language);
      assert.ok(wanted >= 20, `${wanted} wanted`);
      assert.ok(found / wanted >= 0.85, `recall ${found}/${wanted}`);
      assert.ok(found / proposed >= 0.9, `precision ${found}/${proposed}`);
      assert.ok(owners / found >= 0.95, `owners ${owners}/${found}`);
      assert.ok(dues / found >= 0.95, `days ${dues}/${found}`);
      assert.ok(decisions / wantedDecisions >= 0.75, `decisions ${decisions}/${wantedDecisions}`);
    });
  }
});
