/** What the rules of a language read in a clause. */
import type { Act } from '../acts.ts';
import type { Clause, Language } from '../language.ts';

/**
 * Readings of a clause in the order of the rules, one at a time; "put me down" behind other words comes last. `only`
 * names one rule to ask.
 */
export function* findActs(language: Language, clause: Clause, only?: string): Generator<Act> {
  const later: Act[] = [];
  for (const rule of language.actRules.candidates(clause.text)) {
    if (only !== undefined && rule.id !== only) continue;
    const match = rule.pattern.exec(clause.text);
    const reading = match === null ? null : rule.read(match, clause);
    if (match === null || reading === null) continue;
    const act: Act = { ...reading, rule: rule.id, lead: clause.text.slice(0, match.index) };
    if (language.blocksAct(act.lead, act)) continue;
    const isBehind = act.kind === 'takeover' && act.lead.trim().split(' ').length >= 3;
    if (isBehind) later.push(act);
    else yield act;
  }
  yield* later;
}
