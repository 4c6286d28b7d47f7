import assert from 'node:assert/strict';
import { mergeInsights } from '../../../src/meetings/insights.ts';
import type { Minutes } from '../../../src/meetings/minutes/minutes.ts';
import type { MeetingInsight } from '../../../src/meetings/ports.ts';
import { inOneLine, makeContext, makeTranscript, readTalk } from './minutes/talk.ts';

const TALK = [
  'Amara: Good morning everybody, shall we begin?',
  'Priya: I will send the network diagram to the vendor by Thursday.',
  'Yusuf: The customer data of the old branches still has duplicates in it.',
  'Amara: Somebody ought to look at the firewall exceptions for the warehouse scanners.',
  'Kenji: Our people could probably review the firewall exceptions.',
  'Lucía: The test environment was slow again.',
];

const insight = (
  ...actionItems: readonly (readonly [text: string, owner?: string | null, title?: string])[]
): MeetingInsight => ({
  transcriptId: 't1',
  actionItems: actionItems.map(([text, ownerName = null, title = '']) => ({ title, text, ownerName })),
});

const merge = async (
  insights: readonly MeetingInsight[],
  talk = TALK,
): Promise<{ ours: Minutes; merged: Minutes }> => {
  const ours = await readTalk(talk);
  return { ours, merged: mergeInsights(ours, insights, makeTranscript(talk), makeContext()) };
};

describe('mergeInsights', () => {
  it('leaves minutes alone without insights', async () => {
    for (const insights of [[], [insight()]]) {
      const { ours, merged } = await merge(insights);
      assert.equal(merged, ours);
    }
  });

  it('raises the confidence of an action that both have, and keeps our words, owner and day', async () => {
    const { ours, merged } = await merge([
      insight(['Priya will share the network diagram with the vendor', 'Priya Raman']),
    ]);
    const [before] = ours.items;
    const [after] = merged.items;
    assert.ok(before !== undefined && after !== undefined);
    assert.equal(merged.items.length, ours.items.length);
    assert.deepEqual({ ...after, confidence: 0 }, { ...before, confidence: 0 });
    assert.ok(after.confidence > before.confidence && after.confidence < 1);
    assert.equal(merged.engine, "rules 1 with Microsoft's insights");
  });

  it('raises it once, however often Microsoft says it', async () => {
    const once = await merge([insight(['Send the network diagram to the vendor'])]);
    const twice = await merge([
      insight(['Send the network diagram to the vendor'], ['Network diagram to the vendor', 'Priya Raman']),
      insight(['Send the network diagram']),
    ]);
    assert.deepEqual(twice.merged.items, once.merged.items);
  });

  it('proposes an action that only Microsoft has, with the words that were said', async () => {
    const { ours, merged } = await merge([
      insight(['Review the firewall exceptions for the warehouse scanners', 'Kenji Mori']),
    ]);
    assert.equal(merged.items.length, ours.items.length + 1);
    const added = merged.items.find(({ id }) => !ours.items.some((item) => item.id === id));
    assert.ok(added !== undefined);
    assert.equal(
      inOneLine(added),
      'proposed: Review the firewall exceptions for the warehouse scanners (Kenji Mori, -)',
    );
    assert.deepEqual(
      added.evidence.map(({ cueIds, quote }) => [cueIds, quote]),
      [
        [['c4'], 'Somebody ought to look at the firewall exceptions for the warehouse scanners.'],
        [['c5'], 'Our people could probably review the firewall exceptions.'],
      ],
    );
    assert.ok(added.confidence < 0.5, 'it would be taken by default');
  });

  it('takes no owner who neither spoke nor was named there', async () => {
    const { merged } = await merge([
      insight(['Review the firewall exceptions for the warehouse scanners', 'Robert Nobody']),
    ]);
    assert.deepEqual(merged.items.at(-1)?.owners, [{ kind: 'unknown' }]);
  });

  it('drops and counts what nobody said', async () => {
    const { ours, merged } = await merge([
      insight(
        ['Prepare the budget for the new canteen', 'Amara Okafor'],
        ['', null, 'Board dinner in Lisbon'],
      ),
    ]);
    assert.deepEqual(merged.items, ours.items);
    assert.equal(merged.droppedItems, 2);
  });

  it('goes by the title where there is no text', async () => {
    const { ours, merged } = await merge([insight(['', 'Priya Raman', 'Network diagram to the vendor'])]);
    assert.equal(merged.items.length, ours.items.length);
    assert.ok((merged.items[0]?.confidence ?? 0) > (ours.items[0]?.confidence ?? 1));
  });

  it('leaves a withdrawn action withdrawn', async () => {
    const talk = [
      ...TALK,
      'Priya: Actually no, forget the network diagram, I will not send it, the vendor has it already.',
    ];
    const { ours, merged } = await merge(
      [insight(['Send the network diagram to the vendor', 'Priya Raman'])],
      talk,
    );
    const withdrawn = ours.items.filter(({ standing }) => standing === 'withdrawn');
    assert.deepEqual(
      merged.items.filter(({ standing }) => standing === 'withdrawn'),
      withdrawn,
    );
    assert.equal(merged.items.length, ours.items.length);
  });

  it('keeps the order of the meeting', async () => {
    const { merged } = await merge([
      insight(['Clean the duplicates in the customer data of the old branches', 'Yusuf Demir']),
    ]);
    const starts = merged.items.map(({ evidence: [first] }) => first.startMs);
    assert.deepEqual(
      starts,
      [...starts].sort((one, other) => one - other),
    );
    assert.equal(merged.items.length, 2);
  });
});
