import assert from 'node:assert/strict';
import exceljs from 'exceljs';
import { asPersonId } from '../../src/kernel/ids.ts';
import { logRow, logRows, logWorkbook } from '../support/issuesLog.ts';
import { AMARA, GENERAL, SAMPLE, TENANT, TOMASZ } from '../support/sampleTenant.ts';
import { objectsIn, type ShownAnswer, type ShownMessage, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

describe('files of the registers', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  /** What the inputs of a card hold. */
  const inputsOf = (card: unknown): Record<string, unknown> =>
    Object.fromEntries(
      objectsIn(card)
        .filter(({ type }) => String(type).startsWith('Input.'))
        .map(({ id, value }) => [String(id), value]),
    );
  /** The answer's card in the place of the message's, as the client of the person who clicked shows it. */
  const replaced = (message: ShownMessage, { card }: ShownAnswer): ShownMessage => ({
    ...message,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  });
  const press = async (message: ShownMessage, verb: string): Promise<ShownMessage> => {
    const inputs = inputsOf(message.attachments.map(({ content }) => content));
    return replaced(message, await world.clickCard(AMARA, message, `registers.import.${verb}`, inputs));
  };
  const give = async (conversation: string | null, count: number): Promise<ShownMessage> => {
    const content = await logWorkbook(logRows(count));
    const [message] = await world.sendMessage(AMARA, 'import issues', {
      conversation,
      files: [{ name: 'ACME log.xlsx', content }],
    });
    return message ?? assert.fail('There is an answer.');
  };

  it('given in the 1:1 chat become 200 rows of the SharePoint list, each once, while it is throttled, breaks off and is busy', async () => {
    const plan = await press(await give(null, 200), 'check');
    assert.match(shownText(plan), /Import 200 issues/);
    const items = { path: '/sites/[^/]+/lists/[^/]+/items', regex: true } as const;
    await world.fault(
      { match: { ...items, method: 'POST' }, fault: 'throttle', times: 30, retryAfterSeconds: 3 },
      { match: { ...items, method: 'POST' }, fault: 'lost-reply', times: 25, after: 10 },
      { match: { ...items, method: 'POST' }, fault: 'unavailable', times: 10, after: 60 },
    );
    const done = await press(plan, 'run');
    assert.match(shownText(done), /200 \(I-1 to I-200\)/);
    for (let round = 0; round < 12; round += 1) {
      await world.retryJobs();
      await world.passTime(61_000);
    }
    const rows = await world.listItems('Issues');
    assert.equal(rows.length, 200);
    assert.deepEqual(
      rows.map(({ Title }) => Title).sort(),
      logRows()
        .map((row) => row[1])
        .sort(),
    );
    assert.equal(new Set(rows.map(({ ItemKey }) => ItemKey)).size, 200);
    const again = await press(await give(null, 200), 'check');
    assert.match(shownText(again), /As they are already\n200/);
  });

  it('of 500 rows: their message says how far they are saved, that SharePoint is away, and that all are there', async () => {
    const message = await give(null, 500);
    const plan = await press(message, 'check');
    const now = async (): Promise<string> => {
      const said = await world.messages(message.conversationId);
      return shownText(said.find(({ id }) => id === message.id) ?? assert.fail('The message is gone.'));
    };
    await world.fault({
      match: { path: '/sites/[^/]+/lists/[^/]+/items$', regex: true, method: 'POST' },
      fault: 'unavailable',
      after: 200,
      retryAfterSeconds: 30,
    });
    assert.match(shownText(await press(plan, 'run')), /500 \(I-1 to I-500\)[\s\S]*saving, 0 of 500 saved/);
    await world.passTime(5_000);
    const [, saved] = /saving, (\d+) of 500 saved/.exec(await now()) ?? assert.fail(await now());
    assert.ok(Number(saved) > 0 && Number(saved) < 500, saved);
    assert.equal((await world.listItems('Issues')).length, Number(saved));
    await world.local('DELETE', '/local365/faults');
    await world.retryJobs();
    await world.passTime(60_000);
    assert.match(await now(), /500 \(I-1 to I-500\)[\s\S]*all 500 saved/);
    assert.equal((await world.listItems('Issues')).length, 500);
  });

  it('given with no word at all in the channel are imported too, and belong to who gave them', async () => {
    const [message] = await world.sendMessage(AMARA, '', {
      files: [{ name: 'issues.xlsx', content: await logWorkbook(logRows(3)) }],
    });
    const card = message ?? assert.fail('There is an answer.');
    const refused = await world.clickCard(TOMASZ, card, 'registers.import.check', inputsOf(card.attachments));
    assert.match(shownText(refused), /Amara Okafor attached this file and decides on it/);
    await press(await press(card, 'check'), 'run');
    assert.equal((await world.listItems('Issues')).length, 3);
    const [shown] = await world.sendMessage(AMARA, 'history I-2', { conversation: GENERAL });
    assert.match(shownText(shown ?? card), /import of issues\.xlsx/);
  });

  it('are asked for in the zone of the person’s device, which reminders keep to', async () => {
    await world.sendMessage(AMARA, 'actions');
    const [amara] = await world.app().transact(TENANT, ({ people }) => people.find([asPersonId(AMARA)]));
    assert.equal(amara?.zone, 'Europe/Madrid');
  });

  it('of an export are in the project’s library under the linked address', async () => {
    await press(await press(await give(GENERAL, 40), 'check'), 'run');
    const [reply] = await world.sendMessage(AMARA, 'export');
    const [, name = '', link = ''] = /^\[(.+?)\]\((\S+)\) holds 43 rows/.exec(reply?.text ?? '') ?? [];
    assert.match(decodeURIComponent(link), /Docket exports/);
    const { hostname, pathname } = new URL(SAMPLE.project.siteUrl);
    const site = await world.graph(`/sites/${hostname}:${pathname}`);
    const path = encodeURIComponent(`Docket exports/${name.replaceAll('\\', '')}`).replaceAll('%2F', '/');
    const response = await fetch(`${world.local365}/v1.0/sites/${site.id}/drive/root:/${path}:/content`, {
      headers: { authorization: `Bearer ${SAMPLE.graphToken}` },
    });
    assert.equal(response.status, 200);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(await response.arrayBuffer());
    const sheet = workbook.getWorksheet('Issues');
    assert.equal(sheet?.rowCount, 41);
    assert.equal(sheet?.getCell(2, 2).value, logRow(1)[1]);
  });
});
