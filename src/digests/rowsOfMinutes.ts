/** Confirmed minutes as rows of the registers. */
import { deterministicId } from '../kernel/deterministicId.ts';
import { dayOf } from '../kernel/time.ts';
import {
  type Meeting,
  type MinuteItem,
  type MinuteKind,
  meetingWhen,
  type Owner,
  offsetText,
  quoted,
} from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import { type RowPerson, type RowToAdd, type RowValues, registerOfName } from '../registers/index.ts';

/** Register of each kind; an open question is minuted but kept in no register. */
const REGISTERS: Readonly<Record<MinuteKind, string | null>> = {
  action: 'actions',
  decision: 'decisions',
  risk: 'risks',
  issue: 'issues',
  question: null,
};

/** SharePoint's limit for a single line of text. */
const LONGEST_TITLE = 255;

/** The row that an item becomes; null for a kind without register and for an item that carries an open row on. */
export function rowOfItem(project: Project, meeting: Meeting, item: MinuteItem): RowToAdd | null {
  const name = REGISTERS[item.kind];
  const definition = name === null ? null : registerOfName(name);
  if (definition === null || isCarriedOn(item)) return null;
  const day = meeting.start === null ? null : dayOf(meeting.start, project.zone);
  const title = item.text.slice(0, LONGEST_TITLE);
  const common: RowValues = {
    title,
    evidence: evidenceText(project, item),
    meeting: meetingText(project, meeting),
  };
  const people = ownersOf(item.owners);
  const values: RowValues =
    item.kind === 'decision'
      ? { ...common, decidedOn: day }
      : {
          ...common,
          owners: people,
          due: item.due?.day ?? null,
          ...(item.kind === 'action' ? { source: 'Meeting' } : {}),
        };
  return { definition, values, rowId: deterministicId(meeting.id, item.id) };
}

/** It updates or completes an open row instead of adding one. */
export function isCarriedOn(item: MinuteItem): boolean {
  return item.kind === 'action' && item.carriesOver !== undefined;
}

/** What carrying on changes in the open row. */
export function changesOfItem(item: MinuteItem): RowValues {
  if (item.carriesOver?.change === 'complete') return { status: 'Done' };
  if (item.carriesOver?.change !== 'update') return {};
  const people = ownersOf(item.owners).filter(({ personId }) => personId !== null);
  return {
    ...(item.due?.day === null || item.due === null ? {} : { due: item.due.day }),
    ...(people.length === 0 ? {} : { owners: people }),
  };
}

/** Owners as a person column takes them; teams and unknown people stay in words. */
function ownersOf(owners: readonly Owner[]): readonly RowPerson[] {
  return owners.flatMap((owner): RowPerson[] => {
    if (owner.kind === 'person') return [{ personId: owner.personId, name: owner.name }];
    return owner.kind === 'named' || owner.kind === 'team' ? [{ personId: null, name: owner.name }] : [];
  });
}

function evidenceText({ locale }: Project, item: MinuteItem): string {
  return item.evidence
    .filter(({ cueIds }) => cueIds.length > 0)
    .map(
      ({ startMs, speaker, quote }) =>
        `${offsetText(startMs)} ${speaker === null ? '' : `${speaker}: `}${quoted(locale, quote)}`,
    )
    .join('\n');
}

function meetingText(project: Project, meeting: Meeting): string {
  const when = meeting.start === null ? '' : `, ${meetingWhen(project, meeting.start)}`;
  return `${meeting.subject}${when}`.slice(0, LONGEST_TITLE);
}
