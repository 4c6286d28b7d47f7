/** Any order of commands against a model that knows nothing of events: who answered what, and what a stage asks for. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Approval, ApprovalEvent, Decision, Rule } from '../../../src/approvals/approval.ts';
import type { ApprovalCommand } from '../../../src/approvals/command.ts';
import { decide } from '../../../src/approvals/decide.ts';
import { foldEvents } from '../../../src/approvals/evolve.ts';
import { chainEntries, checkEntries } from '../../../src/approvals/ledger/chain.ts';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { asPersonId, asProjectId } from '../../../src/kernel/ids.ts';
import type { Person } from '../../../src/kernel/people.ts';
import { type Instant, instantPlus } from '../../../src/kernel/time.ts';
import { makePolicy, makeRequest, makeStage, NOW, SUBJECT } from '../../support/makeApproval.ts';

const PEOPLE: readonly Person[] = [0, 1, 2, 3, 4, 5].map((number) => ({
  id: asPersonId(`person-${number}`),
  name: `Person ${number}`,
}));
/** The first asks; the others may be asked, and she too. */
const REQUESTER = 0;
const person = (number: number): Person => PEOPLE[number] ?? assert.fail('No such person.');
const HOUR = 3_600_000;

interface StagePlan {
  readonly seats: readonly number[];
  readonly rule: Rule;
  readonly required: number | null;
  readonly veto: number | null;
}

/** What the model knows: plain tables, and the same rules said in another way. */
interface Model {
  readonly plans: readonly StagePlan[];
  readonly ownAllowed: boolean;
  stage: number;
  /** Holder of each seat of each stage, and whose role it has. */
  seats: { holder: number; role: number; answer: Decision | null; by: number | null; gone: boolean }[][];
  deputies: { from: number; to: number; until: Instant }[];
  status: string;
  now: Instant;
  expiresAt: Instant;
}

interface Real {
  state: Approval;
  events: ApprovalEvent[];
}

const barred = (model: Model, holder: number): boolean => holder === REQUESTER && !model.ownAllowed;

/** How a stage stands when those who are silent all answer alike. */
function holds(model: Model, stage: number, silentApprove: boolean): boolean {
  const plan = model.plans[stage] ?? assert.fail();
  const counted = (model.seats[stage] ?? []).filter(
    (seat) => !barred(model, seat.holder) && seat.answer !== 'recuse',
  );
  const yes = counted.filter(
    ({ answer, gone }) => answer === 'approve' || (silentApprove && answer === null && !gone),
  );
  if (yes.length === 0) return false;
  if (plan.required !== null && !yes.some(({ role }) => role === plan.required)) return false;
  switch (plan.rule.kind) {
    case 'all':
      return counted.every((seat) => yes.includes(seat) || seat.answer === 'abstain');
    case 'any':
      return true;
    case 'quorum':
      return 'count' in plan.rule
        ? yes.length >= plan.rule.count
        : yes.length * 100 >= plan.rule.percent * counted.length;
  }
}

/** Moves the model on: the next stage, or an end. `rejected` only when a rejection is what stands in the way. */
function moveOn(model: Model): void {
  while (model.status === 'pending') {
    const plan = model.plans[model.stage];
    const seats = model.seats[model.stage] ?? [];
    const counted = seats.filter((seat) => !barred(model, seat.holder) && seat.answer !== 'recuse');
    const no = counted.filter(({ answer }) => answer === 'reject');
    if (no.some(({ role }) => role === plan?.veto)) model.status = 'rejected';
    else if (holds(model, model.stage, false)) {
      if (model.stage + 1 === model.plans.length) model.status = 'approved';
      else model.stage += 1;
    } else if (holds(model, model.stage, true) || no.length === 0) return;
    else {
      const isSilent = counted.some(({ answer, gone }) => answer === null && !gone);
      const saved = seats.map(({ answer }) => answer);
      for (const seat of no) seat.answer = 'approve';
      const wouldHold = holds(model, model.stage, true);
      for (const [index, seat] of seats.entries()) seat.answer = saved[index] ?? null;
      if (isSilent && !wouldHold) return;
      model.status = 'rejected';
    }
  }
}

