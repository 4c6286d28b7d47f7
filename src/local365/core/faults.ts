/** Faults on request. A rule says which requests it strikes and how often; `/local365/faults` shows and changes them. */

export interface FaultRule {
  readonly match: {
    readonly method?: string;
    /** A path prefix below the version (`/sites/`), or a regular expression when `regex` is true. */
    readonly path?: string;
    readonly regex?: boolean;
  };
  readonly fault: string;
  /** How many requests it strikes; without it, until it is removed. */
  readonly times?: number;
  /** How many matching requests it lets pass first. */
  readonly after?: number;
  readonly retryAfterSeconds?: number;
  readonly delayMs?: number;
}

export interface FaultBoard {
  /** Makes a fault known, so that a rule may name it. */
  declare(name: string, description: string): void;
  known(): readonly { readonly name: string; readonly description: string }[];
  /** The rule of one of these faults that strikes now, counted as used; undefined when none does. */
  take(
    faults: readonly string[],
    at: { readonly method: string; readonly path: string },
  ): FaultRule | undefined;
  /** Answers a sentence when the rule cannot be used. */
  add(rule: unknown): string | null;
  clear(): void;
  list(): readonly FaultRule[];
}

/** Faults of any request, with what they do. */
export const REQUEST_FAULTS: Readonly<Record<string, string>> = {
  throttle: 'answers 429 with Retry-After and does nothing',
  unavailable: 'answers 503 with Retry-After and does nothing',
  locked: 'answers 423 resourceLocked and does nothing, as when several write to one list',
  conflict: 'answers 409 and does nothing, as when several write to one list',
  'server-error': 'answers 500 and does nothing',
  'gateway-timeout': 'does the work, then answers 504',
  'lost-reply': 'does the work, then cuts the connection (in a batch the part answers 504)',
  cut: 'cuts the connection and does nothing (in a batch the part answers 502)',
  slow: 'waits delayMs (default 5000) before it does the work',
  garbled: 'does the work, then answers an HTML page instead of JSON',
  'expired-token': 'answers 401 as for a token that has expired',
};

export function makeFaultBoard(initial: readonly FaultRule[] = []): FaultBoard {
  const known = new Map(Object.entries(REQUEST_FAULTS));
  const rules: {
    rule: FaultRule;
    seen: number;
    used: number;
    matches: (method: string, path: string) => boolean;
  }[] = [];
  const board: FaultBoard = {
    declare: (name, description) => void known.set(name, description),
    known: () => [...known].map(([name, description]) => ({ name, description })),
    take(faults, { method, path }) {
      for (const entry of rules) {
        const { rule } = entry;
        if (!faults.includes(rule.fault) || !entry.matches(method, path)) continue;
        if (rule.times !== undefined && entry.used >= rule.times) continue;
        entry.seen += 1;
        if (entry.seen <= (rule.after ?? 0)) continue;
        entry.used += 1;
        return rule;
      }
      return undefined;
    },
    add(value) {
      const problem = problemOf(value, known);
      if (problem !== null) return problem;
      const rule = value as FaultRule;
      rules.push({ rule, seen: 0, used: 0, matches: matcherOf(rule) });
      return null;
    },
    clear: () => void rules.splice(0),
    list: () =>
      rules
        .filter(({ rule, used }) => rule.times === undefined || used < rule.times)
        .map(({ rule, used }) => (rule.times === undefined ? rule : { ...rule, times: rule.times - used })),
  };
  for (const rule of initial) {
    const problem = board.add(rule);
    if (problem !== null) throw new Error(problem);
  }
  return board;
}

function matcherOf({ match }: FaultRule): (method: string, path: string) => boolean {
  const wanted = match.path ?? '';
  const pattern = match.regex === true ? new RegExp(wanted) : null;
  return (method, path) =>
    (match.method === undefined || match.method.toUpperCase() === method) &&
    (pattern === null ? path.startsWith(wanted) : pattern.test(path));
}

const NUMBERS = ['times', 'after', 'retryAfterSeconds', 'delayMs'];

function problemOf(value: unknown, known: ReadonlyMap<string, string>): string | null {
  if (typeof value !== 'object' || value === null) return 'A fault rule is an object with match and fault.';
  const rule = value as Record<string, unknown>;
  for (const key of Object.keys(rule))
    if (!['match', 'fault', ...NUMBERS].includes(key)) return `A fault rule has no property '${key}'.`;
  if (typeof rule.fault !== 'string' || !known.has(rule.fault))
    return `There is no fault '${String(rule.fault)}'. Known: ${[...known.keys()].join(', ')}.`;
  for (const name of NUMBERS) {
    const given = rule[name];
    if (given !== undefined && (typeof given !== 'number' || !(given >= 0)))
      return `'${name}' of a fault rule is a number of 0 or more.`;
  }
  return problemOfMatch(rule.match);
}

function problemOfMatch(value: unknown): string | null {
  if (typeof value !== 'object' || value === null)
    return "'match' of a fault rule is an object, {} for all requests.";
  const match = value as Record<string, unknown>;
  for (const key of Object.keys(match))
    if (!['method', 'path', 'regex'].includes(key))
      return `'match' of a fault rule has no property '${key}'.`;
  if (match.method !== undefined && typeof match.method !== 'string') return "'match.method' is a text.";
  if (match.path !== undefined && typeof match.path !== 'string') return "'match.path' is a text.";
  if (match.regex !== undefined && typeof match.regex !== 'boolean') return "'match.regex' is true or false.";
  if (match.regex !== true) return null;
  try {
    new RegExp(match.path ?? '');
    return null;
  } catch {
    return `'match.path' is no regular expression: ${match.path}`;
  }
}
