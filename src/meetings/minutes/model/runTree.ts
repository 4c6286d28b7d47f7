/** A tree of runs of stems: finds what is known of each run of a sentence without making a name for it. */

/** Longest run. */
export const LONGEST_RUN = 3;

/** Odd constants that spread steps and stems over the table: the golden ratio's bits, and a prime of MurmurHash3. */
const SPREAD_STEP = 0x9e3779b1;
const SPREAD_STEM = 0x85ebca6b;

/** Of each slot: the step it goes on from, the stem, the step it comes to, and the value of the run that ends there. */
const SLOT = 4;
const NO_VALUE = -1;

/**
 * Stems and steps are numbered, and the steps from one to the next lie in one table with open addressing: a sentence asks
 * for each of its words once, and for its pairs and triples by numbers. A slot holds all that is asked of it, since each
 * is somewhere else in the memory. Values are whole numbers from 0 on.
 */
export class RunTree {
  private readonly stems = new Map<string, number>();
  /** The root is step 0, so a slot that comes to 0 is free. */
  private steps = 1;
  private slots = new Int32Array(SLOT * 1_024);

  put(run: readonly string[], value: number): void {
    let step = 0;
    let slot = -1;
    for (const name of run) {
      slot = this.stepOn(step, this.numberOf(name));
      step = this.slots[slot + 2] as number;
    }
    if (slot >= 0) this.slots[slot + 3] = value;
  }

  /** Calls `use` for each known run of the stems, with the place of its first stem and its length less one. */
  visit(names: readonly string[], use: (value: number, from: number, length: number) => void): void {
    const { slots } = this;
    const stems = new Int32Array(names.length);
    for (let at = 0; at < names.length; at += 1) stems[at] = this.stems.get(names[at] as string) ?? 0;
    for (let from = 0; from < stems.length; from += 1) {
      let step = 0;
      for (let length = 0; length < LONGEST_RUN && from + length < stems.length; length += 1) {
        const stem = stems[from + length] as number;
        if (stem === 0) break;
        const slot = this.slotOf(step, stem);
        step = slots[slot + 2] as number;
        if (step === 0) break;
        const value = slots[slot + 3] as number;
        if (value !== NO_VALUE) use(value, from, length);
      }
    }
  }

  private numberOf(name: string): number {
    const number = this.stems.get(name) ?? this.stems.size + 1;
    this.stems.set(name, number);
    return number;
  }

  /** The slot of the step, which is made where there is none. */
  private stepOn(step: number, stem: number): number {
    if (2 * SLOT * this.steps > this.slots.length) this.enlarge();
    const slot = this.slotOf(step, stem);
    if (this.slots[slot + 2] === 0) {
      this.slots.set([step, stem, this.steps, NO_VALUE], slot);
      this.steps += 1;
    }
    return slot;
  }

  /** Where the step is, or the free slot where it would be; slots are a power of two, so that they can be masked. */
  private slotOf(step: number, stem: number): number {
    const { slots } = this;
    const mask = slots.length / SLOT - 1;
    const spread = Math.imul(step, SPREAD_STEP) ^ Math.imul(stem, SPREAD_STEM);
    let at = (spread ^ (spread >>> 15)) & mask;
    while (slots[SLOT * at + 2] !== 0 && (slots[SLOT * at] !== step || slots[SLOT * at + 1] !== stem))
      at = (at + 1) & mask;
    return SLOT * at;
  }

  private enlarge(): void {
    const before = this.slots;
    this.slots = new Int32Array(2 * before.length);
    for (let at = 0; at < before.length; at += SLOT) {
      const slot = before.subarray(at, at + SLOT);
      const [step = 0, stem = 0, next = 0] = slot;
      if (next !== 0) this.slots.set(slot, this.slotOf(step, stem));
    }
  }
}
