/** Finds a register by what people call it or by the key of a row. */
import type { RegisterDefinition } from './definition.ts';
import { registerDefinitions } from './definitions/index.ts';

/** All words for a register, lower case: plural, singular, aliases. */
export const wordsFor = ({ name, singular, aliases = [] }: RegisterDefinition): readonly string[] => [
  ...new Set([name, singular, ...aliases].map((word) => word.toLowerCase())),
];

/** `A-12`, in any case, is of the actions; null when it is no key or no register's. */
export function registerOfKey(key: string): RegisterDefinition | null {
  const prefix = /^([a-z]{1,4})-\d{1,9}$/i.exec(key.trim())?.[1]?.toUpperCase();
  return registerDefinitions.find(({ keyPrefix }) => keyPrefix === prefix) ?? null;
}

/** By its name in code. Throws a RangeError on a name that no register has. */
export function registerOfName(name: string): RegisterDefinition {
  const found = registerDefinitions.find((definition) => definition.name === name);
  if (found === undefined) throw new RangeError(`There is no register called ${name}.`);
  return found;
}
