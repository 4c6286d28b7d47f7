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
      /put to the board as \*\*GATE-1\*\*/,
    );
    for (const person of SAMPLE.project.changeBoard)
      await say(person, 'approve GATE-1', { conversation: null });
    const said = (await world.messages()).map(shownText).join('\n');
    assert.match(said, /Override of NO-GO\nthe law changes \(Amara Okafor\)/);
    assert.match(
      said,
      /\*\*GO\*\*: Go-live of Atlas ERP migration is approved\.[\s\S]*Override of the checklist: the law changes/,
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
