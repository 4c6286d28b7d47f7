/** What the pipeline asks of a language. Everything else is the same for all. */

import type { Act, ActRule, Doer } from './acts.ts';
import type { DateRule } from './dates/dateRule.ts';
import type { DateWords } from './dates/dateWords.ts';
import type { MinuteKind } from './minutes.ts';
import type { RuleSet } from './patterns/prefiltered.ts';

export interface Clause {
  readonly text: string;
  /** Begins with "if", "when", "because" ...: says under which condition, not what will be done. */
  readonly isSubordinate: boolean;
  /** The sentence ends in a question mark. */
  readonly isQuestion: boolean;
}

export interface Body {
  /** Base form of the verb, lower case. */
  readonly verb: string;
  /** Words after the verb, without tags and reasons. */
  readonly rest: string;
  /** "maybe", "try to": said with a reserve. */
  readonly isTentative: boolean;
  readonly verbClass: 'task' | 'talk' | 'state' | 'unknown';
}

export interface NounPhrase {
  /** With "the" in place of its determiner. */
  readonly text: string;
  /** Stem of its head noun: what makes two phrases the same thing. */
  readonly head: string;
  readonly isPlural: boolean;
  /** Stands behind a preposition: less likely to be meant by "it". */
  readonly isBehindPreposition: boolean;
}

/** People who do something together. */
export interface Together {
  readonly withSpeaker: boolean;
  /** Marks of those who are named. */
  readonly mentions: readonly number[];
  /** How many they are, the speaker counted. */
  readonly count: number;
}

/** What pronouns point at; null leaves the word as it is. */
export interface Pointing {
  /** Short name of the person who speaks, null where nobody knows. */
  readonly speaker: string | null;
  readonly addressee: string | null;
  /** What "it", "that", "this" or "those" is. */
  readonly thing: string | null;
  /** Who "him", "her" or "them" is. */
  readonly person: string | null;
  /** Name behind a mark such as `@0`. */
  readonly nameOf: (mark: number) => string;
}

export interface Statement {
  readonly rule: string;
  readonly kind: Exclude<MinuteKind, 'action'>;
  /** What was decided, feared, broken or asked. */
  readonly body: string;
  readonly weight: number;
  /** True where it only stands if somebody agrees. */
  readonly needsAgreement: boolean;
}

export type ObjectKind = 'points only' | 'points' | 'thing' | 'none';

/** One line of a recap. `mention` is the mark of whom it names or the speaker, null where it goes on with the one before. */
export interface RecapEntry {
  readonly mention: number | 'speaker' | null;
  readonly words: string;
}

export interface Verdict {
  readonly kind: Statement['kind'];
  /** Whether it speaks of the sentence before or of the one that follows. */
  readonly of: 'before' | 'after';
  /** It only hints: "good question". */
  readonly isSoft?: boolean;
}

/** A conclusion: a decision where a choice or the consent of others came before it. */
export interface Outcome {
  readonly rule: string;
  readonly body: string;
  /** Log odds by its words alone. */
  readonly weight: number;
}

/** Who may be to do what, by words in no known form. `body` begins with its verb. */
export interface LoosePromise {
  readonly doer: Doer;
  /** Says that somebody takes it, and not what it is. */
  readonly isPointing: boolean;
  readonly body?: string;
}

/** How a sentence answers a request or a proposal. */
export type Reply = 'yes' | 'no' | 'perhaps';