/** Which seat a person may answer for now. */
function seatOf(model: Model, who: number) {
  if (who === REQUESTER && !model.ownAllowed) return undefined;
  const seats = model.seats[model.stage] ?? [];
  if (seats.some(({ by }) => by === who)) return undefined;
  const own = seats.find(({ holder }) => holder === who);
  if (own !== undefined) return own.answer === null ? own : undefined;
  return seats.find(
    ({ holder, answer }) =>
      answer === null &&
      !barred(model, holder) &&
      model.deputies.some(({ from, to, until }) => from === holder && to === who && model.now < until),
  );
}

abstract class Step implements fc.Command<Model, Real> {
  check(): boolean {
    return true;
  }
  abstract command(model: Readonly<Model>): ApprovalCommand;
  /** False when the model refuses it or nothing changes. */
  abstract apply(model: Model): boolean;

  run(model: Model, real: Real): void {
    const wasOpen = model.status === 'pending';
    const command = this.command(model);
    const result = decide(real.state, command, model.now);
    const isApplied = this.apply(model);
    moveOn(model);
    const changed = !isRefusal(result) && result.length > 0;
    assert.equal(changed, isApplied, `${JSON.stringify(result)}`);
    if (!isRefusal(result)) {
      real.events.push(...result);
      real.state = foldEvents(result, real.state) ?? real.state;
    }
    expectSame(model, real, wasOpen);
  }
}

function expectSame(model: Model, { state, events }: Real, wasOpen: boolean): void {
  assert.equal(state.status, model.status);
  assert.deepEqual(foldEvents(events), state, 'the state is the fold of its events');
  if (wasOpen && state.status === 'pending') assert.equal(state.current, model.stage);
  for (const [index, { seats }] of state.stages.entries()) {
    const answers = seats.flatMap(({ answer }) => (answer === null ? [] : [answer.by.id]));
    assert.equal(new Set(answers).size, answers.length, 'nobody answers twice in a stage');
    if (!model.ownAllowed) assert.ok(!answers.includes(person(REQUESTER).id));
    assert.deepEqual(
      seats.map(({ answer }) => answer?.decision ?? null),
      (model.seats[index] ?? []).map(({ answer }) => answer),
    );
  }
  if (state.status === 'approved') {
    for (const index of model.plans.keys()) assert.ok(holds(model, index, false), `stage ${index} holds`);
  }
  if (state.stuck !== null)
    assert.ok(!holds(model, model.stage, true), 'it is stuck only when nobody can decide');
}

class Answering extends Step {
  constructor(
    readonly who: number,
    readonly decision: Decision,
  ) {
    super();
  }
  command(): ApprovalCommand {
    return { type: 'answer', by: person(this.who), decision: this.decision, comment: 'Since.', via: 'card' };
  }
  apply(model: Model): boolean {
    const seat = seatOf(model, this.who);
    if (model.status !== 'pending' || model.now >= model.expiresAt || seat === undefined) return false;
    seat.answer = this.decision;
    seat.by = this.who;
    seat.gone = false;
    if (this.decision === 'request-changes') model.status = 'changes-requested';
    return true;
  }
  override toString = () => `${this.who} answers ${this.decision}`;
}

class Withdrawing extends Step {
  constructor(readonly who: number) {
    super();
  }
  command(): ApprovalCommand {
    return { type: 'withdraw', by: person(this.who) };
  }
  apply(model: Model): boolean {
    if (model.status !== 'pending' || this.who !== REQUESTER) return false;
    model.status = 'withdrawn';
    return true;
  }
  override toString = () => `${this.who} withdraws`;
}

class Superseding extends Step {
  command(): ApprovalCommand {
    return { type: 'supersede', reason: 'Newer.' };
  }
  apply(model: Model): boolean {
    if (model.status !== 'pending') return false;
    model.status = 'superseded';
    return true;
  }
  override toString = () => 'superseded';
}

