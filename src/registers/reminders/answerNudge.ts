/** The three answers to a reminder: done, need more time, not mine. */
import { escapeMarkdown } from '../../kernel/cards.ts';
import type { ClickAnswer } from '../../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import type { Day } from '../../kernel/time.ts';
import { workingCalendarOf } from '../../projects/index.ts';
import { editorOf, refuseChangeOf, todayOf } from '../acting.ts';
import { nudgeCard } from '../cards/nudgeView.ts';
import { type ChangedRow, changeRow, changeRowIn, findRow } from '../changeRow.ts';
import { closeRow } from '../closeRow.ts';
import { toldChange } from '../commands/changeFromText.ts';
import type { Speaking } from '../commands/speaking.ts';
import type { RegisterPorts } from '../ports.ts';
import { readDay } from '../readDay.ts';
import { peopleOf, textOf } from '../values.ts';
import { type DueRow, workingDaysLate } from './findNudges.ts';

export interface NudgeAnswer {
  readonly key: string;
  readonly answer: 'done' | 'later' | 'not-mine';
  readonly day: string;
  readonly reason: string;
  /** Keys of the rows on the card, parted by commas. */
  readonly keys: string;
}

/** The same card with the row as it is now. */
export async function answerNudge(
  ports: RegisterPorts,
  speaking: Speaking,
  given: NudgeAnswer,
): Promise<ClickAnswer> {
  const result = await act(ports, speaking, given);
  const note = isRefusal(result)
    ? escapeMarkdown(result.reason)
    : toldChange(result, speaking.project.locale);
  const mine = await rowsOf(ports, speaking, given.keys.split(','));
  const groups = [{ project: speaking.project, nudge: { mine, late: [], risky: [] } }];
  return { card: nudgeCard({ groups, note, isProblem: isRefusal(result) }) };
}

async function act(
  ports: RegisterPorts,
  speaking: Speaking,
  given: NudgeAnswer,
): Promise<ChangedRow | Refusal> {
  const { acting, reading } = speaking;
  if (given.answer === 'done') return closeRow(ports, acting, given.key);
  if (given.answer === 'not-mine') return giveBack(ports, speaking, given.key);
  const day = readDay(given.day, reading);
  if (day === null || day < reading.today) {
    return refuse('day-not-read', `${given.key}: choose a new day from today on.`);
  }
  return changeRow(ports, acting, given.key, (row, { dueField, notesField, title }) => {
    if (dueField === undefined) return refuse('no-due-field', `${title} have no due date.`);
    const before = textOf(row.values[notesField]);
    const line = `${reading.today} ${acting.person.name}: needs more time${given.reason.trim() === '' ? '' : `, ${given.reason.trim()}`}`;
    return { [dueField]: day, [notesField]: before === '' ? line : `${before}\n${line}` };
  });
}

/** Takes the person off the owners and asks the coordinator, in the project's channel, whose it is. */
async function giveBack(
  ports: RegisterPorts,
  { acting, role }: Speaking,
  key: string,
): Promise<ChangedRow | Refusal> {
  const { project, person } = acting;
  const mention = await ports.projects.mentionOf(project, project.coordinatorId);
  return ports.transact(project.tenantId, async (stores) => {
    const found = await findRow(stores, acting, key);
    if (isRefusal(found)) return found;
    const { definition, row } = found;
    const owners = definition.ownerField === undefined ? [] : peopleOf(row.values[definition.ownerField]);
    if (definition.ownerField === undefined || !owners.some(({ personId }) => personId === person.id)) {
      return refuse('not-owner', `${row.key} is not yours any more.`);
    }
    const denied = refuseChangeOf(role, person.id, definition, row);
    if (denied !== null) return denied;
    const before = textOf(row.values[definition.notesField]);
    const line = `${todayOf(ports, project)} ${editorOf(acting).name}: not mine`;
    const changes = {
      [definition.ownerField]: owners.filter(({ personId }) => personId !== person.id),
      [definition.notesField]: before === '' ? line : `${before}\n${line}`,
    };
    const changed = await changeRowIn(stores, ports, acting, found, changes);
    const [place] = project.places;
    if (isRefusal(changed) || changed.entry === null || place === undefined) return changed;
    const title = escapeMarkdown(textOf(row.values[definition.titleField]));
    const whom = mention === null ? 'Coordinator' : `<at>${mention.name}</at>`;
    const text = `${whom}: ${escapeMarkdown(person.name)} says that **${row.key}** ${title} is not theirs. Say \u201cassign ${row.key} to \u2026\u201d.`;
    const reply = mention === null ? { text } : { text, mentions: [mention] };
    await stores.outbox.post({ key: `not-mine/${changed.entry.seq}`, to: place, reply });
    return changed;
  });
}

async function rowsOf(
  ports: RegisterPorts,
  { acting, reading }: Speaking,
  keys: readonly string[],
): Promise<readonly DueRow[]> {
  const { project } = acting;
  return ports.transact(project.tenantId, async (stores) => {
    const rows: DueRow[] = [];
    for (const key of keys.slice(0, 20)) {
      const found = await findRow(stores, acting, key);
      if (isRefusal(found)) continue;
      const { definition, row } = found;
      const due = definition.dueField === undefined ? '' : textOf(row.values[definition.dueField]);
      const daysLate =
        due === '' ? 0 : workingDaysLate(workingCalendarOf(project), due as Day, reading.today);
      rows.push({ definition, row, due: due === '' ? null : (due as Day), daysLate });
    }
    return rows;
  });
}
