/** Reads a meeting sentence by sentence and keeps the drafts of its minutes. One pass; looks back a few sentences only. */
import type { TalkDueFinder } from '../dates/daysOfTalk.ts';
import type { Clause, Statement } from '../language.ts';
import type { OpenItem } from '../minutes.ts';
import { maskPeople, saidIn } from '../people/mentions.ts';
import { cleanSpeech } from '../sentences/cleanSpeech.ts';
import { QUESTION, type Sentence } from '../sentences/sentence.ts';
import { contextOf, NO_CONTEXT } from './context.ts';
import { type AskedDay, hearCorrection, hearDay, hearJoke, hearWithdrawal } from './corrections.ts';
import { type Draft, evidenceOf } from './draft.ts';
import { type ActPlace, type ActTools, draftAct, draftStatement } from './draftActs.ts';
import { Exchange } from './exchange.ts';
import { findActs } from './findActs.ts';
import { Focus } from './focus.ts';
import { confirm, Ledger } from './ledger.ts';
import { LoosePromises } from './loosePromises.ts';
import { learnNames } from './nameWords.ts';
import { OpenItemTalk } from './openItems.ts';
import { Outcomes } from './outcomes.ts';
import { findJudged, RecapReader, type Statable } from './recaps.ts';
import { hearReply, hearThanks } from './replies.ts';
import { SHOWN_FROM } from './score.ts';
import { makeScreen, type Screen } from './screen.ts';
import { type Spoken, type TalkTools, withoutPhrase } from './spoken.ts';
import { nameThing } from './things.ts';
import { TogetherTalk } from './together.ts';
import { WhoSpeaks } from './whoSpeaks.ts';

export interface ReadTalk {
  /** In the order in which they were first said. */
  readonly drafts: Draft[];
  /** What the rules are not sure enough of: decisions if the judge says so. */
  readonly maybeDecided: readonly Draft[];
  /** What no rule knows: actions if the judge says so. */
  readonly maybePromised: readonly Draft[];
  /** Place of the sentence with which a closing list began. */
  readonly closingFrom: number;
}

export function readMeeting(
  sentences: readonly Sentence[],
  tools: TalkTools,
  openItems: readonly OpenItem[],
  readsAll = false,
): ReadTalk {
  const isUnknownName = learnNames(sentences, tools.language);
  const reader = new MeetingReader(tools, isUnknownName, openItems, makeScreen(sentences, readsAll));
  for (const sentence of sentences) reader.read(sentence);
  reader.recaps.closeMeeting();
  const { ledger, recaps, maybeDecided, loose } = reader;
  const { drafts } = ledger;
  return { drafts, maybeDecided, maybePromised: loose.drafts, closingFrom: recaps.closingFrom };
}

const withoutDay = ({ text, due }: Spoken): string => withoutPhrase(text, due?.due.phrase ?? '');

class MeetingReader {
  readonly ledger: Ledger;
  private readonly focus: Focus;
  readonly recaps: RecapReader;
  /** Decisions in words that by themselves are none. They change nothing that is read after them. */
  readonly maybeDecided: Draft[] = [];
  readonly loose: LoosePromises;
  private readonly openItems: OpenItemTalk;
  private readonly tools: ActTools;
  private readonly isUnknownName: (word: string) => boolean;
  private readonly screen: Screen;
  private before: Statable[] = [];
  private askedDay: AskedDay | null = null;
  private readonly exchange = new Exchange();
  private decisionFollows = -1;
  private readonly who: WhoSpeaks;
  private readonly together: TogetherTalk;
  /** Days that were named: "the Friday" may be counted from one. */
  private readonly days: TalkDueFinder;
  private readonly outcomes: Outcomes;

  constructor(
    tools: TalkTools,
    isUnknownName: (word: string) => boolean,
    openItems: readonly OpenItem[],
    screen: Screen,
  ) {
    this.days = tools.due.follow();
    this.isUnknownName = isUnknownName;
    this.screen = screen;
    this.ledger = new Ledger(tools.language);
    this.focus = new Focus(tools.language);
    this.tools = { ...tools, due: this.days, focus: this.focus, ledger: this.ledger };
    this.outcomes = new Outcomes(tools.language);
    this.who = new WhoSpeaks(this.ledger, this.tools);
    this.together = new TogetherTalk(tools.language, this.ledger);
    this.openItems = new OpenItemTalk(openItems, this.ledger, this.tools);
    this.loose = new LoosePromises(this.tools, screen);
    this.recaps = new RecapReader(this.ledger, this.tools, this.openItems);
  }

