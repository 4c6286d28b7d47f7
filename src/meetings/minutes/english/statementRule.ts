/** The form of rules for decisions, risks, issues and open questions. */
import type { Statement } from '../language.ts';

export interface StatementRule {
  readonly id: string;
  readonly kind: Statement['kind'];
  readonly pattern: RegExp;
  readonly weight: number;
  readonly needsAgreement?: boolean;
  /** Sentences that end in a question mark count only where this is true. */
  readonly mayAsk?: boolean;
  /** Makes the statement of the match; the named group `body`, or all, where it is missing. */
  readonly say?: (groups: Readonly<Record<string, string | undefined>>) => string;
}
