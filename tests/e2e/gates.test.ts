import assert from 'node:assert/strict';
import { AMARA, INGRID, PRIYA, SAMPLE, TOMASZ } from '../support/sampleTenant.ts';
import { shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

describe('the go-live gate', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const say = async (who: string, text: string, options: { conversation?: string | null } = {}) =>
    (await world.sendMessage(who, text, options)).map(shownText).join('\n');

  it('says why not, goes to the board only with a reason, and prints it on the record', async () => {
    await say(AMARA, 'add defect Printer hangs severity 1');
    assert.match(
      await say(PRIYA, 'go-live gate'),
      /NO-GO[\s\S]*Defects: Blocks\. Open with severity 1\. \(\[DEF-1\]\(https:\/\/\S+listform\.aspx\?PageType=4&ListId=\S+&ID=1\)\)/,
    );
    assert.match(await say(PRIYA, 'ask go-live because we must'), /project manager/);
    assert.match(await say(AMARA, 'ask go-live'), /The checklist says NO-GO[\s\S]*because REASON/);
    assert.match(
      await say(AMARA, 'ask go-live because the law changes'),
      /GATE-1\*\* \(Go-live of Atlas ERP migration\) is put to the board/,
    );
    for (const person of SAMPLE.project.changeBoard)
      await say(person, 'approve GATE-1', { conversation: null });
    const said = (await world.messages()).map(shownText).join('\n');
    assert.match(said, /Override of NO-GO\nthe law changes \(Amara Okafor\)/);
    assert.match(
      said,
      /\*\*GO\*\*: Go-live of Atlas ERP migration \(GATE-1\) is approved\.[\s\S]*Override of the checklist: the law changes/,
    );
  });

  it('is one of several, each with its date, its checks and its board, and stands in the register', async () => {
    await say(
      AMARA,
      'add gate UAT entry date: 2026-12-04 milestone: M-1 checks: "Risks, budget variance" board: Ingrid Solheim',
    );
    await say(AMARA, 'add gate Go-live date: 2027-01-20 checks: "Risks, Buget"');
    await say(AMARA, 'add defect Printer hangs severity 1');
    assert.match(await say(AMARA, 'go-live gate'), /several gates: GATE-1 \(UAT entry\), GATE-2 \(Go-live\)/);
    const first = await say(PRIYA, 'check gate GATE-1');
    assert.match(first, /GATE-1\*\* UAT entry: Planned\n\*\*GO WITH CONDITIONS\*\*\n- Risks[\s\S]*- Budget/);
    assert.doesNotMatch(first, /Defects/, 'only the checks of the gate count');
    assert.match(
      await say(PRIYA, 'check gate GATE-2'),
      /NO-GO[\s\S]*Buget: Blocks\. There is no such check; there are/,
    );
    assert.match(await say(AMARA, 'set GATE-1 status GO'), /decided by its board/);
    assert.match(await say(AMARA, 'ask go-live GATE-1'), /GATE-1\*\* \(UAT entry\) is put to the board/);
    assert.match(
      await say(INGRID, 'approve GATE-1 if Order the badges, Priya Raman, by 2 December', {
        conversation: null,
      }),
      /Approved with conditions by Ingrid Solheim/,
    );
    const rows = (await world.listItems('Gates')).map(({ Title, Status, Conditions }) => [
      Title,
      Status,
      Conditions,
    ]);
    assert.deepEqual(rows[0], [
      'UAT entry',
      'GO with conditions',
      'Order the badges (Priya Raman, by Wed, 2 Dec 2026)',
    ]);
    assert.equal(rows[1]?.[1], 'Planned');
    assert.match(await say(AMARA, 'ask go-live GATE-1'), /is GO with conditions already/);
    assert.match(await say(AMARA, 'go-live gate'), /GATE-2/, 'the only one that is still to be decided');
    const said = (await world.messages()).map(shownText).join('\n');
    assert.match(
      said,
      /\*\*GO WITH CONDITIONS\*\*: UAT entry \(GATE-1\) is approved[\s\S]*- Order the badges/,
    );
  });

  it('is decided by the board that the project manager names, with each reason linked on the record', async () => {
    await say(AMARA, 'add defect Printer hangs severity 1');
    assert.match(await say(AMARA, 'gate rules board Ingrid Solheim'), /You may not set by what/);
    assert.match(await say(TOMASZ, 'gate rules board Ingrid Solheim'), /Ingrid Solheim decides within 3/);
    await say(AMARA, 'ask go-live because the law changes');
    assert.match(await say(INGRID, 'approve GATE-1', { conversation: null }), /Approved by Ingrid Solheim/);
    const asked = (await world.listItems('Approvals')).find(({ Event }) => Event === 'requested');
    assert.match(String(asked?.Entry), /DEF-1 Printer hangs: https:\/\/\S+ID=1/);
  });
});