  read(sentence: Sentence): void {
    const spoken = this.prepare(sentence);
    if (spoken === null) return;
    const { ledger, tools } = this;
    if (tools.language.isJoke(spoken.text)) {
      hearJoke(ledger, sentence);
      return;
    }
    hearThanks(ledger, tools, spoken);
    this.openItems.hear(spoken);
    const judged = this.hearVerdict(spoken);
    const isChange =
      judged ||
      hearWithdrawal(ledger, tools, spoken, (draft) => this.outcomes.isAskedSince(draft.lastSentence)) ||
      hearCorrection(ledger, tools, spoken);
    const isRecapped = !isChange && this.recaps.hear(spoken);
    const drafts = isChange || isRecapped ? [] : this.readActs(spoken);
    const addressed = this.who.addressedIn(sentence);
    if (!isChange && !isRecapped) this.loose.hear(spoken, drafts, this.before, addressed);
    this.remember(spoken, drafts, isRecapped);
  }

  private prepare(sentence: Sentence): Spoken | null {
    const { language, people, due } = this.tools;
    const clean = cleanSpeech(sentence.text, language.fillers);
    if (clean === '') return null;
    const masked = maskPeople(clean, people, this.isUnknownName);
    const said = language.normalise(masked.text);
    const isAsked = sentence.isBare === true && language.isQuestionByForm?.(said) === true;
    const text = isAsked ? `${said}?` : said;
    return {
      sentence,
      text,
      masked,
      speaking: { person: this.who.speakerOf(sentence), label: sentence.speaker },
      due: due.find(text),
      isQuestion: QUESTION.test(text),
    };
  }

  private readActs(spoken: Spoken): Draft[] {
    const { language } = this.tools;
    const { sentence } = spoken;
    const reply = hearReply(this.ledger, this.tools, spoken);
    if (reply !== null) this.exchange.answer(reply, sentence);
    const found: Draft[] = [];
    const statements = language.findStatements(spoken.text, spoken.isQuestion);
    if (!statements.some(({ kind }) => kind === 'decision') && this.decisionFollows !== sentence.index) {
      const isDay = spoken.due !== null && language.isDayTalk(withoutDay(spoken));
      const outcome = isDay ? null : this.outcomes.conclude(spoken);
      if (outcome !== null) statements.push(outcome);
    }
    const ruling = statements.some(({ kind, weight }) => kind === 'decision' && weight >= 0.5);
    let isConditional = false;
    let isContingent = false;
    const clauses = language.splitClauses(spoken.text);
    const isListed = clauses.length > 2 && spoken.due !== null && this.countDays(clauses) > 1;
    const around = this.around(spoken);
    for (const clause of clauses) {
      if (clause.isSubordinate) {
        isConditional ||= language.isCondition(clause.text);
        isContingent ||=
          language.isCondition(clause.text) && (language.isContingency?.(clause.text) ?? false);
        if (findActs(this.tools.language, clause, 'if you could').next().done === true) continue;
      }
      const read = this.readClause({ clause, ...around, isConditional, isContingent, isListed }, ruling);
      if (read === null) continue;
      found.push(read.isNew ? this.ledger.add(read.draft) : read.draft);
      this.openItems.attach(read.draft, sentence);
    }
    found.push(...this.readStatements(spoken, statements, found));
    this.who.nameSelf(spoken, found);
    this.together.share(spoken, found, this.who.addressedIn(sentence));
    if (found.length === 0) nameThing(this.ledger, language, spoken);
    if (found.length === 0) {
      const redated = this.openItems.redate(spoken, language.isDayTalk(withoutDay(spoken)));
      if (redated !== null) return [redated];
    }
    if (found.length === 0 && (reply === null || spoken.due === null))
      this.askedDay = hearDay(this.ledger, this.tools, spoken, this.askedDay);
    return found;
  }

