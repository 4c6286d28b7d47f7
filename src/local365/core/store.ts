/** State of the local Microsoft 365: collections in memory, each change appended to a journal before it counts. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Collection<T> {
  get(id: string): T | undefined;
  put(id: string, value: T): void;
  delete(id: string): void;
  values(): IterableIterator<T>;
  entries(): IterableIterator<[string, T]>;
  readonly size: number;
}

export interface Store {
  collection<T>(name: string): Collection<T>;
  /** Bytes kept beside the journal (file contents); `id` is a plain name. */
  putBytes(id: string, bytes: Uint8Array): void;
  getBytes(id: string): Buffer | undefined;
}

/**
 * Opens the state in a folder, or in memory only when the folder is null. Replays the journal, drops a half-written
 * last line (the process died in it), then writes the journal anew without the superseded lines.
 */
export function openStore(folder: string | null): Store {
  const maps = new Map<string, Map<string, unknown>>();
  const bytes = new Map<string, Buffer>();
  const mapOf = (name: string): Map<string, unknown> => {
    const map = maps.get(name) ?? new Map<string, unknown>();
    maps.set(name, map);
    return map;
  };
  const journal = folder === null ? null : join(folder, 'journal.jsonl');
  if (folder !== null && journal !== null) {
    mkdirSync(join(folder, 'bytes'), { recursive: true });
    if (existsSync(journal)) {
      const lines = readFileSync(journal, 'utf8').split('\n');
      for (const [index, line] of lines.entries()) {
        if (line === '') continue;
        let entry: [string, string, unknown?];
        try {
          entry = JSON.parse(line) as [string, string, unknown?];
        } catch (cause) {
          if (index >= lines.length - 2) break;
          throw new Error(`${journal}, line ${index + 1}: not a journal entry. Start again with --reset.`, {
            cause,
          });
        }
        if (entry.length === 2) mapOf(entry[0]).delete(entry[1]);
        else mapOf(entry[0]).set(entry[1], entry[2]);
      }
    }
    const kept: string[] = [];
    for (const [name, map] of maps)
      for (const [id, value] of map) kept.push(`${JSON.stringify([name, id, value])}\n`);
    writeFileSync(`${journal}.new`, kept.join(''));
    renameSync(`${journal}.new`, journal);
  }
  const write = (entry: readonly unknown[]): void => {
    if (journal !== null) appendFileSync(journal, `${JSON.stringify(entry)}\n`);
  };
  return {
    collection<T>(name: string): Collection<T> {
      const map = mapOf(name) as Map<string, T>;
      return {
        get: (id) => map.get(id),
        put(id, value) {
          write([name, id, value]);
          map.set(id, value);
        },
        delete(id) {
          if (!map.has(id)) return;
          write([name, id]);
          map.delete(id);
        },
        values: () => map.values(),
        entries: () => map.entries(),
        get size() {
          return map.size;
        },
      };
    },
    putBytes(id, content) {
      if (folder === null) bytes.set(id, Buffer.from(content));
      else writeFileSync(join(folder, 'bytes', encodeURIComponent(id)), content);
    },
    getBytes(id) {
      if (folder === null) return bytes.get(id);
      const file = join(folder, 'bytes', encodeURIComponent(id));
      return existsSync(file) ? readFileSync(file) : undefined;
    },
  };
}
