export { makeDigestsCapability } from './digestsCapability.ts';
export type { MinutesLibrary } from './ports.ts';
