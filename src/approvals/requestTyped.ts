/** `request approval of "Cutover plan v3" from @Tomasz and @Ingrid by Friday`: approval of a document or of anything. */
import { escapeMarkdown } from '../kernel/cards.ts';
import type { IncomingMessage, Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { asInstant, dayPlus, type Instant, startOfDay } from '../kernel/time.ts';
import type { Project } from '../projects/index.ts';
import { type ReadingContext, readDay, refuseUnlessAllowed } from '../registers/index.ts';
import { isOpen, type Policy, type Rule } from './approval.ts';
import { standingText } from './cards/words.ts';
import { loadApproval } from './ledger/record.ts';
import type { ApprovalsInside } from './makeApprovals.ts';
import type { ApprovalPorts, ApprovalStores } from './ports.ts';
import { readIdentified, readingOf } from './speaking.ts';
import { makeSubject } from './subject.ts';

export const FREE_KIND = 'document';

const QUOTED = /^(?:of|for)?\s*["“„«]([^"”“»]{1,300})["”“»]\s*(.*)$/is;
const PLAIN = /^(?:of|for)\s+(.{1,300}?)\s+(from\s+.*)$/is;
const FROM =
  /^from\s+(any of\s+|one of\s+|all of\s+|\d{1,3}\s*%?\s+of\s+)?(.+?)(?:\s+by\s+([^:,]{1,60}?))?(?:,?\s+expires\s+(?:on\s+)?([^:]{1,60}?))?\s*(?::\s*([\s\S]+))?$/i;
const LINK = /\bhttps?:\/\/\S+/i;
const USAGE =
  'Say what and from whom: `request approval of "Cutover plan v3" from @PERSON and @PERSON by Friday`.';

export async function requestTyped<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
  message: IncomingMessage,
  rest: string,
): Promise<Reply | Refusal> {
  const project = await ports.projectFor(message.place, message.from.id);
  if (isRefusal(project)) return project;
  const denied = refuseUnlessAllowed(
    await ports.projects.roleOf(project, message.from.id),
    'requestApproval',
  );
  if (denied !== null) return denied;
  const [, title = '', toWhom = ''] = QUOTED.exec(rest.trim()) ?? PLAIN.exec(rest.trim()) ?? [];
  const link = LINK.exec(toWhom)?.[0];
  const [, how = '', names = '', byDay, lastDay, text] = FROM.exec(toWhom.replace(LINK, ' ').trim()) ?? [];
  if (title.trim() === '' || names === '') return refuse('request-unread', USAGE);
  const context = await readingOf(ports, project, message.from, message.mentions);
  const people = readIdentified(names, context);
  if (isRefusal(people)) return people;
  const deadline = byDay === undefined ? { workingDays: 3 } : readEnd(byDay, project, context);
  const expiry = lastDay === undefined ? null : readEnd(lastDay, project, context);
  if (isRefusal(deadline)) return deadline;
  if (isRefusal(expiry)) return expiry;
  const policy: Policy = {
    name: 'Free request',
    stages: [
      {
        name: 'Approvers',
        seats: people.map((person) => ({ person, roles: [] })),
        rule: ruleOf(how),
        deadline,
      },
    ],
    ...(expiry === null ? {} : { expiry }),
  };
  const id = title.trim().toLowerCase().replace(/\s+/g, ' ');
  const approval = await ports.transact(project.tenantId, async (stores) => {
    await stores.approvals.lockChain(project.id);
    const known = await stores.approvals.newestOf(project.id, FREE_KIND, id);
    const newest = known === null ? null : await loadApproval(stores, known);
    if (newest !== null && isOpen(newest) && newest.requester.id !== message.from.id) {
      const { requester, subject } = newest;
      return refuse(
        'asked-already',
        `${requester.name} has asked for approval of “${subject.title}” already (${subject.key}); it must be decided or withdrawn first.`,
        requester.name,
      );
    }
    const key = newest?.subject.key ?? `AP-${await stores.approvals.nextKey(project.id)}`;
    const subject = makeSubject({
      kind: FREE_KIND,
      id,
      key,
      title,
      facts: [],
      ...(text === undefined ? {} : { text }),
      ...(link === undefined ? {} : { link }),
    });
    return approvals.requestIn(stores, { project, subject, policy, by: message.from });
  });
  if (isRefusal(approval)) return approval;
  const { key } = approval.subject;
  return {
    text: `I have asked for approval of **${escapeMarkdown(title.trim())}** as **${key}**: ${escapeMarkdown(standingText(approval, ports.clock.now()))}. Say \`approval ${key}\` to see where it stands, \`withdraw ${key}\` to take it back.`,
  };
}

/** `any of`, `2 of`, `60% of`; else all. */
function ruleOf(how: string): Rule {
  const [, number, percent] = /^(\d+)\s*(%)?/.exec(how) ?? [];
  if (number !== undefined)
    return percent === undefined
      ? { kind: 'quorum', count: Number(number) }
      : { kind: 'quorum', percent: Number(number) };
  return { kind: /^(?:any|one)/i.test(how) ? 'any' : 'all' };
}

/** The end of a day. */
function readEnd(
  words: string,
  { zone }: Pick<Project, 'zone'>,
  context: ReadingContext,
): { readonly at: Instant } | Refusal {
  const day = readDay(words, context);
  return day === null
    ? refuse('day-not-read', `I cannot read “${words}” as a day; write Friday, 4 December or 2026-12-04.`)
    : { at: asInstant(Date.parse(startOfDay(dayPlus(day, 1), zone)) - 1) };
}
