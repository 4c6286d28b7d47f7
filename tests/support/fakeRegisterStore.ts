/** Working double of the registers' store: one memory, transactions one after the other, rollback on error. */

import type { Reply } from '../../src/kernel/chat.ts';
import { NotFoundError } from '../../src/kernel/errors.ts';
import { asRowKey, type RowKey, type TenantId } from '../../src/kernel/ids.ts';
import type { Instant } from '../../src/kernel/time.ts';
import type { OutgoingMessage, Transact } from '../../src/kernel/transaction.ts';
import type { ImportDraft } from '../../src/registers/importing/importDraft.ts';
import type { RegisterStores } from '../../src/registers/ports.ts';
import type {
  HistoryEntry,
  ListLink,
  PendingWrite,
  RegisterRow,
  RegisterStore,
  RowCard,
  RowPatch,
} from '../../src/registers/store.ts';
import { findInRows } from './findInRows.ts';

interface SentJob {
  readonly name: string;
  readonly payload: object;
  readonly key?: string;
  readonly startAt?: Instant;
}

interface Memory {
  rows: RegisterRow[];
  writes: PendingWrite[];
  history: HistoryEntry[];
  links: ListLink[];
  counters: Record<string, number>;
  claims: Record<string, { holder: string; until: Instant }>;
  nudges: Record<string, string>;
  imports: Record<string, ImportDraft>;
  rowCards: RowCard[];
  seq: number;
  jobs: SentJob[];
  posts: OutgoingMessage[];
  replaced: { key: string; reply: Reply }[];
}

export interface FakeRegisterStore {
  readonly transact: Transact<RegisterStores>;
  /** What has been committed so far. */
  readonly committed: (tenantId: TenantId) => Readonly<Memory>;
  /** Takes the jobs that were sent and not yet taken. */
  readonly takeJobs: (tenantId: TenantId) => readonly SentJob[];
}

