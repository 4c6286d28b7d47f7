/** What an edit changed in a change request, for those who are asked again. Pure. */
import { canonicalJson } from '../approvals/index.ts';
import { showValue } from '../registers/index.ts';
import { type ChangeContent, CONTENT_FIELDS, changesRegister } from './changeRequest.ts';

export interface ContentChange {
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

/** In the order of the fields; empty for equal contents. */
export function diffContent(
  before: ChangeContent,
  after: ChangeContent,
  locale: string,
): readonly ContentChange[] {
  return CONTENT_FIELDS.flatMap((name) => {
    if (canonicalJson(before[name]) === canonicalJson(after[name])) return [];
    const field = changesRegister.fields.find((each) => each.name === name);
    if (field === undefined) return [];
    return [
      {
        title: field.title,
        from: showValue(field, before[name], locale),
        to: showValue(field, after[name], locale),
      },
    ];
  });
}

/** `Cost: 1 → 2`, one a line. */
export const diffText = (changes: readonly ContentChange[]): string =>
  changes.map(({ title, from, to }) => `${title}: ${from} → ${to}`).join('\n');
