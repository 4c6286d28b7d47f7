import assert from 'node:assert/strict';
import exceljs from 'exceljs';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { addRowsIn } from '../../../src/registers/addRow.ts';
import { actions } from '../../../src/registers/definitions/actions.ts';
import { registerDefinitions } from '../../../src/registers/definitions/index.ts';
import { amara, type FakeRegisters, kenji, say, startFakeRegisters } from '../../support/fakeRegisters.ts';

describe('export of the registers', () => {
  let world: FakeRegisters;
  beforeEach(async () => {
    world = await startFakeRegisters();
  });
  const upload = (at = 0) => world.uploads[at] ?? assert.fail('A file was uploaded.');
  const open = async () => {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(upload().content.slice().buffer as ArrayBuffer);
    return workbook;
  };

  it('has a sheet for every register and one with all rows, is in the library, and is linked', async () => {
    await say(world, amara, 'add action =1+1 due 2026-11-20 priority critical owner me');
    await say(world, amara, 'add risk Vendor late probability 4 impact 5');
    const reply = await say(world, amara, 'export');
    const made = await open();
    assert.deepEqual(
      made.worksheets.map(({ name }) => name),
      [...registerDefinitions.map(({ title }) => title), 'All rows'],
    );
    assert.match(upload().path, /^Docket exports\/Atlas ERP migration registers 2026-11-25 1000\.xlsx$/);
    assert.match(
      String(reply !== undefined && 'text' in reply && reply.text),
      /^\[Atlas ERP migration registers 2026-11-25 1000\.xlsx\]\(https:\/\/harbour\.sharepoint\.example\/sites\/atlas\/Shared%20Documents\/\S+\) holds 2 rows/,
    );
    const all = made.getWorksheet('All rows');
    const rows = [2, 3].map((row) =>
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((column) => all?.getCell(row, column).value),
    );
    assert.deepEqual(rows, [
      [
        'Actions',
        'A-1',
        '=1+1',
        'Open',
        false,
        'Amara Okafor',
        new Date('2026-11-20T00:00:00Z'),
        5,
        'Critical',
        null,
      ],
      ['Risks', 'R-1', 'Vendor late', 'Open', false, null, null, 0, null, 20],
    ]);
  });

  it('of one register is that one', async () => {
    await say(world, amara, 'export risks');
    assert.deepEqual(
      (await open()).worksheets.map(({ name }) => name),
      ['Risks', 'All rows'],
    );
  });

  it('as CSV keeps a spreadsheet from calculating', async () => {
    await say(world, amara, 'add action =1+1');
    await say(world, amara, 'export csv actions');
    assert.match(new TextDecoder().decode(upload().content), /^A-1,'=1\+1,/m);
    assert.match(upload().path, /Actions 2026-11-25 1000\.csv$/);
  });

  for (const text of ['export csv', 'export csv nonsense', 'export nonsense']) {
    it(`says which registers there are for “${text}”`, async () => {
      const reply = await say(world, amara, text);
      assert.ok(isRefusal(reply) && /actions, decisions, risks/.test(reply.reason));
    });
  }

  it('of many rows says first that it takes some seconds', async () => {
    await world.ports.transact(world.project.tenantId, (stores) =>
      addRowsIn(
        stores,
        world.ports,
        world.as(amara),
        Array.from({ length: 1_001 }, (_each, at) => ({
          definition: actions,
          values: { title: `Row ${at}` },
        })),
      ),
    );
    await say(world, amara, 'export csv actions');
    const { posts } = world.store.committed(world.project.tenantId);
    assert.deepEqual(
      posts.map(({ reply }) => reply.text),
      ['I write 1001 rows into a file; its link comes in some seconds.'],
    );
    assert.equal(upload().path, 'Docket exports/Atlas ERP migration Actions 2026-11-25 1000.csv');
  });

  it('is not for guests', async () => {
    const reply = await say(world, kenji, 'export');
    assert.ok(isRefusal(reply) && reply.code === 'not-allowed');
    assert.equal(world.uploads.length, 0);
  });
});
