/** Reads a meeting sentence by sentence and keeps the drafts of its minutes. One pass; looks back a few sentences only. */
import type { Act } from '../acts.ts';
import type { DueFinder } from '../dates/findDue.ts';
import type { Clause, Language, Pointing } from '../language.ts';
import type { Due } from '../minutes.ts';
import { type MaskedText, maskPeople } from '../people/mentions.ts';
import type { KnownPerson, People } from '../people/people.ts';
import { cleanSpeech } from '../sentences/cleanSpeech.ts';
import type { Sentence } from '../sentences/sentence.ts';
import { changeDue, type Draft } from './draft.ts';
import { draftAct, draftStatement, type Spoken } from './draftActs.ts';
import { Focus } from './focus.ts';
import { Ledger } from './ledger.ts';
import { learnNames } from './nameWords.ts';

export interface MeetingTools {
  readonly language: Language;
  readonly people: People;
  readonly due: DueFinder;
}

/** Drafts in the order in which they were first said. */
export function readMeeting(sentences: readonly Sentence[], tools: MeetingTools): Draft[] {
  const reader = new MeetingReader(tools, learnNames(sentences));
  for (const sentence of sentences) reader.read(sentence);
  return reader.ledger.drafts;
}

class MeetingReader {
  readonly ledger: Ledger;
  private readonly focus: Focus;
  private readonly tools: MeetingTools;
  private readonly isUnknownName: (word: string) => boolean;
  /** Where nobody is named: who probably speaks, until somebody else is spoken to or thanked. */
  private assumed: { person: KnownPerson; until: number } | null = null;

  constructor(tools: MeetingTools, isUnknownName: (word: string) => boolean) {
    this.tools = tools;
    this.isUnknownName = isUnknownName;
    this.focus = new Focus(tools.language);
    this.ledger = new Ledger(tools.language);
  }

  read(sentence: Sentence): void {
    const { language, people, due } = this.tools;
    const clean = cleanSpeech(sentence.text);
    if (clean === '') return;
    const masked = maskPeople(clean, people, this.isUnknownName);
    const text = language.normalise(masked.text);
    const spoken: Spoken = {
      sentence,
      text,
      masked,
      speaking: { person: this.speakerOf(sentence), label: sentence.speaker },
      due: due.find(text),
    };
    if (language.isJoke(text)) {
      this.ledger.takeAsJoke(sentence);
      return;
    }
    this.ledger.hearThanks(spoken);
    const isSettled = this.ledger.hearWithdrawal(spoken) || this.ledger.hearCorrection(spoken);
    if (!isSettled) this.readActs(spoken);
    this.remember(spoken);
  }

  private readActs(spoken: Spoken): void {
    const { language } = this.tools;
    const answered = this.ledger.hearReply(spoken);
    let found = 0;
    let isConditional = false;
    for (const clause of language.splitClauses(spoken.text)) {
      if (clause.isSubordinate) {
        isConditional ||= /^(?:if|falls|si|als|wenn|unless)\b/i.test(clause.text);
        const polite = this.findAct(clause, (act) => act.rule === 'if you could');
        if (polite === null) continue;
      }
      const act = this.findAct(clause);
      if (act === null) continue;
      const draft = draftAct(act, clause, spoken, isConditional, {
        ...this.tools,
        focus: this.focus,
        ledger: this.ledger,
      });
      if (draft !== null) found += this.ledger.add(draft, spoken) ? 1 : 0;
    }
    const isQuestion = /\?["')\]]*$/.test(spoken.text);
    for (const statement of language.findStatements(spoken.text, isQuestion)) {
      if (statement.kind === 'decision' && found > 0 && statement.weight < 1) continue;
      this.ledger.add(draftStatement(statement, spoken, { ...this.tools, focus: this.focus }), spoken);
      found += 1;
    }
    if (found === 0 && !answered) this.addLateDue(spoken);
  }

  private findAct(clause: Clause, accepts: (act: Act) => boolean = () => true): Act | null {
    const { language } = this.tools;
    for (const rule of language.actRules) {
      const match = rule.pattern.exec(clause.text);
      if (match === null) continue;
      const reading = rule.read(match, clause);
      if (reading === null) continue;
      const act: Act = { ...reading, rule: rule.id, lead: clause.text.slice(0, match.index) };
      if (!accepts(act) || language.blocksAct(act.lead, act)) continue;
      return act;
    }
    return null;
  }

  /** "By Friday." after an item that has no day yet. */
  private addLateDue({ due, text, sentence }: Spoken): void {
    const last = this.ledger.recentAction(sentence, 3);
    if (due === null || last === null || last.due !== null || text.split(' ').length > 14) return;
    if (/\?\s*$/.test(text) && !/\b(?:by|until|before)\b/i.test(due.due.phrase)) return;
    if (!isAboutDay(text, due.due)) return;
    changeDue(last, due.due, sentence);
    last.weight += 0.5;
  }

  private remember({ masked, text, sentence }: Spoken): void {
    this.focus.hear(text, sentence.index, (mark) => masked.mentions[mark]?.said ?? '');
    const people = masked.mentions.filter((mention) => mention.people.length === 1);
    const last = people.at(-1)?.people[0];
    if (last !== undefined) this.focus.lastPerson = last;
    if (sentence.speaker === null) this.assume(masked, text, sentence);
  }

  /** "Priya, can you ...?" is answered by Priya; "Thanks, Tom" says that Tom has spoken. */
  private assume(masked: MaskedText, text: string, sentence: Sentence): void {
    const vocative = /^(?:\w+[, ]+){0,3}?@(\d+)\s*[,?]|,\s*@(\d+)\s*[?.!]*$/.exec(text);
    const person = masked.mentions[Number(vocative?.[1] ?? vocative?.[2] ?? -1)]?.people;
    if (this.tools.language.isThanks(text)) {
      this.assumed = null;
      if (person?.length === 1 && person[0] !== undefined) this.ledger.attribute(person[0], sentence);
      return;
    }
    if (person?.length === 1 && person[0] !== undefined)
      this.assumed = { person: person[0], until: sentence.index + 4 };
  }

  private speakerOf(sentence: Sentence): KnownPerson | null {
    if (sentence.speaker !== null) return this.tools.people.ofSpeaker(sentence.speaker);
    return this.assumed !== null && sentence.index <= this.assumed.until ? this.assumed.person : null;
  }
}

/** Little is said besides the day. */
function isAboutDay(text: string, due: Due): boolean {
  const rest = text
    .replace(due.phrase, ' ')
    .replace(/[^\p{L}\s]/gu, ' ')
    .trim();
  return rest === ''
    ? true
    : rest.split(/\s+/).length <= 7 &&
        !/\b(?:meeting|call|back|off|leave|holiday|was|were|had|started|yesterday|if|every)\b/i.test(rest);
}

export type { Pointing };
