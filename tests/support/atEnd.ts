/** What a process of tests holds until it ends. A worker of a parallel run has many files and is ended by mocha. */
type Held = (() => Promise<void>)[];

/** mocha loads this file once for itself and once for the tests; both must see the same list. */
const KEY = Symbol.for('docket.tests.held');
const shared = globalThis as unknown as { [KEY]?: Held };
shared[KEY] ??= [];
const held: Held = shared[KEY];

export function atEnd(close: () => Promise<void>): void {
  held.push(close);
}

export const mochaHooks = {
  async afterAll(): Promise<void> {
    if (process.env.MOCHA_WORKER_ID !== undefined) return;
    for (const close of held.splice(0).reverse()) await close();
  },
};
