/** How parts tell each other what changed. */

export interface Change {
  /** As in a subscription, without a leading slash: `sites/{id}/lists/{id}`, `users/{id}/onlineMeetings/{id}/transcripts/{id}`. */
  readonly resource: string;
  readonly changeType: 'created' | 'updated' | 'deleted';
  /** What a notification may carry of the resource; null when it may carry nothing. */
  readonly resourceData: Readonly<Record<string, unknown>> | null;
  /** Subscribers hear of it no earlier (ISO text in UTC); at once without it. */
  readonly notBefore?: string;
}

export interface ChangeBus {
  notify(change: Change): void;
  /** Answers a function that stops listening. */
  onChange(listener: (change: Change) => void): () => void;
}

export function makeChangeBus(): ChangeBus {
  const listeners = new Set<(change: Change) => void>();
  return {
    notify(change) {
      for (const listener of [...listeners]) listener(change);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