class Voiding extends Step {
  command(): ApprovalCommand {
    return { type: 'void', reason: 'Reopened.' };
  }
  apply(model: Model): boolean {
    if (model.status !== 'approved') return false;
    model.status = 'void';
    return true;
  }
  override toString = () => 'voided';
}

class Reassigning extends Step {
  constructor(
    readonly from: number,
    readonly to: number,
  ) {
    super();
  }
  command(): ApprovalCommand {
    return { type: 'reassign', by: person(5), from: person(this.from), to: person(this.to) };
  }
  apply(model: Model): boolean {
    const seats = model.seats[model.stage] ?? [];
    const seat = seats.find(({ holder }) => holder === this.from);
    if (model.status !== 'pending' || seat === undefined || seat.answer !== null) return false;
    if (barred(model, this.to) || seats.some(({ holder, by }) => holder === this.to || by === this.to))
      return false;
    seat.holder = this.to;
    seat.gone = false;
    return true;
  }
  override toString = () => `${this.from} is replaced by ${this.to}`;
}

class Delegating extends Step {
  constructor(
    readonly from: number,
    readonly to: number,
    readonly hours: number,
  ) {
    super();
  }
  command(model: Readonly<Model>): ApprovalCommand {
    const { now } = model;
    return {
      type: 'delegate',
      by: person(this.from),
      from: person(this.from),
      to: person(this.to),
      startsAt: now,
      endsAt: instantPlus(now, this.hours * HOUR),
    };
  }
  apply(model: Model): boolean {
    const isAwaited = model.seats
      .slice(model.stage)
      .some((seats) => seats.some(({ holder, answer }) => holder === this.from && answer === null));
    if (model.status !== 'pending' || !isAwaited || this.from === this.to || barred(model, this.to))
      return false;
    const until = instantPlus(model.now, this.hours * HOUR);
    if (
      model.deputies.some((each) => each.from === this.from && each.to === this.to && each.until === until)
    ) {
      return false;
    }
    model.deputies.push({ from: this.from, to: this.to, until });
    return true;
  }
  override toString = () => `${this.from} names ${this.to} for ${this.hours} hours`;
}

class Leaving extends Step {
  constructor(readonly who: number) {
    super();
  }
  command(): ApprovalCommand {
    return { type: 'note-left', people: [person(this.who)] };
  }
  apply(model: Model): boolean {
    if (model.status !== 'pending') return false;
    const seats = model.seats
      .slice(model.stage)
      .flat()
      .filter(
        (seat) =>
          seat.holder === this.who && seat.answer === null && !seat.gone && !barred(model, seat.holder),
      );
    for (const seat of seats) seat.gone = true;
    return seats.length > 0;
  }
  override toString = () => `${this.who} leaves`;
}

class Waiting extends Step {
  constructor(readonly hours: number) {
    super();
  }
  command(): ApprovalCommand {
    return { type: 'advance' };
  }
  apply(model: Model): boolean {
    if (model.status !== 'pending' || model.now < model.expiresAt) return false;
    model.status = 'expired';
    return true;
  }
  override run(model: Model, real: Real): void {
    model.now = instantPlus(model.now, this.hours * HOUR);
    super.run(model, real);
  }
  override toString = () => `${this.hours} hours pass`;
}

const who = fc.nat({ max: PEOPLE.length - 1 });
const decision = fc.constantFrom<Decision>(
  'approve',
  'approve',
  'approve',
  'reject',
  'abstain',
  'recuse',
  'request-changes',
);
const steps = [
  fc.tuple(who, decision).map(([one, what]) => new Answering(one, what)),
  fc.tuple(who, decision).map(([one, what]) => new Answering(one, what)),
  fc.tuple(who, who).map(([from, to]) => new Reassigning(from, to)),
  fc
    .tuple(who, who, fc.integer({ min: 1, max: 50 }))
    .map(([from, to, hours]) => new Delegating(from, to, hours)),
  who.map((one) => new Leaving(one)),
  who.map((one) => new Withdrawing(one)),
  fc.constant(new Superseding()),
  fc.constant(new Voiding()),
  fc.integer({ min: 1, max: 30 }).map((hours) => new Waiting(hours)),
];

