export { type DigestCommandPorts, makeDigestsCapability } from './digestsCapability.ts';
