/** The buttons of the registers' cards. */
import { z } from 'zod';
import { type CardAction, cardAction } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { CardClick, ClickAnswer } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { formCard } from './cards/formView.ts';
import { cardOf } from './cards/rowCard.ts';
import type { ChangedRow } from './changeRow.ts';
import { changeRow } from './changeRow.ts';
import { assignRow, closeRow, commentRow, redateRow, reopenRow } from './closeRow.ts';
import { changeMany } from './commands/changeMany.ts';
import { listRows, showRow } from './commands/listRows.ts';
import { readPeople } from './commands/readField.ts';
import { type SavedRow, saveForm } from './commands/saveForm.ts';
import { clickingOn, type Speaking } from './commands/speaking.ts';
import { registerDefinitions } from './definitions/index.ts';
import { makeImportActions } from './importing/importActions.ts';
import type { RegisterPorts } from './ports.ts';
import { readDay } from './readDay.ts';
import { answerNudge } from './reminders/answerNudge.ts';
import { resolveConflict } from './resolveConflict.ts';
import { REFRESH_JOB, replacePosted, rowCardOf } from './rowCards.ts';

const posted = z.preprocess((value) => value === true || value === 'true', z.boolean());
const onRow = { projectId: z.string().max(64), key: z.string().max(16), posted };
const rowSchema = z.object(onRow);
const pageSchema = z.object({
  projectId: z.string().max(64),
  register: z.string().max(40),
  query: z.string().max(500).default(''),
  page: z.coerce.number().int().min(1).max(10_000),
});
const daySchema = z.object({ ...onRow, day: z.string().max(60).default('') });
const ownersSchema = z.object({ ...onRow, owners: z.string().max(4000).default('') });
const commentSchema = z.object({ ...onRow, comment: z.string().max(4000).default('') });
const cell = z.union([
  z.string().max(4000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string().max(16)),
  z.array(z.object({ personId: z.string().nullable(), name: z.string(), mail: z.string().optional() })),
  z.object({ minor: z.number().int(), currency: z.string().length(3) }),
]);
const bulkSchema = z.object({
  projectId: z.string().max(64),
  register: z.string().max(40),
  keys: z.string().max(4000),
  values: z.string().max(8000).transform(parseJson).pipe(z.record(cell)),
});
/** The inputs of the row at place `at` of the card are `day<at>` and `reason<at>`. */
const nudgeSchema = z
  .object({
    ...onRow,
    answer: z.enum(['done', 'later', 'not-mine']),
    keys: z.string().max(400).default(''),
    at: z.coerce.number().int().default(0),
  })
  .catchall(z.string().max(500))
  .transform(({ at, ...data }) => ({
    projectId: data.projectId,
    key: data.key,
    answer: data.answer,
    keys: data.keys,
    day: data[`day${at}`] ?? '',
    reason: data[`reason${at}`] ?? '',
  }));
/** For each field in conflict an input `field_<name>`: `theirs` or `ours`. */
const resolveSchema = z
  .object({ ...onRow, entry: z.coerce.number().int() })
  .catchall(z.unknown())
  .transform(({ projectId, key, posted: isPosted, entry, ...inputs }) => ({
    projectId,
    key,
    posted: isPosted,
    entry,
    ours: Object.entries(inputs).flatMap(([name, value]) =>
      name.startsWith('field_') && value === 'ours' ? [name.slice('field_'.length)] : [],
    ),
  }));
const formSchema = z
  .object({
    projectId: z.string().max(64),
    register: z.string().max(40),
    key: z.string().max(16).default(''),
    posted,
  })
  .passthrough();

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

type OnRow = z.infer<typeof rowSchema>;
type Answer = Promise<ClickAnswer | Refusal>;

