export { makeDigestsCapability } from './digestsCapability.ts';
