import type { Instant } from '../kernel/time.ts';

/**
 * Key of the review card in the outbox: one a meeting, replaced by each later reading; one for all that is read after
 * the publication, until that is published or discarded.
 */
export const reviewKey = (
  meetingId: string,
  { publishedAt }: { readonly publishedAt: Instant | null },
): string => (publishedAt === null ? `review:${meetingId}` : `review:${meetingId}:after:${publishedAt}`);