const rule = fc.oneof(
  fc.constant<Rule>({ kind: 'all' }),
  fc.constant<Rule>({ kind: 'any' }),
  fc.integer({ min: 1, max: 4 }).map((count): Rule => ({ kind: 'quorum', count })),
  fc.integer({ min: 1, max: 100 }).map((percent): Rule => ({ kind: 'quorum', percent })),
);
const plan = fc.record({
  seats: fc.uniqueArray(who, { maxLength: 5 }),
  rule,
  required: fc.option(who, { freq: 4 }),
  veto: fc.option(who, { freq: 4 }),
});

function start(plans: readonly StagePlan[], ownAllowed: boolean): { model: Model; real: Real } {
  const role = (number: number): string => `role ${number}`;
  const events = decide(
    null,
    makeRequest({
      by: person(REQUESTER),
      policy: makePolicy({
        stages: plans.map(({ seats, rule: wanted, required, veto }, index) =>
          makeStage({
            name: `Stage ${index + 1}`,
            seats: seats.map((number) => ({ person: person(number), roles: [role(number)] })),
            rule: wanted,
            ...(required === null ? {} : { requiredRoles: [role(required)] }),
            ...(veto === null ? {} : { vetoRoles: [role(veto)] }),
          }),
        ),
        ownRequest: ownAllowed ? 'allowed' : 'refused',
        expiry: { at: instantPlus(NOW, 200 * HOUR) },
      }),
    }),
    NOW,
  );
  if (isRefusal(events)) assert.fail(events.reason);
  const model: Model = {
    plans,
    ownAllowed,
    stage: 0,
    seats: plans.map(({ seats }) =>
      seats.map((number) => ({ holder: number, role: number, answer: null, by: null, gone: false })),
    ),
    deputies: [],
    status: 'pending',
    now: NOW,
    expiresAt: instantPlus(NOW, 200 * HOUR),
  };
  return { model, real: { state: foldEvents(events) ?? assert.fail(), events: [...events] } };
}

describe('decide over any order of commands', () => {
  it('agrees with a model of tables at each step', () => {
    fc.assert(
      fc.property(
        fc.array(plan, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.commands(steps, { maxCommands: 25 }),
        (plans, ownAllowed, commands) => fc.modelRun(() => start(plans, ownAllowed), commands),
      ),
      { numRuns: 300 },
    );
  });

  it('gives events whose chain is whole, and that no change of an entry leaves whole', () => {
    fc.assert(
      fc.property(
        fc.array(plan, { minLength: 1, maxLength: 2 }),
        fc.commands(steps, { maxCommands: 12 }),
        fc.nat(),
        fc.constantFrom('alter', 'remove', 'swap'),
        (plans, commands, at, how) => {
          const { model, real } = start(plans, false);
          fc.modelRun(() => ({ model, real }), commands);
          const begin = { number: 0, hash: '0'.repeat(64) };
          const entries = [...chainEntries(begin, asProjectId('project-1'), real.state.id, real.events)];
          assert.ok(!('kind' in checkEntries(begin, entries)));
          const index = at % entries.length;
          const entry = entries[index] ?? assert.fail();
          if (how === 'remove' && index + 1 < entries.length) entries.splice(index, 1);
          else if (how === 'swap' && index + 1 < entries.length) {
            const next = entries[index + 1] ?? assert.fail();
            entries.splice(index, 2, { ...next, number: entry.number }, { ...entry, number: next.number });
          } else
            entries[index] = {
              ...entry,
              eventJson: entry.eventJson.replace(SUBJECT.key, 'CR-8').replace('"at"', '"At"'),
            };
          const fault = checkEntries(begin, entries);
          assert.ok('kind' in fault);
          assert.equal(fault.number, entry.number);
        },
      ),
      { numRuns: 300 },
    );
  });
});