  private readStatements(spoken: Spoken, heard: readonly Statement[], acts: readonly Draft[]): Draft[] {
    const found: Draft[] = [];
    const isAnnounced = this.decisionFollows === spoken.sentence.index && !spoken.isQuestion;
    const statements = [...heard];
    if (isAnnounced && !statements.some(({ kind }) => kind === 'decision')) {
      statements.push({
        rule: 'announced',
        kind: 'decision',
        body: spoken.text,
        weight: 1.5,
        needsAgreement: false,
      });
    }
    for (const statement of statements) {
      const isSure = statement.kind !== 'decision' || statement.weight >= (acts.length > 0 ? 1 : 0);
      if (isSure) found.push(this.ledger.add(this.draftOf(statement, spoken)));
      else if (statement.weight >= SHOWN_FROM || this.screen.takes('decision', spoken.sentence))
        this.maybeDecided.push(this.draftOf(statement, spoken, NO_CONTEXT));
    }
    return found;
  }

  private draftOf(
    statement: Statement,
    spoken: Spoken,
    context = contextOf(spoken, this.before, this.tools),
  ): Draft {
    return draftStatement(statement, spoken, context, this.tools);
  }

  /** "That's a risk", "then it's decided": makes a statement of the sentence that is meant, or confirms it. */
  private hearVerdict(spoken: Spoken): boolean {
    const verdict = this.tools.language.readVerdict(spoken.text);
    if (verdict === null) return false;
    if (verdict.of === 'after') {
      this.decisionFollows = spoken.sentence.index + 1;
      return true;
    }
    const judged = findJudged(verdict, this.before, spoken.sentence.speaker, this.tools);
    if (judged === null) return false;
    const known = judged.drafts.find(({ kind }) => kind === verdict.kind);
    const draft =
      known ??
      this.ledger.add(
        this.draftOf(
          {
            rule: 'verdict',
            kind: verdict.kind,
            body: judged.spoken.text,
            weight: verdict.isSoft === true ? -0.6 : 0.2,
            needsAgreement: false,
          },
          judged.spoken,
        ),
      );
    draft.standing = 'committed';
    confirm(draft, verdict.isSoft === true ? 'restated' : 'decided');
    draft.evidence.push(evidenceOf(spoken.sentence));
    return true;
  }

  /** What all clauses of a sentence stand in. */
  private around(spoken: Spoken): Omit<ActPlace, 'clause' | 'isConditional' | 'isContingent' | 'isListed'> {
    const { sentence } = spoken;
    const { exchange, who, openItems, before, tools } = this;
    return {
      spoken,
      isAnswer: exchange.isAnswer(sentence),
      answered: exchange.answeredIn(sentence),
      addressed: who.addressedIn(sentence),
      topic(owners) {
        return openItems.topicOf(owners, sentence);
      },
      context() {
        return contextOf(spoken, before, tools);
      },
    };
  }

  /** The first reading of a clause that holds. */
  private readClause(place: ActPlace, ruling: boolean): { draft: Draft; isNew: boolean } | null {
    for (const act of findActs(this.tools.language, place.clause)) {
      if (ruling && (act.kind === 'proposal' || act.doer.by === 'we')) continue;
      const read = draftAct(act, place, this.tools);
      if (read !== 'other') return read;
    }
    return null;
  }

  private countDays(clauses: readonly Clause[]): number {
    return clauses.filter(({ text }) => this.tools.due.find(text) !== null).length;
  }

  private remember(spoken: Spoken, drafts: readonly Draft[], isRecapped: boolean): void {
    const { masked, text, sentence } = spoken;
    this.days.hear(text, sentence.index);
    this.focus.hear(text, sentence.index, saidIn(masked));
    for (const { people } of masked.mentions) {
      const [person] = people;
      if (people.length === 1 && person !== undefined) this.focus.hearPerson(person, sentence.index);
    }
    if (spoken.isQuestion || drafts.some(({ act }) => /^(?:request|need|proposal)$/.test(act)))
      this.exchange.ask(sentence);
    this.who.hear(spoken, isRecapped);
    this.together.hear(spoken);
    if (drafts.some(({ kind, standing }) => kind === 'decision' && standing === 'committed'))
      this.outcomes.settle();
    else this.outcomes.hear(spoken);
    this.before.push({ spoken, drafts });
    if (this.before.length > 24) this.before = this.before.slice(-8);
  }
}