export function makeCardActions(ports: RegisterPorts): readonly CardAction[] {
  const change = <Data extends OnRow>(
    verb: string,
    schema: z.ZodType<Data, z.ZodTypeDef, unknown>,
    act: (speaking: Speaking, data: Data) => Promise<ChangedRow | Refusal>,
  ): CardAction =>
    cardAction<Data>({
      verb,
      schema,
      run: (click, data) =>
        onProject(ports, click, data.projectId, async (speaking) =>
          shown(ports, speaking, click, data, await act(speaking, data)),
        ),
    });
  return [
    cardAction<OnRow>({
      verb: 'registers.show',
      schema: rowSchema,
      run: (click, { projectId, key }) =>
        onProject(ports, click, projectId, (speaking) =>
          answerOf(showRow(ports, speaking, key, { isPosted: false })),
        ),
    }),
    cardAction<z.infer<typeof pageSchema>>({
      verb: 'registers.page',
      schema: pageSchema,
      run: (click, data) =>
        onProject(ports, click, data.projectId, (speaking) => turnPage(ports, speaking, data)),
    }),
    cardAction<OnRow>({
      verb: 'registers.edit',
      schema: rowSchema,
      run: (click, { projectId, key, posted: isPosted }) =>
        onProject(ports, click, projectId, async (speaking) => {
          const found = await changeRow(ports, speaking.acting, key, {});
          if (isRefusal(found)) return found;
          return { card: formCard({ ...speaking, ...found, today: speaking.reading.today, isPosted }) };
        }),
    }),
    cardAction<z.infer<typeof formSchema>>({
      verb: 'registers.save',
      schema: formSchema,
      run: (click, data) =>
        onProject(ports, click, data.projectId, async (speaking) => {
          const saved = await saveForm(ports, speaking, data);
          return 'row' in saved ? showSaved(ports, speaking, click, data.posted, saved) : saved;
        }),
    }),
    cardAction<z.infer<typeof bulkSchema>>({
      verb: 'registers.bulk',
      schema: bulkSchema,
      run: (click, data) =>
        onProject(ports, click, data.projectId, (speaking) => changeMany(ports, speaking, data)),
    }),
    cardAction<z.infer<typeof nudgeSchema>>({
      verb: 'registers.nudge',
      schema: nudgeSchema,
      run: (click, data) =>
        onProject(ports, click, data.projectId, (speaking) => answerNudge(ports, speaking, data)),
    }),
    change('registers.close', rowSchema, ({ acting }, { key }) => closeRow(ports, acting, key)),
    change('registers.reopen', rowSchema, ({ acting }, { key }) => reopenRow(ports, acting, key)),
    change('registers.redate', daySchema, async ({ acting, reading }, { key, day }) => {
      const read = readDay(day, reading);
      return read === null
        ? refuse('day-not-read', `${key}: choose the new day.`)
        : redateRow(ports, acting, key, read);
    }),
    change('registers.assign', ownersSchema, async ({ acting, reading }, { key, owners }) => {
      const people = readPeople(owners.replace(/[^,;\s]+/g, '@$&'), reading);
      return isRefusal(people) ? people : assignRow(ports, acting, key, people);
    }),
    change('registers.comment', commentSchema, ({ acting }, { key, comment }) =>
      commentRow(ports, acting, key, comment),
    ),
    change('registers.resolve', resolveSchema, ({ acting }, { key, entry, ours }) =>
      resolveConflict(ports, acting, { key, entry, ours }),
    ),
    ...makeImportActions(ports, (click, projectId, act) => onProject(ports, click, projectId, act)),
  ];
}

async function onProject(
  ports: RegisterPorts,
  click: CardClick,
  projectId: string,
  act: (speaking: Speaking) => Answer,
): Answer {
  const speaking = await clickingOn(ports, click, projectId);
  return isRefusal(speaking) ? speaking : act(speaking);
}

async function answerOf(reply: ReturnType<typeof showRow>): Answer {
  const result = await reply;
  if (isRefusal(result)) return result;
  return result.card === undefined ? { text: result.text ?? '' } : { card: result.card };
}

async function turnPage(ports: RegisterPorts, speaking: Speaking, data: z.infer<typeof pageSchema>): Answer {
  const definition = registerDefinitions.find(({ name }) => name === data.register);
  if (definition === undefined)
    return refuse('register-unknown', 'The register of this card is not known any more.');
  return answerOf(listRows(ports, speaking, definition, data.query, data.page));
}

/** The row's card after the change; what was refused stands on the card of the row as it is, for this person. */
async function shown(
  ports: RegisterPorts,
  speaking: Speaking,
  click: CardClick,
  { key, posted: isPosted }: OnRow,
  result: ChangedRow | Refusal,
): Answer {
  if (!isRefusal(result)) {
    const note = result.entry === null ? 'Nothing to change.' : 'Saved.';
    return showSaved(ports, speaking, click, isPosted, { ...result, note });
  }
  const problem = { note: escapeMarkdown(result.reason), isProblem: true, isPosted };
  const row = await answerOf(showRow(ports, speaking, key, problem));
  return isRefusal(row) ? result : row;
}

/** The card for the person who clicked; where it is the posted one, everybody's is replaced by the same. */
async function showSaved(
  ports: RegisterPorts,
  speaking: Speaking,
  { place, cardMessageId }: CardClick,
  isPosted: boolean,
  { definition, row, note }: SavedRow,
): Promise<ClickAnswer> {
  if (isPosted && cardMessageId !== undefined) {
    const message = { place, id: cardMessageId };
    await replacePosted(ports, message, { card: cardOf(speaking, definition, row) });
    if (row.state === 'saving') {
      const rowCard = { ...rowCardOf(speaking, row), message };
      await ports.transact(place.tenantId, ({ jobs }) => jobs.send(REFRESH_JOB, rowCard));
    }
  }
  return { card: cardOf(speaking, definition, row, { note, isPosted }) };
}
