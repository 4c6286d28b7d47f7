export { makeDigestsCapability } from './digestsCapability.ts';
export { awaitsDigest } from './morning/awaitsDigest.ts';
export type { MinutesLibrary } from './ports.ts';