export function fakeRegisterStore(): FakeRegisterStore {
  const memories = new Map<string, Memory>();
  let queue: Promise<unknown> = Promise.resolve();
  const committed = (tenantId: TenantId): Memory => {
    const memory = memories.get(tenantId) ?? emptyMemory();
    memories.set(tenantId, memory);
    return memory;
  };
  const run = async <T>(tenantId: TenantId, work: (stores: RegisterStores) => Promise<T>): Promise<T> => {
    const draft = structuredClone(committed(tenantId));
    const result = await work(storesOf(draft));
    memories.set(tenantId, draft);
    return result;
  };
  return {
    committed,
    takeJobs(tenantId) {
      const memory = committed(tenantId);
      const { jobs } = memory;
      memory.jobs = [];
      return jobs;
    },
    transact(tenantId, work) {
      const turn = queue.then(() => run(tenantId, work));
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

const emptyMemory = (): Memory => ({
  rows: [],
  writes: [],
  history: [],
  links: [],
  counters: {},
  claims: {},
  nudges: {},
  imports: {},
  rowCards: [],
  seq: 0,
  jobs: [],
  posts: [],
  replaced: [],
});

function storesOf(memory: Memory): RegisterStores {
  return {
    registers: {
      ...rowStore(memory),
      ...writeStore(memory),
      ...historyStore(memory),
      ...listStore(memory),
      ...fileStore(memory),
    },
    jobs: {
      async send(name, payload, options = {}) {
        const waits = memory.jobs.some((job) => job.name === name && job.key === options.key);
        if (options.key === undefined || !waits) memory.jobs.push({ name, payload, ...options });
      },
    },
    outbox: {
      async post(message) {
        if (!memory.posts.some(({ key }) => key === message.key)) memory.posts.push(message);
      },
      replaceMessage: () => Promise.reject(new Error('No message is replaced by its id here.')),
      async giveUp(key) {
        memory.posts.splice(0, memory.posts.length, ...memory.posts.filter((each) => each.key !== key));
      },
      async replace(key, reply) {
        memory.replaced.push({ key, reply });
      },
    },
  };
}

type RowPart = Pick<
  RegisterStore,
  | 'insertRow'
  | 'insertListed'
  | 'refreshStatistics'
  | 'updateRow'
  | 'rowById'
  | 'rowByKey'
  | 'rowByItem'
  | 'listedEtags'
  | 'findRows'
  | 'rowStates'
  | 'changedSince'
>;

function rowStore(memory: Memory): RowPart {
  const find = (test: (row: RegisterRow) => boolean): RegisterRow | null => memory.rows.find(test) ?? null;
  const store: RowPart = {
    async insertListed(rows) {
      const made = new Set<string>();
      for (const row of rows) {
        const isKnown = memory.rows.some(
          ({ rowId, projectId, key }) =>
            rowId === row.rowId || (projectId === row.projectId && key === row.key),
        );
        if (isKnown) continue;
        await store.insertRow(row);
        made.add(row.rowId);
      }
      return made;
    },
    refreshStatistics: async () => undefined,
    async insertRow({ keyPrefix, key, at, by, ...row }) {
      const counter = `${row.projectId}/${row.register}`;
      const last = memory.counters[counter] ?? 0;
      const taken = key ?? asRowKey(`${keyPrefix}-${last + 1}`);
      if (memory.rows.some((other) => other.rowId === row.rowId))
        throw new Error(`Row ${row.rowId} is there already.`);
      if (memory.rows.some((other) => other.projectId === row.projectId && other.key === taken)) {
        throw new Error(`Key ${taken} is taken.`);
      }
      memory.counters[counter] = Math.max(last, keyNumber(taken));
      const made: RegisterRow = {
        ...row,
        key: taken,
        refusal: null,
        addedAt: at,
        addedBy: by,
        changedAt: at,
        changedBy: by,
        deletedAt: null,
      };
      memory.rows.push(made);
      return made;
    },
    async updateRow(rowId, patch) {
      const at = memory.rows.findIndex((row) => row.rowId === rowId);
      const row = memory.rows[at];
      if (row === undefined) throw new NotFoundError('row-unknown', `There is no row ${rowId}.`);
      memory.rows[at] = { ...row, ...definedOnly(patch) };
    },
    rowById: async (rowId) => find((row) => row.rowId === rowId),
    rowByKey: async (projectId, key) =>
      find((row) => row.projectId === projectId && row.key === key.toUpperCase()),
    rowByItem: async (projectId, register, itemId) =>
      find(
        (row) => row.projectId === projectId && row.register === register && row.listed?.itemId === itemId,
      ),
    listedEtags: async (projectId, register, itemIds) =>
      new Map(
        memory.rows
          .filter((row) => row.projectId === projectId && row.register === register && row.deletedAt === null)
          .flatMap(({ listed }) => (listed === null ? [] : [[listed.itemId, listed.etag] as const]))
          .filter(([itemId]) => itemIds?.includes(itemId) !== false),
      ),
    findRows: async (query) => findInRows(memory.rows, query),
    rowStates: async (projectId, keys) =>
      new Map(
        memory.rows
          .filter((row) => row.projectId === projectId && keys.includes(row.key))
          .map(({ key, state }) => [key, state]),
      ),
    changedSince: async (projectId, since, limit) =>
      memory.rows
        .filter((row) => row.projectId === projectId && row.changedAt > since)
        .sort((one, other) => other.changedAt.localeCompare(one.changedAt))
        .slice(0, limit),
  };
  return store;
}

type WritePart = Pick<
  RegisterStore,
  | 'keepRowCard'
  | 'takeRowCards'
  | 'addWrite'
  | 'pendingWrites'
  | 'pendingWritesOf'
  | 'projectsWithWrites'
  | 'removeWrites'
  | 'rebaseWrite'
>;

function writeStore(memory: Memory): WritePart {
  return {
    async addWrite(write) {
      memory.seq += 1;
      const made = { ...write, seq: memory.seq };
      memory.writes.push(made);
      return made;
    },
    pendingWrites: async (projectId, limit, without = []) =>
      memory.writes
        .filter((write) => write.projectId === projectId && !without.includes(write.register))
        .slice(0, limit),
    pendingWritesOf: async (rowId) => memory.writes.filter((write) => write.rowId === rowId),
    projectsWithWrites: async (before) => [
      ...new Set(memory.writes.filter(({ at }) => at < before).map(({ projectId }) => projectId)),
    ],
    async keepRowCard(_rowId, card) {
      memory.rowCards.push(card);
    },
    async takeRowCards(rowId) {
      const taken = memory.rowCards.filter((card) => card.rowId === rowId);
      memory.rowCards = memory.rowCards.filter((card) => card.rowId !== rowId);
      return taken;
    },
    async removeWrites(rowId, seq) {
      memory.writes = memory.writes.filter((write) => write.rowId !== rowId || write.seq > seq);
    },
    async rebaseWrite(seq, changes, base) {
      memory.writes = memory.writes.map((write) => (write.seq === seq ? { ...write, changes, base } : write));
    },
  };
}

type HistoryPart = Pick<RegisterStore, 'addHistory' | 'historyOf' | 'lastChangeBy' | 'markNudge'>;

function historyStore(memory: Memory): HistoryPart {
  const undoable = ['added', 'changed', 'commented', 'deleted'];
  return {
    async addHistory(entry) {
      memory.seq += 1;
      const made = { ...entry, seq: memory.seq };
      memory.history.push(made);
      return made;
    },
    historyOf: async (rowId) => memory.history.filter((entry) => entry.rowId === rowId),
    async lastChangeBy(projectId, personId, since) {
      const undone = new Set(memory.history.map(({ undoes }) => undoes));
      const theirs = memory.history.filter(
        (entry) =>
          entry.projectId === projectId &&
          entry.by.personId === personId &&
          entry.at >= since &&
          undoable.includes(entry.kind) &&
          !undone.has(entry.seq),
      );
      return theirs.at(-1) ?? null;
    },
    async markNudge(projectId, { personId, day }) {
      const key = `${projectId}/${personId}`;
      if (memory.nudges[key] === day) return false;
      memory.nudges[key] = day;
      return true;
    },
  };
}

type ListPart = Pick<
  RegisterStore,
  'linkList' | 'listLink' | 'listLinks' | 'setSyncMark' | 'claimWrites' | 'releaseWrites'
>;

function listStore(memory: Memory): ListPart {
  const isLink = (projectId: string, register: string) => (link: ListLink) =>
    link.projectId === projectId && link.register === register;
  return {
    async linkList(projectId, register, list) {
      const old = memory.links.find(isLink(projectId, register));
      const kept = old?.list.listId === list.listId ? old : { syncMark: null, syncedAt: null };
      memory.links = memory.links.filter((link) => link !== old);
      memory.links.push({ projectId, register, list, syncMark: kept.syncMark, syncedAt: kept.syncedAt });
    },
    listLink: async (projectId, register) => memory.links.find(isLink(projectId, register)) ?? null,
    listLinks: async (projectId) =>
      memory.links
        .filter((link) => link.projectId === projectId)
        .sort((one, other) => (one.register < other.register ? -1 : 1)),
    async setSyncMark(projectId, register, syncMark, syncedAt) {
      const is = isLink(projectId, register);
      memory.links = memory.links.map((link) => (is(link) ? { ...link, syncMark, syncedAt } : link));
    },
    async claimWrites(projectId, holder, now, until) {
      const claim = memory.claims[projectId];
      if (claim !== undefined && claim.holder !== holder && claim.until > now) return false;
      memory.claims[projectId] = { holder, until };
      return true;
    },
    async releaseWrites(projectId, holder, force = false) {
      if (!force && memory.writes.some((write) => write.projectId === projectId)) return false;
      if (memory.claims[projectId]?.holder === holder) delete memory.claims[projectId];
      return true;
    },
  };
}

function fileStore(memory: Memory): Pick<RegisterStore, 'saveImport' | 'lockImport' | 'forgetImports'> {
  return {
    async saveImport(draft) {
      memory.imports[draft.importId] = draft;
    },
    lockImport: async (importId) => memory.imports[importId] ?? null,
    async forgetImports(now) {
      const kept = Object.entries(memory.imports).filter(([, { expiresAt }]) => expiresAt > now);
      memory.imports = Object.fromEntries(kept);
    },
  };
}

const keyNumber = (key: RowKey): number => Number(/\d+$/.exec(key)?.[0] ?? 0);

const definedOnly = (patch: RowPatch): RowPatch =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
