/** The content of what is approved, and the hash that stands for it. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Subject } from './approval.ts';

/** JSON in the one form of RFC 8785, so that the same value always has the same hash. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('There is no JSON for this value.');
  return text;
}

/** SHA-256 in hexadecimal of the value's canonical JSON. */
export const hashOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

/** Fills in the revision. Text that no database and no document can hold (NUL, half characters) is mended first. */
export function makeSubject(content: Omit<Subject, 'revision'>): Subject {
  const { kind, id, key, title, facts, text, link } = content;
  const mended = {
    kind,
    id,
    key: key.toUpperCase(),
    title: mendText(title),
    facts: facts.map((fact) => ({ title: mendText(fact.title), value: mendText(fact.value) })),
    ...(text === undefined ? {} : { text: mendText(text) }),
    ...(link === undefined ? {} : { link }),
  };
  return { ...mended, revision: hashOf(mended) };
}

/** True when the revision is that of the content. */
export function isWhole({ revision, ...content }: Subject): boolean {
  return hashOf(content) === revision;
}

/** Well-formed text without NUL and without spaces around it. */
export const mendText = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll('\u0000', '')
    .trim();
