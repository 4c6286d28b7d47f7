/** The import that a person goes on with: their own, of this project, and still open. */
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import type { Acting } from '../acting.ts';
import type { RegisterStores } from '../ports.ts';
import type { ImportDraft } from './importDraft.ts';

export async function openDraft(
  stores: Pick<RegisterStores, 'registers'>,
  acting: Acting,
  importId: string,
): Promise<ImportDraft | Refusal> {
  const draft = await ownDraft(stores, acting, importId);
  if (isRefusal(draft) || draft.state === 'open') return draft;
  return draft.state === 'done'
    ? refuse(
        'import-done',
        `${draft.file} has been imported already; attach it again to look at it once more.`,
      )
    : cancelledRefusal(draft);
}

export const cancelledRefusal = ({ file }: ImportDraft): Refusal =>
  refuse('import-cancelled', `The import of ${file} was cancelled; attach the file again.`);

export async function ownDraft(
  { registers }: Pick<RegisterStores, 'registers'>,
  { project, person }: Acting,
  importId: string,
): Promise<ImportDraft | Refusal> {
  const draft = await registers.lockImport(importId);
  if (draft === null || draft.projectId !== project.id) {
    return refuse(
      'import-unknown',
      'This file is not kept any more: an import waits for a day. Attach it again.',
    );
  }
  if (draft.person.personId === person.id) return draft;
  return refuse(
    'not-your-import',
    `${draft.person.name} attached this file and decides on it.`,
    draft.person.name,
  );
}
