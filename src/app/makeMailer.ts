/** Docket's mail: from the mailbox that is configured, to the address that is known of a person. */
import type { MailSender } from '../adapters/graph/mail.ts';
import type { Mailer } from '../delivery/index.ts';
import { AccessError, NotFoundError } from '../kernel/errors.ts';
import { asPersonId, type PersonId, type TenantId } from '../kernel/ids.ts';
import type { Person, RosterMember } from '../kernel/people.ts';
import type { Transact } from '../kernel/transaction.ts';
import type { PeopleStore } from '../projects/index.ts';

export interface MailerParts {
  readonly sender: string | undefined;
  readonly transact: Transact<{ readonly people: PeopleStore }>;
  readonly graph: (tenantId: TenantId) => {
    readonly mail: MailSender;
    readonly directory: { people(ids: readonly PersonId[]): Promise<readonly RosterMember[]> };
  };
}

export function makeMailer({ sender, transact, graph }: MailerParts): Mailer {
  return {
    async send(tenantId, to, { key, subject, html }, mayHaveGone) {
      if (sender === undefined) {
        throw new AccessError(
          'no-mailbox',
          'Docket has no mailbox to send from: set MAIL_SENDER, see docs/digests.md.',
        );
      }
      const { mail, directory } = graph(tenantId);
      const known = await transact(tenantId, ({ people }) => people.find([to]));
      const address = addressOf(known) ?? addressOf(await directory.people([to]));
      if (address === null)
        throw new NotFoundError('no-address', 'The directory has no mail address of them.');
      await mail.send(asPersonId(sender), { key, to: [address], subject, html }, { mayHaveGone });
    },
  };
}

const addressOf = (people: readonly Person[]): string | null => people[0]?.mail ?? null;
