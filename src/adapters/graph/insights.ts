/** Microsoft's meeting insights: "List aiInsights" and "Get callAiInsight" of the Copilot APIs, where a tenant has them. */
import { z } from 'zod';
import { AccessError, InputError, NotFoundError } from '../../kernel/errors.ts';
import { DAY_MS, type Instant, millisecondsBetween } from '../../kernel/time.ts';
import type { InsightSource, MeetingInsight, TranscriptRef } from '../../meetings/ports.ts';
import type { GraphClient } from './client.ts';
import { graphPath } from './graphPath.ts';
import { readAll } from './pages.ts';

const correlated = z.object({ id: z.string().min(1), contentCorrelationId: z.string().nullish() });

const insightSchema = z.object({
  actionItems: z
    .array(
      z.object({
        title: z.string().nullish(),
        text: z.string().nullish(),
        ownerDisplayName: z.string().nullish(),
      }),
    )
    .nullish(),
});

/** They are a help, not a need: minutes do not wait for them longer than this. */
const DEADLINE_MS = 15_000;

/**
 * One source for one tenant. Who has no Copilot licence, lacks the permission or holds a meeting of a kind that has no
 * insights is not asked about again for a day. Faults of the service are thrown as the kernel's errors.
 */
export function makeInsightSource(client: GraphClient): InsightSource {
  const refusedAt = new Map<string, Instant>();
  const isRefused = (key: string): boolean => {
    const at = refusedAt.get(key);
    if (at === undefined) return false;
    if (millisecondsBetween(at, client.clock.now()) < DAY_MS) return true;
    refusedAt.delete(key);
    return false;
  };

  return {
    async insightsOf(refs) {
      const [first] = refs;
      if (first === undefined) return [];
      const meetingKey = `${first.organiserId} ${first.onlineMeetingId}`;
      if (isRefused(first.organiserId) || isRefused(meetingKey)) return [];
      try {
        return await readInsights(client, first, refs);
      } catch (error) {
        const key = refusedKey(error, first.organiserId, meetingKey);
        if (key === null) throw error;
        refusedAt.set(key, client.clock.now());
        client.logger.info('Microsoft has no meeting insights to give; asked again in a day.', { error });
        return [];
      }
    },
  };
}

/** No licence, permission or policy speaks of the organiser, anything else of this meeting; null for a fault. */
function refusedKey(error: unknown, organiserId: string, meetingKey: string): string | null {
  if (error instanceof AccessError) return error.code === 'not-signed-in' ? null : organiserId;
  return error instanceof NotFoundError || error instanceof InputError ? meetingKey : null;
}

/** Insights and transcripts know each other by `contentCorrelationId` alone. */
async function readInsights(
  client: GraphClient,
  { organiserId, onlineMeetingId }: TranscriptRef,
  refs: readonly TranscriptRef[],
): Promise<readonly MeetingInsight[]> {
  const path = graphPath`/copilot/users/${organiserId}/onlineMeetings/${onlineMeetingId}/aiInsights`;
  const listed = await readAll(client, { from: { path }, item: correlated, deadlineMs: DEADLINE_MS });
  if (listed.length === 0) return [];
  const transcripts = await readAll(client, {
    from: { path: graphPath`/users/${organiserId}/onlineMeetings/${onlineMeetingId}/transcripts` },
    item: correlated,
    deadlineMs: DEADLINE_MS,
  });
  const wanted = new Set(refs.map(({ transcriptId }) => transcriptId));
  const transcriptOf = new Map(
    transcripts.flatMap(({ id, contentCorrelationId }) =>
      contentCorrelationId && wanted.has(id) ? [[contentCorrelationId, id] as const] : [],
    ),
  );
  const insights: MeetingInsight[] = [];
  for (const { id, contentCorrelationId } of listed) {
    const transcriptId = transcriptOf.get(contentCorrelationId ?? '');
    if (transcriptId === undefined) continue;
    const { actionItems } = await client.get(
      graphPath`/copilot/users/${organiserId}/onlineMeetings/${onlineMeetingId}/aiInsights/${id}`,
      {
        schema: insightSchema,
        query: { $select: 'id,contentCorrelationId,actionItems' },
        deadlineMs: DEADLINE_MS,
      },
    );
    insights.push({ transcriptId, actionItems: (actionItems ?? []).flatMap(readAction) });
  }
  return insights;
}

type GraphAction = NonNullable<z.output<typeof insightSchema>['actionItems']>[number];

/** An item without any words is none. */
function readAction({ title, text, ownerDisplayName }: GraphAction): MeetingInsight['actionItems'] {
  const action = {
    title: title?.trim() ?? '',
    text: text?.trim() ?? '',
    ownerName: ownerDisplayName?.trim() || null,
  };
  return action.title === '' && action.text === '' ? [] : [action];
}
