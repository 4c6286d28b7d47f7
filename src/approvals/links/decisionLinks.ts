/** Addresses by which a person decides from their mailbox: signed, for one person, one request, one stage, for a time. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { asPersonId, asTenantId, type PersonId, type TenantId } from '../../kernel/ids.ts';
import { asInstant, DAY_MS, type Instant, instantPlus } from '../../kernel/time.ts';
import { type ApprovalId, asApprovalId } from '../approval.ts';

/** What a link says. A request is of one revision, so its id stands for that too. */
export interface DecisionClaim {
  readonly tenantId: TenantId;
  readonly approvalId: ApprovalId;
  readonly personId: PersonId;
  readonly stage: number;
  readonly validUntil: Instant;
}

export interface DecisionLinks {
  /** The address for a person; null where none are made. */
  linkFor(claim: Omit<DecisionClaim, 'validUntil'>, now: Instant): string | null;
  /** What a token says; null when it was not made here or its time is over. Compared in constant time. */
  read(token: string, now: Instant): DecisionClaim | null;
}

export const DECISION_PATH = '/approvals/decide';

/** A reminder brings a new one. */
const VALID_MS = 14 * DAY_MS;
/** Longer than any token that is made. */
const MOST_CHARACTERS = 1_000;

const saidSchema = z.tuple([z.string(), z.string(), z.string(), z.number().int().min(0), z.string()]);

/** Without a secret no links are made and none are believed. `publicUrl` is where this server is reached. */
export function makeDecisionLinks(secret: string | undefined, publicUrl: () => string): DecisionLinks {
  if (secret === undefined) return { linkFor: () => null, read: () => null };
  const sign = (text: string): Buffer => createHmac('sha256', secret).update(`decide\n${text}`).digest();
  return {
    linkFor({ tenantId, approvalId, personId, stage }, now) {
      const said = [tenantId, approvalId, personId, stage, instantPlus(now, VALID_MS)];
      const text = Buffer.from(JSON.stringify(said)).toString('base64url');
      return `${publicUrl().replace(/\/$/, '')}${DECISION_PATH}?token=${text}.${sign(text).toString('base64url')}`;
    },
    read(token, now) {
      const [text = '', signature = '', ...more] = token.length > MOST_CHARACTERS ? [] : token.split('.');
      if (more.length > 0 || !isSame(sign(text), Buffer.from(signature, 'base64url'))) return null;
      const said = saidSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
      if (!said.success) return null;
      const [tenantId, approvalId, personId, stage, validUntil] = said.data;
      if (validUntil <= now) return null;
      return {
        tenantId: asTenantId(tenantId),
        approvalId: asApprovalId(approvalId),
        personId: asPersonId(personId),
        stage,
        validUntil: asInstant(validUntil),
      };
    },
  };
}

/** Of digests, so that the lengths tell nothing. */
function isSame(wanted: Buffer, given: Buffer): boolean {
  const digest = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
  return timingSafeEqual(digest(wanted), digest(given));
}
