import assert from 'node:assert/strict';
import type { Card } from '../../../../src/kernel/cards.ts';
import type { ClickAnswer, Reply } from '../../../../src/kernel/chat.ts';
import { InputError, isRefusal, type Refusal } from '../../../../src/kernel/errors.ts';
import type { RosterMember } from '../../../../src/kernel/people.ts';
import { millisecondsBetween } from '../../../../src/kernel/time.ts';
import { issues } from '../../../../src/registers/definitions/issues.ts';
import { makeRegisterJobs } from '../../../../src/registers/jobs.ts';
import type { RegisterRow } from '../../../../src/registers/store.ts';
import { writePendingRows } from '../../../../src/registers/writePendingRows.ts';
import {
  amara,
  click,
  type FakeRegisters,
  priya,
  say,
  startFakeRegisters,
  textOfCard,
  tomasz,
} from '../../../support/fakeRegisters.ts';
import { attached, LOG_COLUMNS, logCsv, logRow, logRows, logWorkbook } from '../../../support/issuesLog.ts';

describe('import of a file', () => {
  let world: FakeRegisters;
  let messages = 0;
  beforeEach(async () => {
    world = await startFakeRegisters([issues]);
  });

  const give = (name: string, content: Uint8Array | string, text = 'import', from = amara) => {
    messages += 1;
    return say(world, from, text, { id: `m${messages}`, files: [attached(name, Buffer.from(content))] });
  };
  const cardOf = (answer: Reply | ClickAnswer | Refusal | undefined): Card => {
    if (isRefusal(answer)) assert.fail(`refused: ${answer.reason}`);
    if (answer === undefined || !('card' in answer) || answer.card === undefined)
      assert.fail('There is a card.');
    return answer.card;
  };
  /** What a click on the card's button sends: its data and what the inputs hold. */
  const dataOf = (card: Card, verb: string): Record<string, unknown> => {
    let found: Record<string, unknown> | undefined;
    const inputs: Record<string, unknown> = {};
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) {
        value.forEach(walk);
        return;
      }
      if (typeof value !== 'object' || value === null) return;
      const { verb: its, id, type, data, value: held } = value as Record<string, unknown>;
      if (its === verb) found ??= data as Record<string, unknown>;
      if (typeof id === 'string' && String(type).startsWith('Input.')) inputs[id] = held;
      Object.values(value).forEach(walk);
    };
    walk(card);
    return { ...inputs, ...(found ?? assert.fail(`The card has no button ${verb}.`)) };
  };
  const press = async (
    card: Card,
    verb: string,
    more: object = {},
    by: RosterMember = amara,
  ): Promise<Card> =>
    cardOf(
      await click(world, by, `registers.import.${verb}`, {
        ...dataOf(card, `registers.import.${verb}`),
        ...more,
      }),
    );
  const targets = (card: Card) => {
    const data = dataOf(card, 'registers.import.check');
    return Object.fromEntries(Object.entries(data).filter(([name]) => name.startsWith('column')));
  };
  const counts = (card: Card): Record<string, string> => {
    const facts = card.body.find(({ type }) => type === 'FactSet')?.facts as {
      title: string;
      value: string;
    }[];
    return Object.fromEntries(facts.map(({ title, value }) => [title, value]));
  };
  const rows = (): readonly RegisterRow[] => world.store.committed(world.project.tenantId).rows;
  const owner = (row: RegisterRow | undefined) =>
    (row?.values.owners as { name: string; personId: string | null }[] | undefined)?.[0];
  const importAll = async (
    name: string,
    content: Uint8Array | string,
    text = 'import issues',
  ): Promise<Card> => press(await press(cardOf(await give(name, content, text)), 'check'), 'run');

  it('proposes what each of somebody’s own columns is, by their names and by their cells', async () => {
    const card = cardOf(await give('ACME open points.xlsx', await logWorkbook(), 'import issues'));
    const first = targets(card);
    const second = targets(await press(card, 'columns'));
    assert.deepEqual(
      { ...first, ...second },
      {
        column0: '#number',
        column1: 'title',
        column2: 'description',
        column3: 'priority',
        column4: 'owners',
        column5: 'raisedOn',
        column6: 'due',
        column7: 'status',
        column8: 'workstream',
        column9: 'notes',
        column10: 'none',
      },
    );
  });

  it('tells the register by the names of file and sheet, else by the columns', async () => {
    for (const [name, header, register] of [
      ['Risk register v3.csv', 'Name,Owner', 'risks'],
      ['export.csv', 'Risk,Probability,Impact,Owner,Trigger\na', 'risks'],
      ['todo.csv', 'Action,Owner,Due\na', 'actions'],
    ] as const) {
      const card = cardOf(await give(name, `${header}\nSomething to think about,Priya,,,\n`));
      assert.equal(dataOf(card, 'registers.import.check').register, register, name);
    }
  });

  it('writes nothing before the person has seen the result, then all of it in one transaction', async () => {
    const plan = await press(cardOf(await give('log.xlsx', await logWorkbook(), 'import issues')), 'check');
    assert.deepEqual(counts(plan), { New: '200', Changed: '0', Rejected: '0', 'As they are already': '0' });
    assert.equal(rows().length, 0);
    const done = await press(plan, 'run');
    assert.match(textOfCard(done), /200 \(I-1 to I-200\)/);
    assert.equal(rows().length, 200);
    const ninth = rows()[8];
    assert.deepEqual(
      [
        ninth?.values.title,
        ninth?.values.priority,
        ninth?.values.status,
        ninth?.values.raisedOn,
        ninth?.values.due,
        ninth?.values.workstream,
      ],
      [
        'Interface 9 rejects vendor records',
        'High',
        'In progress',
        '2026-10-10',
        '2026-12-10',
        'Infrastructure',
      ],
    );
    assert.deepEqual([owner(rows()[0])?.name, owner(rows()[3])?.personId], ['Lucía Fernández', priya.id]);
    assert.deepEqual(owner(rows()[2]), { personId: null, name: 'Wanjiru Kamau (AcmeNet)' });
    assert.equal(rows()[4]?.values.notes, '=HYPERLINK("http://evil.example/5")');
    assert.deepEqual(await world.runJobs(), []);
    assert.equal(world.sharePoint.rowsOf('issues').length, 200);
    const { history } = world.store.committed(world.project.tenantId);
    assert.deepEqual(history[0]?.source, { kind: 'import', file: 'log.xlsx' });
  });

  it('of the same file again, under another name and as CSV, adds and changes nothing', async () => {
    await importAll('log.xlsx', await logWorkbook());
    for (const [name, content] of [
      ['log.xlsx', await logWorkbook()],
      ['copy of log.csv', logCsv()],
      ['utf16.csv', logCsv(logRows(), 'utf16le')],
    ] as const) {
      const plan = await press(cardOf(await give(name, content, 'import issues')), 'check');
      assert.deepEqual(
        counts(plan),
        { New: '0', Changed: '0', Rejected: '0', 'As they are already': '200' },
        name,
      );
    }
  });

  it('clicked twice is done once', async () => {
    const plan = await press(
      cardOf(await give('log.xlsx', await logWorkbook(logRows(20)), 'import issues')),
      'check',
    );
    const [one, other] = [await press(plan, 'run'), await press(plan, 'run')];
    assert.equal(rows().length, 20);
    assert.deepEqual(textOfCard(one), textOfCard(other));
  });

  it('says on its message how many rows are saved, and which SharePoint did not take', async () => {
    const plan = await press(
      cardOf(await give('log.xlsx', await logWorkbook(logRows(30)), 'import issues')),
      'check',
    );
    const where = { cardMessageId: 'card' };
    const { tenantId, id: projectId } = world.project;
    await click(world, amara, 'registers.import.run', dataOf(plan, 'registers.import.run'), where);
    const jobs = makeRegisterJobs(world.ports);
    const look = async (): Promise<readonly string[]> => {
      const waiting = world.store.takeJobs(tenantId).filter(({ name }) => name === 'show-import-progress');
      const job =
        jobs.find(({ name }) => name === 'show-import-progress') ?? assert.fail('There is such a job.');
      for (const { payload } of waiting) await job.run(job.schema.parse(payload), { tenantId, attempt: 1 });
      const said = (text: string) =>
        text
          .split('\n')
          .filter((line) => /saved|not take/.test(line))
          .join(' ');
      return world.updated.splice(0).map(([id, text]) => `${id}: ${said(text)}`);
    };
    assert.deepEqual(await look(), ['card: saving, 0 of 30 saved']);
    world.sharePoint.fail({
      call: 'createRow',
      error: new InputError('invalid', 'Too long.'),
      when: 'before',
    });
    await writePendingRows(world.ports, { tenantId, projectId });
    assert.deepEqual(await look(), [
      'card: 29 of 30 saved SharePoint did not take I-1; say for example \u201cI-1\u201d to see why.',
    ]);
    assert.deepEqual(await look(), []);
  });

  it('looks ever more seldom while no row is saved, and ends after a day with what still waits', async () => {
    const plan = await press(
      cardOf(await give('log.xlsx', await logWorkbook(logRows(3)), 'import issues')),
      'check',
    );
    const { tenantId } = world.project;
    const where = { cardMessageId: 'card' };
    await click(world, amara, 'registers.import.run', dataOf(plan, 'registers.import.run'), where);
    const job =
      makeRegisterJobs(world.ports).find(({ name }) => name === 'show-import-progress') ??
      assert.fail('There is such a job.');
    const waits: number[] = [];
    for (;;) {
      const [waiting] = world.store.takeJobs(tenantId).filter(({ name }) => name === 'show-import-progress');
      if (waiting === undefined) break;
      const now = world.ports.clock.now();
      const { startAt = now } = waiting;
      waits.push(millisecondsBetween(now, startAt) / 1_000);
      world.setTime(startAt);
      await job.run(job.schema.parse(waiting.payload), { tenantId, attempt: 1 });
    }
    assert.deepEqual(waits.slice(0, 11), [0, 5, 60, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
    const all = waits.reduce((sum, wait) => sum + wait, 0);
    assert.ok(waits.length < 40 && all >= 86_400 && all < 93_600, `${waits.length} looks in ${all} s`);
    const [first, last, ...more] = world.updated.splice(0).map(([, text]) => text);
    assert.match(first ?? '', /saving, 0 of 3 saved/);
    assert.match(
      last ?? '',
      /0 of 3 saved, 3 still waiting[\s\S]*changes no more[\s\S]*say for example \u201cI-1\u201d/,
    );
    assert.deepEqual(more, []);
  });

  it('of a newer state of the log changes what differs, and keeps comments that were made in the register', async () => {
    await importAll('log.xlsx', await logWorkbook(logRows(10)));
    await say(world, amara, 'comment I-5 Vendor called');
    const newer = logRows(11).map((row) => (row[0] === 3 ? row.with(7, 'Closed') : row));
    const plan = await press(
      cardOf(await give('log.xlsx', await logWorkbook(newer), 'import issues')),
      'check',
    );
    assert.deepEqual(counts(plan), { New: '1', Changed: '1', Rejected: '0', 'As they are already': '9' });
    assert.match(textOfCard(plan), /I-3: Interface 3.*\nStatus: Resolved → Closed/);
    await press(plan, 'run');
    assert.equal(rows().length, 11);
    assert.match(String(rows()[4]?.values.notes), /Vendor called/);
  });

  it('shows rejected rows with their reasons first, and imports the others only when the person says so', async () => {
    const bad = [
      logRow(1).with(5, '31/02/2026' as never),
      logRow(2).with(3, 'Purple'),
      logRow(3).with(1, null),
      logRow(4),
      logRow(4).with(1, 'Another one'),
    ];
    const plan = await press(cardOf(await give('log.csv', logCsv(bad), 'import issues')), 'check');
    assert.deepEqual(counts(plan), { New: '1', Changed: '0', Rejected: '4', 'As they are already': '0' });
    const text = textOfCard(plan);
    assert.match(text, /Raised on: “31\/02\/2026” is no day/);
    assert.match(text, /Priority cannot be “Purple”; it is one of Low, Medium, High, Critical/);
    assert.match(text, /Issue is missing/);
    assert.match(text, /The number 4 stands in the file more than once/);
    assert.match(text, /Import 1 issue, without the 4 rejected/);
    await press(plan, 'run');
    assert.equal(rows().length, 1);
  });

  it('reads days by the columns where they tell, else by the project’s language, and says how many it had to guess', async () => {
    const csv = (due: readonly string[]) =>
      `Summary,Due date\n${due.map((day, at) => `Row ${at} of it,${day}`).join('\n')}\n`;
    const days = async (due: readonly string[], more: object = {}) => {
      const plan = await press(cardOf(await give('x.csv', csv(due), 'import issues')), 'check', more);
      const kept = Object.values(world.store.committed(world.project.tenantId).imports).at(-1);
      return { text: textOfCard(plan), order: kept?.dayOrder };
    };
    const guessed = await days(['04/12/2026', '05/12/2026', '06/06/2026']);
    assert.match(guessed.text, /Due date: 2 dates could be read both ways and are read as day\/month/);
    assert.match(guessed.text, /Due .*4 Dec 2026/);
    const told = await days(['12/04/2026', '12/25/2026']);
    assert.equal(told.order, 'month-first');
    const chosen = await days(['04/12/2026'], { dayOrder: 'month-first' });
    assert.match(chosen.text, /read as month\/day[\s\S]*Due .*12 Apr 2026/);
  });

  it('reads days in letters, with times, as Excel’s numbers and with two digits of the year', async () => {
    const days = [
      '4 Dec 2026',
      'Dec 4, 2026',
      '4-Dec-26',
      '2026-12-04T10:00',
      '46360',
      '04.12.26',
      '4 December 2026',
      'Friday',
    ];
    const plan = await press(
      cardOf(
        await give(
          'x.csv',
          `Summary,Due date\n${days.map((day) => `Do ${day.replace(',', '')} now,"${day}"`).join('\n')}\n`,
          'import issues',
        ),
      ),
      'check',
    );
    assert.deepEqual(counts(plan), { New: '7', Changed: '0', Rejected: '1', 'As they are already': '0' });
    await press(plan, 'run');
    assert.deepEqual(new Set(rows().map(({ values }) => values.due)), new Set(['2026-12-04']));
  });

  it('follows what the person says of the columns and of the register', async () => {
    const card = cardOf(await give('x.csv', 'Thing,Wer\nOrder the switches now,Priya\n', 'import issues'));
    const other = await press(card, 'check', { register: 'actions' });
    assert.match(textOfCard(other), /Action/);
    assert.equal(rows().length, 0);
    const plan = await press(other, 'check', { column0: 'title', column1: 'owners' });
    await press(plan, 'run');
    assert.deepEqual([rows()[0]?.key, owner(rows()[0])?.personId], ['A-1', priya.id]);
  });

  it('refuses two columns for one field, and a file without a title', async () => {
    const card = cardOf(
      await give('x.csv', 'Summary,More\nOrder the switches,now or later\n', 'import issues'),
    );
    const check = (more: object) =>
      click(world, amara, 'registers.import.check', { ...dataOf(card, 'registers.import.check'), ...more });
    for (const [more, code] of [
      [{ column0: 'title', column1: 'title' }, 'column-twice'],
      [{ column0: 'none', column1: 'notes' }, 'title-missing'],
    ] as const) {
      const refused = await check(more);
      assert.equal(isRefusal(refused) && refused.code, code);
    }
  });

  it('shows what would be done anew when rows changed between the look and the click', async () => {
    await importAll('log.xlsx', await logWorkbook(logRows(3)));
    const newer = logRows(3).map((row) => row.with(8, 'Training'));
    const plan = await press(
      cardOf(await give('log.xlsx', await logWorkbook(newer), 'import issues')),
      'check',
    );
    await say(world, amara, 'set I-1 workstream: Training');
    const again = await press(plan, 'run');
    assert.match(textOfCard(again), /nothing was written/);
    assert.deepEqual(counts(again), { New: '0', Changed: '1', Rejected: '0', 'As they are already': '2' });
    await press(again, 'run');
    assert.equal(rows()[1]?.values.workstream, 'Training');
  });

  it('belongs to the person who attached the file, may be cancelled, and is forgotten after a day', async () => {
    const plan = await press(
      cardOf(await give('log.xlsx', await logWorkbook(logRows(2)), 'import issues')),
      'check',
    );
    const run = (by: RosterMember) =>
      click(world, by, 'registers.import.run', dataOf(plan, 'registers.import.run'));
    const other = await run(tomasz);
    assert.ok(isRefusal(other) && other.code === 'not-your-import' && other.whoMay === 'Amara Okafor');
    world.setTime('2026-11-26T09:00:01Z');
    await give('other.xlsx', await logWorkbook(logRows(2)), 'import issues');
    const late = await run(amara);
    assert.ok(isRefusal(late) && late.code === 'import-unknown');
    const second = cardOf(await give('more.xlsx', await logWorkbook(logRows(2)), 'import issues'));
    assert.match(textOfCard(await press(second, 'cancel')), /nothing was written/);
    const cancelled = await click(
      world,
      amara,
      'registers.import.check',
      dataOf(second, 'registers.import.check'),
    );
    assert.ok(isRefusal(cancelled) && cancelled.code === 'import-cancelled');
    assert.equal(rows().length, 0);
  });

  it('is for project manager and coordinator, with a file, one at a time', async () => {
    const refused = async (
      text: string,
      from: RosterMember,
      files: readonly ReturnType<typeof attached>[],
    ) => {
      const reply = await say(world, from, text, { files });
      return isRefusal(reply) ? reply.code : 'taken';
    };
    const file = attached('x.csv', Buffer.from('a,b\n1,2\n'));
    assert.deepEqual(
      [
        await refused('import', priya, [file]),
        await refused('import', amara, []),
        await refused('import', amara, [file, file]),
      ],
      ['not-allowed', 'file-missing', 'one-file'],
    );
    assert.equal(await refused('import issues sheet Nowhere', amara, [file]), 'sheet-unknown');
    assert.equal(
      await refused('import', amara, [attached('x.csv', Buffer.from('only one line'))]),
      'file-no-table',
    );
  });

  it('brings back an export of the register without a change', async () => {
    await importAll('log.xlsx', await logWorkbook(logRows(30)));
    await say(world, amara, 'comment I-2 =1+1');
    await say(world, amara, 'export issues');
    await say(world, amara, 'export csv issues');
    for (const { path, content } of world.uploads) {
      const plan = await press(
        cardOf(await give(path.split('/').at(-1) ?? '', content, 'import issues')),
        'check',
      );
      assert.deepEqual(
        counts(plan),
        { New: '0', Changed: '0', Rejected: '0', 'As they are already': '30' },
        path,
      );
    }
    assert.equal(world.uploads.length, 2);
  });

  it('has a column for every name of the sample log', () =>
    assert.equal(logRow(1).length, LOG_COLUMNS.length));
});
