/** The last requests and how many there were, for tests and measurements. */

interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  /** Version and path as sent, without the query. */
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly requestId: string;
  /** True for a part of a `$batch`. */
  readonly inBatch: boolean;
  readonly fault?: string;
}

export interface RequestLog {
  add(entry: LoggedRequest): void;
  clear(): void;
  /** Counts and the newest entries of paths that begin so. */
  read(pathPrefix: string): {
    readonly total: number;
    readonly byStatus: Readonly<Record<string, number>>;
    readonly byMethod: Readonly<Record<string, number>>;
    readonly recent: readonly LoggedRequest[];
  };
}

const KEPT = 5_000;

export function makeRequestLog(): RequestLog {
  let entries: LoggedRequest[] = [];
  return {
    add(entry) {
      entries.push(entry);
      if (entries.length >= KEPT * 2) entries = entries.slice(-KEPT);
    },
    clear() {
      entries = [];
    },
    read(pathPrefix) {
      const recent = entries.slice(-KEPT).filter(({ path }) => path.startsWith(pathPrefix));
      const byStatus: Record<string, number> = {};
      const byMethod: Record<string, number> = {};
      for (const { status, method } of recent) {
        byStatus[status] = (byStatus[status] ?? 0) + 1;
        byMethod[method] = (byMethod[method] ?? 0) + 1;
      }
      return { total: recent.length, byStatus, byMethod, recent };
    },
  };
}
