/** All commands with their words and help, for the manifest and the docs; none of them can be run from here. */
import type { Command } from '../kernel/capability.ts';
import { type CapabilityParts, makeCapabilities } from './capabilities.ts';

/** Declares every capability over ports that refuse to be used: declaring touches none of them. */
export function listCommands(): readonly Command[] {
  const parts = new Proxy({} as CapabilityParts, {
    get: (_target, name) => {
      if (name === 'subscriptionPorts') return {};
      return () => {
        throw new RangeError(`The commands are only listed here; ${String(name)} cannot be used.`);
      };
    },
  });
  return makeCapabilities(parts).capabilities.flatMap((each) => each.commands ?? []);
}
