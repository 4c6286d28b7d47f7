import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AMARA } from '../support/sampleTenant.ts';
import { shownText } from '../support/shownMessages.ts';
import { type EndedMeeting, startApp, type TestWorld } from '../support/startApp.ts';

const WEEKLY = readFileSync('samples/meetings/atlas-weekly.vtt', 'utf8');
const SUBJECT = 'Atlas weekly project meeting';
const HOUR_MS = 3_600_000;

/** Words of the sample meeting that the rules make nothing of. */
const ONLY_MICROSOFT = {
  title: 'Testers',
  text: 'Ask the warehouse for two more testers',
  ownerDisplayName: 'Lucía Fernández',
};

describe('Microsoft’s meeting insights in the minutes', function () {
  this.timeout(300_000);
  let world: TestWorld;
  const start = async (config: Record<string, string>): Promise<void> => {
    world = await startApp({ config, settings: { CopilotLicences: 'all' } });
  };
  afterEach(() => world.close());

  const attach = ({ transcriptId }: EndedMeeting) =>
    world.local('POST', '/local365/meetings/insights', { transcriptId, actionItems: [ONLY_MICROSOFT] });
  const review = async (): Promise<string> => shownText(await world.cardWith('minutes.publish'));

  it('shows what only Microsoft heard as not clear, with the words that were said', async () => {
    await start({ MEETING_INSIGHTS: 'on' });
    await attach(await world.endMeeting({ vtt: WEEKLY, subject: SUBJECT }));
    await world.settle();
    assert.match(await review(), /Ask the warehouse for two more testers/);
  });

  it('adds it to the card when it comes hours later, and not after the publication', async () => {
    await start({ MEETING_INSIGHTS: 'on' });
    const ended = await world.endMeeting({ vtt: WEEKLY, subject: SUBJECT });
    await world.settle();
    assert.ok(!(await review()).includes(ONLY_MICROSOFT.text));
    await world.passTime(2 * HOUR_MS, HOUR_MS);
    await attach(ended);
    await world.passTime(HOUR_MS);
    assert.match(await review(), /Ask the warehouse for two more testers/);
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    const published = (await world.messages()).length;
    await world.passTime(3 * HOUR_MS, HOUR_MS);
    assert.equal((await world.messages()).length, published);
  });

  it('asks for none unless it is told to', async () => {
    await start({});
    await attach(await world.endMeeting({ vtt: WEEKLY, subject: SUBJECT }));
    await world.settle();
    assert.ok(!(await review()).includes(ONLY_MICROSOFT.text));
  });
});
