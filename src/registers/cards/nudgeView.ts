/** The reminder card: a person's own rows with their three answers, and what is late elsewhere for those who lead. Pure. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { Project } from '../../projects/project.ts';
import { isClosed } from '../followChanges.ts';
import { type DueRow, lateWords } from '../reminders/findNudges.ts';
import { peopleOf, textOf } from '../values.ts';
import nudgeTemplate from './nudge.json' with { type: 'json' };
import { closeTitle } from './views.ts';

/** Rows with buttons on one card; more would pass Teams' size for cards. */
const MOST_OWN = 6;
const MOST_OTHERS = 12;

export interface NudgeView {
  readonly groups: readonly {
    readonly project: Project;
    readonly nudge: {
      readonly mine: readonly DueRow[];
      readonly late: readonly DueRow[];
      readonly risky: readonly DueRow[];
    };
  }[];
  /** What has just happened, with user text already escaped. */
  readonly note?: string;
  readonly isProblem?: boolean;
}

export function nudgeCard({ groups, note, isProblem }: NudgeView): Card {
  const several = groups.length > 1;
  const own = groups.flatMap(({ project, nudge }) => nudge.mine.map((due) => ({ project, due })));
  const shown = own.slice(0, MOST_OWN);
  const sections = groups.flatMap(({ project, nudge }) => [
    section('Past their date, or high without a response', project, nudge.risky, several),
    section('Late, and owned by others', project, nudge.late, several),
  ]);
  const left = own.length - shown.length;
  return bindCard(nudgeTemplate, {
    heading: own.length === 0 ? 'What needs you to follow up' : 'Your reminder for today',
    note: note ?? '',
    noteColour: isProblem === true ? 'Attention' : 'Good',
    mine: shown.map(({ project, due }, at) => ({ at, ...ownRow(project, due, shown, several) })),
    sections: sections.filter(({ rows }) => rows.length > 0),
    more: left > 0 ? `and ${left} more: say \u201cactions mine\u201d.` : '',
  });
}

function ownRow(
  project: Project,
  due: DueRow,
  shown: readonly { readonly project: Project; readonly due: DueRow }[],
  several: boolean,
): object {
  const { definition, row, daysLate } = due;
  const closed = isClosed(definition, row.values);
  const state = closed ? textOf(row.values[definition.statusField]) : lateWords(due);
  const slips =
    typeof row.values.slips === 'number' && row.values.slips > 0 ? `moved ${row.values.slips} times` : '';
  return {
    projectId: project.id,
    key: row.key,
    title: plainText(shorten(textOf(row.values[definition.titleField]), 160)),
    line: plainText([state, slips, several ? project.name : ''].filter((part) => part !== '').join(' · ')),
    colour: closed ? 'Good' : daysLate > 0 ? 'Attention' : 'Default',
    isOpen: !closed,
    closeTitle: closeTitle(definition),
    keys: shown
      .filter((each) => each.project.id === project.id)
      .map((each) => each.due.row.key)
      .join(','),
  };
}

function section(title: string, project: Project, rows: readonly DueRow[], several: boolean) {
  const left = rows.length - MOST_OTHERS;
  const shown = rows.slice(0, MOST_OTHERS).map((due) => ({
    key: due.row.key,
    title: plainText(shorten(textOf(due.row.values[due.definition.titleField]), 100)),
    line: plainText([lateWords(due), ownersOf(due)].filter((part) => part !== '').join(', ')),
  }));
  const more = left > 0 ? ` (${rows.length}, the first ${MOST_OTHERS})` : '';
  return { title: `${title}${more}${several ? ` · ${plainText(project.name)}` : ''}`, rows: shown };
}

function ownersOf({ definition, row }: DueRow): string {
  const { ownerField } = definition;
  const names = ownerField === undefined ? [] : peopleOf(row.values[ownerField]).map(({ name }) => name);
  return names.length === 0 ? 'nobody owns it' : names.join(', ');
}
