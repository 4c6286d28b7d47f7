/** A change request as its approvers see it and as the record keeps it. Pure. */
import { makeSubject, type Subject } from '../approvals/index.ts';
import { showValue, textOf } from '../registers/index.ts';
import { CHANGE_KIND, type ChangeContent, CONTENT_FIELDS, changesRegister } from './changeRequest.ts';
import { type ContentChange, diffText } from './diffContent.ts';
import type { Route } from './routeChange.ts';

export interface ChangeSubject {
  readonly changeId: string;
  readonly key: string;
  readonly content: ChangeContent;
  readonly route: Route;
  /** What was edited since it was put to a decision last. */
  readonly changed: readonly ContentChange[];
  readonly locale: string;
}

export function subjectOf({ changeId, key, content, route, changed, locale }: ChangeSubject): Subject {
  const fields = CONTENT_FIELDS.flatMap((name) =>
    changesRegister.fields.filter((field) => field.name === name && content[name] !== null),
  );
  const facts = fields
    .filter(({ type, name }) => type !== 'note' && name !== 'title')
    .map((field) => ({
      title: field.title,
      value: showValue(field, content[field.name as keyof ChangeContent], locale),
    }));
  const text = fields
    .filter(({ type }) => type === 'note')
    .map((field) => `${field.title}: ${textOf(content[field.name as keyof ChangeContent])}`)
    .join('\n\n');
  return makeSubject({
    kind: CHANGE_KIND,
    id: changeId,
    key,
    title: textOf(content.title),
    facts: [
      ...(changed.length === 0 ? [] : [{ title: 'Changed since you were asked', value: diffText(changed) }]),
      { title: 'Decided by', value: `${capitalise(route.body)}. ${route.reasons.join(' ')}` },
      ...facts,
    ],
    ...(text === '' ? {} : { text }),
  });
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
