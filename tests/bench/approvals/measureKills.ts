/** Clicks go on while the process is killed again and again; each person clicks until they are answered. */
import { setTimeout } from 'node:timers/promises';
import { type Asked, ask, type Click, type Clicked, decisionsOf, postClicks, withRetries } from './clicks.ts';
import { judge, readReport } from './judge.ts';
import { type BenchProcess, prepareBenchProcess } from './process.ts';

const IN_FLIGHT = 10;
/** Longer than a click takes that does not wait for others. */
const LONGEST_AFTER_ANSWER_MS = 40;
/** A process that answers nothing is killed all the same. */
const MOST_LOOKS = 400;

export interface KillPlace {
  readonly folder: string;
  readonly serviceUrl: string;
  readonly random: () => number;
  /** Told now and then how far it is. */
  readonly progress: (text: string) => void;
}

/** Gives what came of it, and the process that runs at the end. */
export async function measureKills(
  first: BenchProcess,
  kills: number,
  { folder, serviceUrl, random, progress }: KillPlace,
) {
  let bot = first;
  const prepare = () => prepareBenchProcess('approvals/bot.ts', folder, serviceUrl);
  // The next process has read its program already when the one before is killed.
  let next = prepare();
  const asked = await ask(bot.url, kills, 1);
  let waiting: readonly Click[] = withRetries(
    asked.flatMap((each: Asked) => decisionsOf(each, '-killed', random)),
    random,
  );
  const share = Math.max(1, Math.ceil(waiting.length / kills));
  const answered: Clicked[] = [];
  let killed = 0;
  while (waiting.length > 0) {
    const now = waiting.slice(0, share);
    const later = waiting.slice(share);
    const isKilled = killed < kills;
    let isDead = false;
    // At a random answer and a random moment after it, so that a slow machine is killed in the middle too.
    let answersToCome = Math.floor(random() * now.length);
    const clicking = postClicks(
      () => bot.url,
      serviceUrl,
      now,
      IN_FLIGHT,
      () => {
        answersToCome -= 1;
        return isDead;
      },
    );
    if (isKilled) {
      await waitUntil(() => answersToCome <= 0);
      await setTimeout(random() * LONGEST_AFTER_ANSWER_MS);
      isDead = true;
      await bot.kill();
      killed += 1;
    }
    const told = (await clicking).filter(({ answer }) => answer?.card !== undefined);
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
  await next.kill();
  const judged = judge(await readReport(bot.url), answered, new Set(asked.map(({ id }) => id)));
  return { bot, killed, asked: asked.length, judged };
}

async function waitUntil(isSo: () => boolean): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS && !isSo(); looks += 1) await setTimeout(5);
}
