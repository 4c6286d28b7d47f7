/** The secret that a subscription carries and every notification brings back: signed, so any process can check it. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a subscription is for. */
export interface SubscriptionTopic {
  readonly tenantId: string;
  readonly resource: string;
  readonly changeType: string;
}

export interface ClientStates {
  /** The same for the same topic; 103 characters (Graph's limit is 128). */
  of(topic: SubscriptionTopic): string;
  /** The tenant that it was made for, null when it was not made with this secret. Compared in constant time. */
  readTenant(clientState: string): string | null;
}

/** Throws a RangeError for a secret of fewer than 16 characters. */
export function makeClientStates(secret: string): ClientStates {
  if (secret.length < 16) throw new RangeError('The secret for client states has at least 16 characters.');
  const sign = (text: string): Buffer => createHmac('sha256', secret).update(text).digest();
  return {
    of({ tenantId, resource, changeType }) {
      const topic = `${resource.replace(/^\//, '').toLowerCase()}\n${changeType}`;
      const key = createHash('sha256').update(topic).digest().subarray(0, 16).toString('base64url');
      const signed = `${tenantId}.${key}`;
      return `${signed}.${sign(signed).toString('base64url')}`;
    },
    readTenant(clientState) {
      const parts = clientState.split('.');
      const [tenantId = '', key = '', signature = ''] = parts;
      const given = createHash('sha256').update(Buffer.from(signature, 'base64url')).digest();
      const wanted = createHash('sha256')
        .update(sign(`${tenantId}.${key}`))
        .digest();
      return timingSafeEqual(given, wanted) && parts.length === 3 ? tenantId : null;
    },
  };
}
