export { type DeliveryPorts, deliverLane } from './deliver.ts';
export { type ClaimedMessage, laneOf, type Mailer, type OutgoingStore } from './ports.ts';
