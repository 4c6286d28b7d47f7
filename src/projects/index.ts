export { makeProjectLookup, type ProjectLookup } from './lookup.ts';
export type { PeopleStore, ProjectPorts, ProjectStore } from './ports.ts';
export {
  type GatePolicy,
  gatePolicyOf,
  type MilestoneDate,
  type MinutesPolicy,
  minutesPolicyOf,
  type Project,
  type ProjectSetting,
  workingCalendarOf,
} from './project.ts';
export { makeProjectFor } from './projectFor.ts';
export { makeProjectsCapability } from './projectsCapability.ts';
export { PROVISION_JOB, setUpProject } from './setUpProject.ts';
