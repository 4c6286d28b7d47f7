/**
 * Clicks go on while the process is killed again and again; each person clicks until they are answered. Its SharePoint is
 * the local Microsoft 365, in the process of the bench, so that records and copies are written and cut short as well.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { systemClock } from '../../../src/app/systemPorts.ts';
import { startLocalMicrosoft365 } from '../../../src/local365/index.ts';
import { seedTenant } from '../../../src/local365/seed/seedTenant.ts';
import { SAMPLE } from '../../support/sampleTenant.ts';
import { type Asked, ask, type Click, type Clicked, decisionsOf, postClicks, withRetries } from './clicks.ts';
import type { Effects } from './findEffects.ts';
import { judge, readReport } from './judge.ts';
import { prepareBenchProcess } from './process.ts';

const IN_FLIGHT = 10;
/** Longer than a click takes that does not wait for others. */
const LONGEST_AFTER_ANSWER_MS = 40;
/** A process that answers nothing is killed all the same. */
const MOST_LOOKS = 400;
/** What a kill cut short is done again within this time. */
const LONGEST_UNTIL_THERE_S = 150;

export interface KillPlace {
  readonly folder: string;
  readonly serviceUrl: string;
  readonly random: () => number;
  /** Told now and then how far it is. */
  readonly progress: (text: string) => void;
}

export async function measureKills(kills: number, { folder, serviceUrl, random, progress }: KillPlace) {
  const local = await startLocalMicrosoft365({
    folder: null,
    port: 0,
    clock: systemClock,
    random: { uuid: () => randomUUID(), number: () => Math.random() },
    seed: (context) => seedTenant(context, SAMPLE.tenantFile),
  });
  const prepare = () => prepareBenchProcess('bot', folder, serviceUrl, local.url);
  let bot = await prepare().begin();
  // The next process has read its program already when the one before is killed.
  let next = prepare();
  try {
    const asked = await ask(bot.url, 'stories', kills);
    progress(`killing the process ${kills} times`);
    let waiting: readonly Click[] = withRetries(
      asked.flatMap((each) => decisionsOf(each, 1 / 15, random, conditionOf(each))),
      random,
    );
    const share = Math.max(1, Math.ceil(waiting.length / kills));
    const answered: Clicked[] = [];
    let killed = 0;
    let inFlight = 0;
    while (waiting.length > 0) {
      const now = waiting.slice(0, share);
      const later = waiting.slice(share);
      const isKilled = killed < kills;
      let isDead = false;
      // At a random answer and a random moment after it, so that a slow machine is killed in the middle too.
      let answersToCome = Math.floor(random() * now.length);
      const isOver = (): boolean => {
        answersToCome -= 1;
        return isDead;
      };
      const clicking = postClicks(() => bot.url, serviceUrl, now, IN_FLIGHT, isOver);
      if (isKilled) {
        await waitUntil(() => answersToCome <= 0);
        await setTimeout(random() * LONGEST_AFTER_ANSWER_MS);
        isDead = true;
        await bot.kill();
        killed += 1;
      }
      const clicked = await clicking;
      const told = clicked.filter(({ answer }) => answer?.card !== undefined);
      if (isKilled && clicked.some(({ answer }) => answer === null)) inFlight += 1;
      answered.push(...told);
      const ids = new Set(told.map(({ click }) => click.id));
      // Who got no answer clicks again, which is another click; Teams repeats the old one too.
      const again = now.filter(({ id }) => !ids.has(id)).map((click) => ({ ...click, id: `${click.id}+` }));
      waiting = [...later, ...again];
      if (!isKilled) continue;
      bot = await next.begin();
      next = prepare();
      if (killed % 10 === 0) progress(`killed ${killed} of ${kills} times`);
    }
    progress('waiting for what follows from the decisions');
    const effects = await effectsOf(bot.url);
    const judged = judge(await readReport(bot.url), answered);
    return { killed, inFlight, asked: asked.length, judged, effects };
  } finally {
    await Promise.all([next.kill(), bot.kill()]);
    await local.close();
  }
}

/** Of every second one, with an owner and a day, as it has to be. */
const conditionOf = ({ key }: Asked): string =>
  Number(/\d+$/.exec(key)?.[0]) % 2 === 0
    ? `Rehearse ${key}, Priya Raman, by ${new Date().getUTCFullYear() + 1}-12-04`
    : '';

async function effectsOf(botUrl: string): Promise<Effects> {
  for (let seconds = 0; ; seconds += 1) {
    const response = await fetch(`${botUrl}/bench/effects`);
    if (!response.ok) throw new Error(`The effects could not be read: ${response.status}`);
    const effects = (await response.json()) as Effects;
    if (effects.isThere || seconds >= LONGEST_UNTIL_THERE_S) return effects;
    await setTimeout(1_000);
  }
}

async function waitUntil(isSo: () => boolean): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS && !isSo(); looks += 1) await setTimeout(5);
}
