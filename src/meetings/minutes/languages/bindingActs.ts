/** Who binds whom, once a clause was read: what the languages with word lists have in common. */
import { type Act, type ActRule, marksIn } from '../acts.ts';
import type { Clause } from '../language.ts';

export type Reading = Omit<Act, 'rule' | 'lead'>;

/** A clause whose subject is known: its verb and what follows. */
interface ReadWork {
  readonly verb: string;
  readonly rest: string;
  readonly mood: string;
}

/** Words of one language that the acts depend on. */
export interface BindingWords {
  readonly isAnyWork: (verb: string) => boolean;
  /** Nothing but pointing words. */
  readonly pointsOnly: RegExp;
  /** Behind "I need from you". */
  readonly needFromYou: RegExp;
  readonly sendVerb: string;
}

export const bodyOf = ({ verb, rest }: Pick<ReadWork, 'verb' | 'rest'>): string => `${verb} ${rest}`;

/** Those who are spoken to by name, before the clause or at its end. */
export function addressedIn(text: string, at: number): number[] {
  const before = /(@\d+(?:(?:,| \p{L}{1,3}) @\d+)*),[^@]*$/u.exec(text.slice(0, at))?.[1];
  const after = /,\s*(@\d+)\s*[?.!]*$/.exec(text)?.[1];
  return marksIn(before ?? after ?? '');
}

/** "Do that": work that was named before. */
export const isPointing = ({ verb, rest }: ReadWork, words: BindingWords): boolean =>
  words.isAnyWork(verb) && words.pointsOnly.test(rest);

export const needFromYouRule = (words: BindingWords): ActRule => ({
  id: 'I need it from you',
  pattern: words.needFromYou,
  read: ({ groups = {}, index, input }) => ({
    kind: 'request',
    doer: { by: 'addressee', mentions: addressedIn(input, index) },
    body: `${words.sendVerb} ${groups.what ?? ''}`,
    weight: 0,
  }),
});

/** What "we" will, must or could do. */
export function together(read: ReadWork | null, { isQuestion }: Clause, words: BindingWords): Reading | null {
  if (read === null || isQuestion) return null;
  // "We should do that": what was spoken of, no work of its own.
  if (isPointing(read, words)) return null;
  const body = bodyOf(read);
  if (read.mood === 'can' || read.mood === 'would')
    return { kind: 'proposal', doer: { by: 'anyone' }, body, weight: -4 };
  if (read.mood === 'must' || read.mood === 'should')
    return { kind: 'need', doer: { by: 'anyone' }, body, weight: -1 };
  // What "we" do on a day is as often an event as a promise.
  const weight = read.mood === 'present' ? -2.6 : -0.3;
  return { kind: 'commitment', doer: { by: 'we' }, body, weight, needsDue: true };
}

/** What somebody named is said to do; `weight` is that of the mood. */
export const assigned = (read: ReadWork, mentions: readonly number[], weight: number): Reading => ({
  kind: 'assignment',
  doer: { by: 'mentions', mentions },
  body: bodyOf(read),
  weight,
  ...(read.mood === 'present' || read.mood === 'can' ? { needsDue: true } : {}),
});

/** "Please" stands before the verb (`first`) or somewhere behind it. */
export const isPolite = (first: string | undefined, rest: string, please: string): boolean =>
  first !== undefined || new RegExp(String.raw`(?<!\p{L})(?:${please})(?!\p{L})`, 'iu').test(rest);
