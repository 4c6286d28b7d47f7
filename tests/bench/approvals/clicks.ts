/** Clicks as Teams posts them, many in flight, with what comes of each. */
import { GENERAL, SAMPLE } from '../../support/sampleTenant.ts';
import { makeInvoke } from '../../support/teamsActivities.ts';

export interface Click {
  readonly id: string;
  readonly approvalId: string;
  readonly revision: string;
  readonly personId: string;
  /** As the cards name the person. */
  readonly name: string;
  readonly verb: string;
  /** What stands in the card's field for conditions. */
  readonly conditions?: string;
}

export interface Clicked {
  readonly click: Click;
  readonly milliseconds: number;
  /** Null when no answer came: the process was killed. */
  readonly answer: { readonly text?: string; readonly card?: unknown } | null;
}

export interface Asked {
  readonly id: string;
  readonly key: string;
  readonly revision: string;
  readonly approvers: readonly { readonly id: string; readonly name: string }[];
}

/** What `ask` asks for: plain approvals, or the stories of `askStories.ts`. */
export type AskedKind = 'approvals' | 'stories';

/** Percentages of clicks that are delivered again under their id, and that are clicked twice by the person. */
const RETRIED = 0.3;
const CLICKED_TWICE = 0.2;

export async function ask(botUrl: string, kind: AskedKind, count: number): Promise<readonly Asked[]> {
  const response = await fetch(`${botUrl}/bench/ask/${kind}?count=${count}`, { method: 'POST' });
  if (!response.ok) throw new Error(`The approvals could not be asked for: ${response.status}`);
  return (await response.json()) as readonly Asked[];
}

/** Each approver once; so many reject. Whoever approves first in the list does so with `conditions`. */
export function decisionsOf(
  { id, revision, approvers }: Asked,
  rejecting: number,
  random: () => number,
  conditions = '',
): readonly Click[] {
  return approvers.map((person, index) => {
    const verb = random() < rejecting ? 'reject' : 'approve';
    return {
      id: `f:${id}:${person.id}`,
      approvalId: id,
      revision,
      personId: person.id,
      name: person.name,
      verb,
      ...(index === 0 && verb === 'approve' && conditions !== '' ? { conditions } : {}),
    };
  });
}

export function withRetries(clicks: readonly Click[], random: () => number): readonly Click[] {
  const all = clicks.flatMap((click) => [
    click,
    ...(random() < RETRIED ? [click, click] : []),
    ...(random() < CLICKED_TWICE ? [{ ...click, id: `${click.id}:twice` }] : []),
  ]);
  return shuffled(all, random);
}

/** Posts all, so many at once, in their order. `until` ends it early. */
export async function postClicks(
  botUrl: () => string,
  serviceUrl: string,
  clicks: readonly Click[],
  inFlight: number,
  isOver: () => boolean = () => false,
): Promise<readonly Clicked[]> {
  const done: Clicked[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (;;) {
        const click = clicks[next];
        next += 1;
        if (click === undefined || isOver()) return;
        done.push(await postClick(botUrl(), serviceUrl, click));
      }
    }),
  );
  return done;
}

async function postClick(botUrl: string, serviceUrl: string, click: Click): Promise<Clicked> {
  const started = performance.now();
  try {
    const response = await fetch(`${botUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activityOf(serviceUrl, click)),
    });
    const body = (await response.json()) as { type?: string; value?: unknown };
    if (response.status !== 200) throw new Error(`The bot answered ${response.status}.`);
    const milliseconds = performance.now() - started;
    const isCard = body.type === 'application/vnd.microsoft.card.adaptive';
    return { click, milliseconds, answer: isCard ? { card: body.value } : { text: String(body.value) } };
  } catch {
    return { click, milliseconds: performance.now() - started, answer: null };
  }
}

function activityOf(serviceUrl: string, click: Click): object {
  const { id, approvalId, revision, personId, name, verb, conditions = '' } = click;
  const { bot, team } = SAMPLE.playground;
  return makeInvoke(
    {},
    {
      id,
      serviceUrl,
      from: { id: `29:${personId}`, aadObjectId: personId, name },
      recipient: bot,
      conversation: {
        id: `${GENERAL};messageid=1`,
        conversationType: 'channel',
        isGroup: true,
        tenantId: SAMPLE.tenantId,
      },
      channelData: {
        team: { id: team.id, aadGroupId: team.groupId, name: team.name },
        channel: { id: GENERAL },
        tenant: { id: SAMPLE.tenantId },
      },
      value: {
        action: {
          type: 'Action.Execute',
          verb: `approval.${verb}`,
          data: { approvalId, revision, stage: '0', comment: 'Decided in the bench.', conditions },
        },
        trigger: 'manual',
      },
    },
  );
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  const all = [...items];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
}
