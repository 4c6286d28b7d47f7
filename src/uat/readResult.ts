/** What is typed after `failed TC-5`: severity, reason, links. Pure. */
import type { TestResult } from './recordResult.ts';

const LINK = /\bhttps?:\/\/[^\s<>]+/gi;
const SEVERITY = /(?:^|[\s ,;(])(?:severity|sev)[\s :.-]*([1-4])\b\)?/i;
const USUAL_SEVERITY = 3;

export function readResult(text: string): Omit<TestResult, 'result'> {
  const links = text.match(LINK) ?? [];
  const severity = SEVERITY.exec(text)?.[1];
  const words = text
    .replace(LINK, ' ')
    .replace(SEVERITY, ' ')
    .replace(/[\s ]+/g, ' ')
    .trim()
    .replace(/^(?:because|since|as|[-–:,])\s*/i, '');
  return { words, severity: severity === undefined ? USUAL_SEVERITY : Number(severity), links };
}
