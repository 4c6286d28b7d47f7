/** English as the pipeline sees it. */
import type { Language } from '../language.ts';
import { RuleSet } from '../patterns/prefiltered.ts';
import { ASSIGNMENT_RULES } from './assignmentRules.ts';
import { findBeginnings, isQuestionByForm } from './bareSpeech.ts';
import { readBody } from './body.ts';
import { splitClauses } from './clauses.ts';
import { COMMITMENT_RULES } from './commitmentRules.ts';
import { INDIRECT_PROMISES } from './indirectPromises.ts';
import { INDIRECT_REQUESTS } from './indirectRules.ts';
import { keysOf } from './keys.ts';
import { blocksAct, isHabit, isJoke, isOnTheSpot, isPluralPointer, objectOf } from './leads.ts';
import { readLoosePromise } from './loosePromises.ts';
import { isMeetingTalk } from './meetingTalk.ts';
import { NEED_RULES } from './needRules.ts';
import { normalise } from './normalise.ts';
import { nounPhrases, pointsBack } from './nounPhrases.ts';
import { isSupport, offersChoice, readOutcome } from './outcomeRules.ts';
import { resolvePersons } from './pronouns.ts';
import {
  asksWhen,
  isCompletion,
  isDayTalk,
  isDoubt,
  isFear,
  isOpenQuestion,
  isRecap,
  mayDecide,
  readRecap,
  readVerdict,
  selfNamed,
} from './recaps.ts';
import { isCorrection, isThanks, readReply, readWithdrawal } from './replies.ts';
import { REQUEST_RULES } from './requestRules.ts';
import { writeImperative, writeStatement } from './rewrite.ts';
import { rowKeyIn } from './rowKeys.ts';
import { findStatements } from './statementRules.ts';
import { TERSE_PROMISES, TERSE_REQUESTS } from './tersePromises.ts';
import { readTogether } from './together.ts';
import { mayBeSameWork } from './verbs.ts';

export const english: Language = {
  tag: 'en',
  normalise,
  splitClauses,
  findBeginnings,
  isQuestionByForm,
  actRules: new RuleSet([
    ...TERSE_REQUESTS,
    ...INDIRECT_REQUESTS,
    ...COMMITMENT_RULES,
    ...REQUEST_RULES,
    ...ASSIGNMENT_RULES,
    ...INDIRECT_PROMISES,
    ...TERSE_PROMISES,
    ...NEED_RULES,
  ]),
  blocksAct,
  readBody,
  isMeetingTalk,
  isCondition: (clause) => /^(?:\w+,? ){0,2}(?:if|unless|provided|assuming)\b/i.test(clause),
  isContingency: (clause) =>
    /n't\b|'s not\b|\b(?:not|fails?|slips?|breaks?|goes wrong|crash(?:es)?|problem|problems|trouble|red)\b/i.test(
      clause,
    ),
  isHabit,
  isOnTheSpot,
  findStatements,
  readOutcome,
  offersChoice,
  isSupport,
  readLoosePromise,
  readReply,
  isThanks,
  readWithdrawal,
  isCorrection,
  isJoke,
  isRecap,
  nounPhrases,
  writeImperative,
  writeStatement,
  resolvePersons,
  objectOf,
  isPluralPointer,
  pointsBack,
  readRecap,
  readVerdict,
  isCompletion,
  isOpenQuestion,
  isDoubt,
  isFear,
  asksWhen,
  mayDecide,
  isDayTalk,
  rowKeyIn,
  selfNamed,
  readTogether,
  keysOf,
  mayBeSameWork,
  dateRules: [],
};
