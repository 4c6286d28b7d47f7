/** The Playground behind the connector: what the bot says is shown there too, when it runs. */

export interface PlaygroundReply {
  readonly status: number;
  readonly body: unknown;
}

export interface PlaygroundLink {
  /** Passes a connector call on; null when no Playground runs or it does not know the conversation. */
  pass(method: string, path: string, body: unknown): Promise<PlaygroundReply | null>;
}

const PASS_DEADLINE_MS = 5_000;

/** `url` is the Playground's address, such as `http://127.0.0.1:56150`; null for none. */
export function makePlaygroundLink(url: string | null): PlaygroundLink {
  return {
    async pass(method, path, body) {
      if (url === null) return null;
      try {
        const response = await fetch(`${url}/_connector${path}`, {
          method,
          signal: AbortSignal.timeout(PASS_DEADLINE_MS),
          ...(body === undefined
            ? {}
            : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        });
        const text = await response.text();
        if (!response.ok) return null;
        return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as unknown) };
      } catch {
        return null; // It is not running: the local Teams goes on by itself.
      }
    },
  };
}
