/** Writes minutes in the order of the language: the verb last in German and Dutch, first in French and Spanish. */
import { withNames } from '../acts.ts';
import type { Language, ObjectKind, Pointing } from '../language.ts';

export interface WriterWords {
  readonly isVerbLast: boolean;
  /** Words that a minute leaves out. Global. */
  readonly drop: RegExp;
  /** Pronouns that point at a thing; at the start of what is to be done. Behind them may stand no noun. */
  readonly pointer: RegExp;
  readonly pluralPointer: RegExp;
  /** Persons that a minute does not name: "to you", "us". Global. */
  readonly receivers: RegExp;
  /** "To me": becomes the speaker. Global. */
  readonly toMe: RegExp;
  readonly toSpeaker: (name: string) => string;
  /** Left at the start of the minute's object. */
  readonly article: RegExp;
  /** Joints that may not end a minute. */
  readonly ending: RegExp;
  /** Openers of a statement: "dass", "also". */
  readonly statementLead: RegExp;
  readonly isAnyWork: (verb: string) => boolean;
}

type Writer = Pick<Language, 'writeImperative' | 'writeStatement' | 'isPluralPointer' | 'objectOf'>;

const MOST_WORDS = 26;

export function makeWriter(words: WriterWords): Writer {
  const bare = (rest: string): string =>
    rest.replace(words.drop, ' ').replace(words.receivers, ' ').replace(/\s+/g, ' ').trim();
  return {
    objectOf: (verb, rest) => objectOf(verb, bare(rest), words),
    isPluralPointer: (rest) => words.pluralPointer.test(bare(rest)),
    writeImperative: (verb, rest, pointing) => {
      const object = resolve(
        rest.replace(
          words.toMe,
          () => ` ${pointing.speaker === null ? '' : words.toSpeaker(pointing.speaker)} `,
        ),
        bare,
        pointing,
        words,
      );
      return finish(words.isVerbLast ? `${object} ${verb}` : `${verb} ${object}`, pointing, words);
    },
    writeStatement: (body, pointing) => {
      let text = body.trim();
      for (let round = 0; round < 3; round++) text = text.replace(words.statementLead, '');
      return finish(text, pointing, words);
    },
  };
}

function objectOf(verb: string, rest: string, { pointer, isAnyWork }: WriterWords): ObjectKind {
  if (rest === '') return isAnyWork(verb) ? 'points only' : 'none';
  const said = pointer.exec(rest)?.[0];
  if (said === undefined) return 'thing';
  return rest.slice(said.length).trim() === '' ? 'points only' : 'points';
}

function resolve(
  rest: string,
  bare: (rest: string) => string,
  { thing }: Pointing,
  { pointer, article, isVerbLast }: WriterWords,
): string {
  const object = bare(rest).replace(/^[\s,.;:]+/, '');
  const pointed =
    thing === null ? object : object.replace(pointer, (said) => (said.trim() === '' ? said : `${thing} `));
  return isVerbLast ? pointed.replace(article, '') : pointed;
}

function finish(text: string, { nameOf }: Pointing, { ending }: WriterWords): string {
  let words = withNames(text, nameOf)
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;:!?])/g, '$1')
    .replace(/^[\s,.;:–-]+|[\s,.;:!?…–-]+$/g, '')
    .replace(ending, '')
    .replace(/[\s,.;:–-]+$/, '')
    .trim();
  const all = words.split(' ');
  if (all.length > MOST_WORDS)
    words = `${all
      .slice(0, MOST_WORDS)
      .join(' ')
      .replace(/[\s,.;:]+$/, '')} …`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
