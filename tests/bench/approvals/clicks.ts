/** Clicks as Teams posts them, many in flight, with what comes of each. */
import { GENERAL, SAMPLE } from '../../support/sampleTenant.ts';
import { makeInvoke } from '../../support/teamsActivities.ts';

export interface Click {
  readonly id: string;
  readonly approvalId: string;
  readonly revision: string;
  readonly personId: string;
  readonly verb: string;
}

export interface Clicked {
  readonly click: Click;
  readonly milliseconds: number;
  /** Null when no answer came: the process was killed. */
  readonly answer: { readonly text?: string; readonly card?: unknown } | null;
}

export interface Asked {
  readonly id: string;
  readonly revision: string;
  readonly approvers: readonly string[];
}

/** Percentages of clicks that are delivered again under their id, and that are clicked twice by the person. */
const RETRIED = 0.3;
const CLICKED_TWICE = 0.2;

export async function ask(botUrl: string, count: number, round: number): Promise<readonly Asked[]> {
  const response = await fetch(`${botUrl}/bench/seed?approvals=${count}&round=${round}`, { method: 'POST' });
  if (!response.ok) throw new Error(`The approvals could not be asked for: ${response.status}`);
  return (await response.json()) as readonly Asked[];
}

/** Each approver once; every seventh rejects. */
export function decisionsOf(
  { id, revision, approvers }: Asked,
  mark: string,
  random: () => number,
): readonly Click[] {
  return approvers.map((personId) => ({
    id: `f:${id}:${personId}${mark}`,
    approvalId: id,
    revision,
    personId,
    verb: random() < 1 / 7 ? 'reject' : 'approve',
  }));
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

function activityOf(serviceUrl: string, { id, approvalId, revision, personId, verb }: Click): object {
  const { bot, team } = SAMPLE.playground;
  return makeInvoke(
    {},
    {
      id,
      serviceUrl,
      from: { id: `29:${personId}`, aadObjectId: personId, name: personId },
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
          data: { approvalId, revision, stage: '0', comment: 'Decided in the bench.' },
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