/** All texts are cleaned (`cleanSpeech`) and masked: `@0` stands for a name. */
export interface Language {
  /** BCP 47 primary tag. */
  readonly tag: string;
  readonly normalise: (text: string) => string;
  readonly splitClauses: (sentence: string) => Clause[];
  /** Where sentences begin in words without punctuation, as offsets; runs stay whole unless given. */
  readonly findBeginnings?: (run: string) => number[];
  /** A question by its form, for words without punctuation. */
  readonly isQuestionByForm?: (sentence: string) => boolean;
  /** Asked in this order; the first that reads a clause wins. */
  readonly actRules: RuleSet<ActRule>;
  /** True when the words before the match make it no act: reports, questions about it, denials. */
  readonly blocksAct: (lead: string, act: Act) => boolean;
  readonly readBody: (body: string) => Body | null;
  readonly isMeetingTalk: (verb: string, rest: string, hasDay: boolean) => boolean;
  /** A clause that sets a condition: "if the vendor agrees". */
  readonly isCondition: (clause: string) => boolean;
  /** A condition that something goes wrong: what is promised then is most likely never done. */
  readonly isContingency?: (clause: string) => boolean;
  /** "right now", "while we speak": done in the meeting itself. */
  readonly isOnTheSpot: (clause: string) => boolean;
  /** "usually", "every week": a habit, no action. */
  readonly isHabit: (clause: string) => boolean;
  readonly findStatements: (sentence: string, isQuestion: boolean) => Statement[];
  /** What a discussion comes to: "September it is". Decisions of other languages come from their statements alone. */
  readonly readOutcome?: (sentence: string) => Outcome | null;
  /** Puts something on the table: "could we live with September?" */
  readonly offersChoice?: (sentence: string, isQuestion: boolean) => boolean;
  /** Speaks for what is on the table: "so would I". */
  readonly isSupport?: (sentence: string) => boolean;
  /** What a statement may promise or give out, whatever its words. Only English has a judge who decides. */
  readonly readLoosePromise?: (sentence: string, hasDay: boolean) => LoosePromise | null;
  readonly readReply: (sentence: string) => Reply | null;
  readonly isThanks: (sentence: string) => boolean;
  /** `what` is empty where the words only point. */
  readonly readWithdrawal: (sentence: string) => { readonly what: string } | null;
  readonly isCorrection: (sentence: string) => boolean;
  readonly isJoke: (sentence: string) => boolean;
  readonly isRecap: (sentence: string) => boolean;
  /** True for a sentence with "it" or "that": it speaks of what was spoken of before. */
  readonly pointsBack: (sentence: string) => boolean;
  readonly nounPhrases: (sentence: string) => NounPhrase[];
  readonly writeImperative: (verb: string, rest: string, pointing: Pointing) => string;
  readonly writeStatement: (body: string, pointing: Pointing) => string;
  /** A statement with "me" and "you" by their names; where none is known, they are left out or in quotes. */
  readonly resolvePersons?: (statement: string, pointing: Pointing) => string;
  /** True where the pointing words mean several things: "them". */
  readonly isPluralPointer: (rest: string) => boolean;
  /** What the object of the verb is: nothing but a pointing word ("do that"), a pointing word and more, or a thing. */
  readonly objectOf: (verb: string, rest: string) => ObjectKind;
  /** Names, things and days that are read out or recalled without a verb: "Declan, runbook, Wednesday". */
  readonly readRecap: (sentence: string) => RecapEntry[];
  /** Words on what was just said: "that's a risk", "then it's decided". */
  readonly readVerdict: (sentence: string) => Verdict | null;
  /** A question that somebody must find the answer to, not one about the talk itself. */
  readonly isOpenQuestion: (sentence: string) => boolean;
  /** "I don't know who": a question in the form of a statement. */
  readonly isDoubt: (sentence: string) => boolean;
  /** "By when?", "how soon would that be?": asks for the day of what was just spoken of. */
  readonly asksWhen?: (sentence: string) => boolean;
  /** Speaks of what may go wrong. */
  readonly isFear: (sentence: string) => boolean;
  /** May be the decision that a verdict speaks of. */
  readonly mayDecide: (sentence: string) => boolean;
  /** "That's done", "we can close it": an open item is reported as done. */
  readonly isCompletion: (sentence: string) => boolean;
  /** True for a sentence that says little besides the day: "Wednesday's good". */
  readonly isDayTalk: (restWithoutDay: string) => boolean;
  /** The key of a register row said aloud, such as `A-52` of "A fifty-two"; null when there is none. */
  readonly rowKeyIn: (sentence: string) => string | null;
  /** Where nobody is named, the mark of who says that it is himself or herself: "from Joost, I mean". */
  readonly selfNamed: (sentence: string) => number | null;
  /** "You and I", "the pair of you": who does it together; null where nobody is spoken of so. */
  readonly readTogether?: (sentence: string) => Together | null;
  /** False for verbs that mean different work: "order" and "label". */
  readonly mayBeSameWork: (verb: string, other: string) => boolean;
  /** Stems of the words that carry meaning. */
  readonly keysOf: (text: string) => string[];
  readonly dateRules: readonly DateRule[];
  /** How days are said; English unless given. */
  readonly dates?: DateWords;
  /** What speakers say while they think; English and common ones unless given. Global. */
  readonly fillers?: RegExp;
  /** In a sentence about a day: it takes the place of the one before. English unless given. */
  readonly newDay?: RegExp;
  /** "No, Sam will take it": the first group is the mark. English unless given. */
  readonly newOwner?: RegExp;
  /** True for a capitalised word that is nobody's name; where given, only well-known given names are taken for strangers. */
  readonly isNoName?: (word: string) => boolean;
}
