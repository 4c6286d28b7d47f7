/** What UAT says of a result and of exit criteria. Pure. */
import type { ExitReport } from './exitCriteria.ts';
import type { Recorded } from './recordResult.ts';

export const reportText = ({ criteria, isMet }: ExitReport): string =>
  [
    isMet ? 'All exit criteria are met:' : 'Not all exit criteria are met:',
    ...criteria.map((each) => `- ${each.isMet ? 'met' : '**not met**'}: ${each.title}; found ${each.found}`),
  ].join('\n');

export function recordedText({ result, testedOn, testCase, defects, kind }: Recorded): string {
  const names = defects.join(', ');
  const what = {
    none: '',
    made: ` ${names} is raised.`,
    reopened: ` ${names} is open again.`,
    closed: ` ${names} is closed by the retest.`,
  }[kind];
  return `**${testCase.key}** ${result.toLowerCase()} on ${testedOn}.${what}`;
}
