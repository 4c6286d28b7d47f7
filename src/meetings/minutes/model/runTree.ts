/** A tree of runs of stems: finds what is known of each run of a sentence without making a name for it. */

/** Longest run. */
export const LONGEST_RUN = 3;

/** Odd constants that spread steps and stems over the table: the golden ratio's bits, and a prime of MurmurHash3. */
const SPREAD_STEP = 0x9e3779b1;
const SPREAD_STEM = 0x85ebca6b;

/**
 * Stems and steps are numbered, and the steps from one to the next lie in one table with open addressing: a sentence asks
 * for each of its words once, and for its pairs and triples by numbers.
 */
export class RunTree<Value> {
  private readonly stems = new Map<string, number>();
  /** What is known of the run that ends at a step; the root is step 0. */
  private readonly values: (Value | null)[] = [null];
  /** By slot: the step it goes on from, the stem, and the step it comes to, which is 0 in a free slot. */
  private slots = new Int32Array(3 * 1_024);

  put(run: readonly string[], value: Value): void {
    let step = 0;
    for (const name of run) step = this.stepOn(step, this.numberOf(name));
    this.values[step] = value;
  }

  /** Calls `use` for each known run of the stems, with the place of its first stem and its length less one. */
  visit(names: readonly string[], use: (value: Value, from: number, length: number) => void): void {
    const stems = new Int32Array(names.length);
    for (let at = 0; at < names.length; at += 1) stems[at] = this.stems.get(names[at] as string) ?? 0;
    for (let from = 0; from < stems.length; from += 1) {
      let step = 0;
      for (let length = 0; length < LONGEST_RUN && from + length < stems.length; length += 1) {
        const stem = stems[from + length] as number;
        if (stem === 0) break;
        step = this.slots[this.slotOf(step, stem) + 2] as number;
        if (step === 0) break;
        const value = this.values[step];
        if (value != null) use(value, from, length);
      }
    }
  }

  private numberOf(name: string): number {
    const number = this.stems.get(name) ?? this.stems.size + 1;
    this.stems.set(name, number);
    return number;
  }

  private stepOn(step: number, stem: number): number {
    if (2 * this.values.length * 3 > this.slots.length) this.enlarge();
    const slot = this.slotOf(step, stem);
    if (this.slots[slot + 2] === 0) this.slots.set([step, stem, this.values.push(null) - 1], slot);
    return this.slots[slot + 2] as number;
  }

  /** Where the step is, or the free slot where it would be; slots are a power of two, so that they can be masked. */
  private slotOf(step: number, stem: number): number {
    const { slots } = this;
    const mask = slots.length / 3 - 1;
    const spread = Math.imul(step, SPREAD_STEP) ^ Math.imul(stem, SPREAD_STEM);
    let at = (spread ^ (spread >>> 15)) & mask;
    while (slots[3 * at + 2] !== 0 && (slots[3 * at] !== step || slots[3 * at + 1] !== stem))
      at = (at + 1) & mask;
    return 3 * at;
  }

  private enlarge(): void {
    const before = this.slots;
    this.slots = new Int32Array(2 * before.length);
    for (let at = 0; at < before.length; at += 3) {
      const [step, stem, next] = before.subarray(at, at + 3) as unknown as [number, number, number];
      if (next !== 0) this.slots.set([step, stem, next], this.slotOf(step, stem));
    }
  }
}
