/** The one list of registers. Adding a register is a file beside this one and a line here. */
import type { RegisterDefinition } from '../definition.ts';
import { actions } from './actions.ts';
import { assumptions } from './assumptions.ts';
import { budgetLines } from './budgetLines.ts';
import { changes } from './changes.ts';
import { decisions } from './decisions.ts';
import { defects } from './defects.ts';
import { dependencies } from './dependencies.ts';
import { documents } from './documents.ts';
import { gates } from './gates.ts';
import { issues } from './issues.ts';
import { meetings } from './meetings.ts';
import { milestones } from './milestones.ts';
import { onboardingTasks } from './onboardingTasks.ts';
import { risks } from './risks.ts';
import { stakeholders } from './stakeholders.ts';
import { testCases } from './testCases.ts';
import { uatCycles } from './uatCycles.ts';

export const registerDefinitions: readonly RegisterDefinition[] = [
  actions,
  decisions,
  risks,
  issues,
  milestones,
  dependencies,
  assumptions,
  changes,
  budgetLines,
  defects,
  uatCycles,
  testCases,
  gates,
  stakeholders,
  documents,
  meetings,
  onboardingTasks,
];
