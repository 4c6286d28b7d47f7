export { type DeliveryPorts, deliverLane, LEASE_MS } from './deliver.ts';
export { type ClaimedMessage, type KnownPlace, laneOf, type Mailer, type OutgoingStore } from './ports.ts';
export { problemText } from './problem.ts';
export { makeSayAtOnce, type SayAtOnce } from './sayAtOnce.ts';
export type { DeliveryStores } from './settle.ts';
