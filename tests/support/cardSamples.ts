/** Sample cards of every kind, by the template that they are made from. */
import { readdirSync } from 'node:fs';
import type { Card } from '../../src/kernel/cards.ts';
import { approvalCards } from './approvalCardSamples.ts';
import { changeCards } from './changeCardSamples.ts';
import { importCards } from './importCardSamples.ts';
import { meetingCards } from './meetingCardSamples.ts';
import { registerCards } from './registerCardSamples.ts';
import { uatCards } from './uatCardSamples.ts';

/** Which samples, by the beginning of their names, are made from which template below `src`. */
const TEMPLATE_BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/^change (?:raised|refused|closed)/, 'changes/cards/change.json'],
  [/^assessment/, 'changes/cards/assessment.json'],
  [/^test result/, 'uat/cards/result.json'],
  [/^approval/, 'approvals/cards/approval.json'],
  [/^review/, 'meetings/cards/review.json'],
  [/^(?:published|discarded)/, 'meetings/cards/settled.json'],
  [/^digest/, 'digests/cards/digest.json'],
  [/^item form/, 'meetings/cards/itemForm.json'],
  [/^sla/, 'digests/cards/sla.json'],
  [/^morning/, 'digests/cards/morning.json'],
  [/^setup/, 'projects/cards/setup.json'],
  [/^project/, 'projects/cards/project.json'],
  [/^(?:table|empty table|search)/, 'registers/cards/table.json'],
  [/^(?:form|new row)/, 'registers/cards/form.json'],
  [/^(?:row|closed row|refused row|deleted row)/, 'registers/cards/item.json'],
  [/^change of many/, 'registers/cards/bulk.json'],
  [/^reminder/, 'registers/cards/nudge.json'],
  [/^RAID/, 'registers/cards/raid.json'],
  [/^columns of an import/, 'registers/cards/importColumns.json'],
  [/^conflict/, 'registers/cards/conflict.json'],
  [/^import plan/, 'registers/cards/importPlan.json'],
];

export interface CardSample {
  readonly name: string;
  readonly card: Card;
  /** Path below `src`; undefined when the table above does not know the name. */
  readonly template: string | undefined;
}

/** In each of them the text stands wherever people's text may stand. */
export function cardSamples(text: string): readonly CardSample[] {
  const all = [meetingCards, registerCards, approvalCards, importCards, changeCards, uatCards];
  return all
    .flatMap((cards) => cards(text))
    .map(([name, card]) => ({
      name,
      card,
      template: TEMPLATE_BY_NAME.find(([begin]) => begin.test(name))?.[1],
    }));
}

/** Every template in `src`, found by looking, so that no new one is left out. */
export function cardTemplates(): readonly string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /(?:^|\/)cards\/[^/]+\.json$/.test(path))
    .sort();
}
