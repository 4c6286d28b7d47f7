/** Decisions, risks, issues and open questions of a sentence. */
import type { Statement } from '../language.ts';
import { prefiltered, RuleSet } from '../patterns/prefiltered.ts';
import { DECISIONS } from './decisionRules.ts';
import { ISSUES, QUESTIONS } from './issueRules.ts';
import { RISKS } from './riskRules.ts';
import type { StatementRule } from './statementRule.ts';

export const STATEMENT_RULES = new RuleSet<StatementRule>([...DECISIONS, ...RISKS, ...ISSUES, ...QUESTIONS]);

/** Words that make a sentence no statement of the present: reports, wishes, conditions, negations. */
const NOT_NOW = prefiltered(
  /\b(?:if we (?:decide|agree|go)|once we(?:'ve)? (?:decide|agree)|have we|did we|should we|could we|do we|whether we|when we decided|before we decide|until we decide|haven't (?:decided|agreed)|not (?:yet )?(?:decided|agreed)|didn't (?:decide|agree)|no decision|nothing (?:was|is) decided|we (?:need|have) to decide|last (?:year|month|week|time) we (?:decided|agreed)|(?:they|he|she) (?:decided|agreed)|(?:was|were) (?:already |all )?(?:agreed|decided)|(?:agreed|decided) (?:last|already|back|before|earlier|a while)|or i guess|we (?:use|run|take|keep|leave|go|move|do|start|stop) .*\b(?:every|always|usually|normally|already|currently|at the moment|each)\b|i guess it|it was agreed (?:last|back)|years ago|I wish|imagine|suppose|pretend|joking|kidding|just a joke|as a joke|hypothetically)\b/i,
);

/** "It's settled now": nothing is said of what. */
const NOTHING_SAID = /^(?:now|then|today|already|anyway|here|so|indeed)[\s.!]*$/i;

/** "Drop that", "keep it on the wall": nobody can tell from the words what was decided. */
const POINTS_ONLY = /^(?:we )?(?:do not )?\w+(?: with| for| to| ahead with)? (?:it|that|this|them)\b/i;

/** The statement of a sentence, if it makes one. */
export function findStatements(sentence: string, isQuestion: boolean): Statement[] {
  if (sentence.length < 12 || NOT_NOW.test(sentence)) return [];
  const found: Statement[] = [];
  for (const rule of STATEMENT_RULES.candidates(sentence)) {
    if (isQuestion && rule.mayAsk !== true) continue;
    if (found.some(({ kind }) => kind === rule.kind)) continue;
    const match = rule.pattern.exec(sentence);
    const groups = match?.groups;
    if (match === null || groups === undefined) continue;
    // "If we're rolling back I decide it": what stands behind "if" is not decided.
    if (
      rule.kind === 'decision' &&
      /\b(?:if|when|unless|whether|once)\s+$/i.test(sentence.slice(0, match.index))
    )
      continue;
    const body = rule.say === undefined ? (groups.body ?? '') : rule.say(groups);
    if (rule.kind === 'decision' && NOTHING_SAID.test(body.trim())) continue;
    if (rule.kind === 'decision' && rule.weight < 1 && POINTS_ONLY.test(body)) continue;
    found.push({
      rule: rule.id,
      kind: rule.kind,
      body,
      weight: rule.weight,
      needsAgreement: rule.needsAgreement ?? false,
    });
  }
  return found;
}
