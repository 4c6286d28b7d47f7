/** `request approval of "Cutover plan v3" from @Tomasz and @Ingrid by Friday`: approval of a document or of anything. */
import { escapeMarkdown } from '../kernel/cards.ts';
import type { IncomingMessage, Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { asInstant, dayPlus, startOfDay } from '../kernel/time.ts';
import { readDay, refuseUnlessAllowed } from '../registers/index.ts';
import { type Deadline, isOpen, type Policy } from './approval.ts';
import { standingText } from './cards/words.ts';
import { loadApproval } from './ledger/record.ts';
import type { ApprovalsInside } from './makeApprovals.ts';
import type { ApprovalPorts, ApprovalStores } from './ports.ts';
import { readIdentified, readingOf } from './speaking.ts';
import { makeSubject } from './subject.ts';

export const FREE_KIND = 'document';

const QUOTED = /^(?:of|for)?\s*["“„«]([^"”“»]{1,300})["”“»]\s*(.*)$/is;
const PLAIN = /^(?:of|for)\s+(.{1,300}?)\s+(from\s+.*)$/is;
const FROM = /^from\s+(any of\s+|one of\s+|all of\s+)?(.+?)(?:\s+by\s+([^:]{1,60}?))?\s*(?::\s*([\s\S]+))?$/i;
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
  const [, how, names = '', byDay, text] = FROM.exec(toWhom.replace(LINK, ' ').trim()) ?? [];
  if (title.trim() === '' || names === '') return refuse('request-unread', USAGE);
  const context = await readingOf(ports, project, message.from, message.mentions);
  const people = readIdentified(names, context);
  if (isRefusal(people)) return people;
  const day = byDay === undefined ? null : readDay(byDay, context);
  if (byDay !== undefined && day === null) {
    return refuse(
      'day-not-read',
      `I cannot read “${byDay}” as a day; write Friday, 4 December or 2026-12-04.`,
    );
  }
  const deadline: Deadline =
    day === null
      ? { workingDays: 3 }
      : { at: asInstant(Date.parse(startOfDay(dayPlus(day, 1), project.zone)) - 1) };
  const policy: Policy = {
    name: 'Free request',
    stages: [
      {
        name: 'Approvers',
        seats: people.map((person) => ({ person, roles: [] })),
        rule: { kind: /^(?:any|one)/i.test(how ?? '') ? 'any' : 'all' },
        deadline,
      },
    ],
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
