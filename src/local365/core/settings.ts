/** Switches of the tenant. Parts declare them; `/local365/settings` shows and changes them. */
import type { Store } from './store.ts';

type SettingValue = boolean | number | string;

interface SettingDescription {
  readonly name: string;
  readonly value: SettingValue;
  readonly default: SettingValue;
  readonly description: string;
}

export interface Settings {
  /** Declares a switch with its default and answers a function that reads its present value. */
  declare<T extends SettingValue>(name: string, fallback: T, description: string): () => Widen<T>;
  list(): readonly SettingDescription[];
  /** Sets all of them or none. Answers a sentence when a name or a type is wrong. */
  change(values: Readonly<Record<string, unknown>>): string | null;
}

type Widen<T> = T extends boolean ? boolean : T extends number ? number : string;

export function openSettings(store: Store): Settings {
  const saved = store.collection<SettingValue>('settings');
  const declared = new Map<string, { fallback: SettingValue; description: string }>();
  return {
    declare<T extends SettingValue>(name: string, fallback: T, description: string) {
      declared.set(name, { fallback, description });
      return () => (saved.get(name) ?? fallback) as Widen<T>;
    },
    list: () =>
      [...declared].map(([name, { fallback, description }]) => ({
        name,
        value: saved.get(name) ?? fallback,
        default: fallback,
        description,
      })),
    change(values) {
      for (const [name, value] of Object.entries(values)) {
        const known = declared.get(name);
        if (known === undefined)
          return `There is no setting '${name}'. Known: ${[...declared.keys()].join(', ')}.`;
        if (typeof value !== typeof known.fallback)
          return `Setting '${name}' takes a ${typeof known.fallback}, not ${JSON.stringify(value)}.`;
      }
      for (const [name, value] of Object.entries(values)) saved.put(name, value as SettingValue);
      return null;
    },
  };
}
