/** A call of the connector and its answer. */

export interface Call {
  readonly method: string;
  /** Segments below `/connector/v3`, decoded. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** As sent, below `/connector`, for passing on. */
  readonly path: string;
}

export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** The Bot Connector's error body. */
export const refuse = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
});

/** What stands at the end of a path of properties; undefined where one of them is missing. */
export function pick(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string, unknown>)[name];
  }
  return current;
}

export const pickText = (value: unknown, ...path: readonly string[]): string | undefined => {
  const found = pick(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
};
