/** Tells the author of a write what became of it when it did not become what was asked for. */
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Place } from '../kernel/chat.ts';
import type { Project } from '../projects/project.ts';
import { conflictCard } from './cards/conflictView.ts';
import type { RegisterDefinition } from './definition.ts';
import type { FieldConflict } from './mergeWrites.ts';
import type { ListRow, RegisterStores } from './ports.ts';
import type { ChangeSource, PendingWrite, RegisterRow } from './store.ts';

interface OfProject {
  readonly project: Project;
  readonly definition: RegisterDefinition;
}

/** Both values of each field that both sides changed; the list's value stands until somebody decides. */
export async function tellConflicts(
  { registers, outbox }: Pick<RegisterStores, 'registers' | 'outbox'>,
  { project, definition }: OfProject,
  row: RegisterRow,
  incoming: ListRow,
  writes: readonly PendingWrite[],
  conflicts: readonly FieldConflict[],
): Promise<void> {
  const author = writes.findLast(({ kind }) => kind === 'change');
  if (conflicts.length === 0 || author === undefined) return;
  const entry = await registers.addHistory({
    projectId: row.projectId,
    register: row.register,
    rowId: row.rowId,
    key: row.key,
    kind: 'conflict',
    at: incoming.modifiedAt,
    by: author.by,
    source: author.source,
    changes: conflicts.map(({ field, theirs, ours }) => ({ field, from: theirs, to: ours })),
    text: null,
    undoes: null,
  });
  const to = placeOf(author.source, project);
  if (to === null) return;
  const card = conflictCard({
    project,
    definition,
    key: row.key,
    entry: entry.seq,
    theirName: incoming.modifiedBy.name,
    ourName: author.by.name,
    conflicts,
  });
  await outbox.post({ key: `conflict/${entry.seq}`, to, reply: { card } });
}

/** That SharePoint did not take a write, and why. */
export async function tellRefused(
  { registers, outbox }: Pick<RegisterStores, 'registers' | 'outbox'>,
  { project }: OfProject,
  row: RegisterRow,
  write: PendingWrite,
  reason: string,
): Promise<void> {
  const { by, source, at } = write;
  const entry = await registers.addHistory({
    projectId: row.projectId,
    register: row.register,
    rowId: row.rowId,
    key: row.key,
    kind: 'refused',
    at,
    by,
    source,
    changes: [],
    text: reason,
    undoes: null,
  });
  const to = placeOf(source, project);
  if (to === null) return;
  const text = `${row.key} could not be saved in SharePoint (asked for by ${escapeMarkdown(by.name)}): ${escapeMarkdown(reason)}`;
  await outbox.post({ key: `refused/${entry.seq}`, to, reply: { text } });
}

/** Where the change was asked for, else where the project is at home; null when the project has no place. */
function placeOf(source: ChangeSource, project: Project): Place | null {
  return source.kind === 'chat' ? source.place : (project.places[0] ?? null);
}
