export { type DeliveryPorts, deliverLane } from './deliver.ts';
export { type ClaimedMessage, laneOf, type OutgoingStore } from './ports.ts';
