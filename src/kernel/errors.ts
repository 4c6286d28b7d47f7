/** Refusals are answers of the domain and are returned; errors mean that the work could not be done and are thrown. */

/** A normal answer: no, because. `reason` is a sentence that tells the person what to do. */
export interface Refusal {
  readonly refused: true;
  /** Stable, lower case with hyphens, such as `row-changed-meanwhile`. */
  readonly code: string;
  readonly reason: string;
  /** Who may do it, when it is a matter of permission. */
  readonly whoMay?: string;
}

export function refuse(code: string, reason: string, whoMay?: string): Refusal {
  return whoMay === undefined ? { refused: true, code, reason } : { refused: true, code, reason, whoMay };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true;
}

/** Whether and when the same work may be tried again. */
export type Retry = 'never' | 'soon' | { readonly afterMs: number };

export interface ErrorDetails {
  readonly cause?: unknown;
  /** Data for the log, already free of secrets and of personal text. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The base of every error that Docket throws on purpose. `message` is for the operator. */
export abstract class DocketError extends Error {
  readonly code: string;
  readonly retry: Retry;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, retry: Retry, { cause, details }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.retry = retry;
    this.details = details ?? {};
  }
}

/** What came in cannot be used. The message says where, what was wrong and what is allowed; people see it. */
export class InputError extends DocketError {
  constructor(code: string, message: string, extra?: ErrorDetails) {
    super(code, message, 'never', extra);
  }
}

/** A permission or a switch is missing. `whoCanGrant` and `permission` make the sentence for that person. */
export class AccessError extends DocketError {
  constructor(code: string, message: string, extra?: ErrorDetails) {
    super(code, message, 'never', extra);
  }
}

/** It is gone, or was never there. */
export class NotFoundError extends DocketError {
  constructor(code: string, message: string, extra?: ErrorDetails) {
    super(code, message, 'never', extra);
  }
}

/** Somebody else changed it meanwhile; the use case merges or asks. */
export class ConflictError extends DocketError {
  constructor(code: string, message: string, extra?: ErrorDetails) {
    super(code, message, 'never', extra);
  }
}

/** The other side asks to wait. Nothing was done. */
export class ThrottledError extends DocketError {
  readonly retryAfterMs: number;
  constructor(code: string, message: string, retryAfterMs: number, extra?: ErrorDetails) {
    super(code, message, { afterMs: retryAfterMs }, extra);
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer, or a server fault. For a write, `outcomeUnknown` says that it may have happened. */
export class UnavailableError extends DocketError {
  readonly outcomeUnknown: boolean;
  constructor(
    code: string,
    message: string,
    extra: ErrorDetails & { readonly outcomeUnknown?: boolean } = {},
  ) {
    super(code, message, 'soon', extra);
    this.outcomeUnknown = extra.outcomeUnknown ?? false;
  }
}

/** The other side sent what its contract does not allow. */
export class ContractError extends DocketError {
  constructor(code: string, message: string, extra?: ErrorDetails) {
    super(code, message, 'never', extra);
  }
}

/** Our own record is not whole: ledger, migration, tenant border. */
export class IntegrityError extends DocketError {
  constructor(code: string, message: string, extra?: ErrorDetails) {
    super(code, message, 'never', extra);
  }
}
