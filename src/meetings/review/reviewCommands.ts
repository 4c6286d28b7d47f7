/** Everything that the review card does, typed: items are named by the numbers on the card. */
import type { Command } from '../../kernel/capability.ts';
import type { IncomingMessage, Place, Reply } from '../../kernel/chat.ts';
import { isRefusal, type Refusal } from '../../kernel/errors.ts';
import type { PersonId } from '../../kernel/ids.ts';
import type { RosterMember } from '../../kernel/people.ts';
import { type Day, dayOf } from '../../kernel/time.ts';
import { type MilestoneDate, type Project, workingCalendarOf } from '../../projects/index.ts';
import { readDay } from '../../registers/index.ts';
import { editedText } from '../cards/itemsText.ts';
import type { MeetingPorts } from '../meetingPorts.ts';
import type { MinuteItem, MinuteKind, Minutes, Owner } from '../minutes/minutes.ts';
import { type Editing, editReview } from './editReview.ts';
import { addedItem } from './formEdits.ts';
import type { ItemEdit } from './itemEdit.ts';
import { refuseReview } from './refusals.ts';

export interface ReviewCommandPorts extends MeetingPorts {
  readonly projectFor: (place: Place, personId: PersonId) => Promise<Project | Refusal>;
}

/** One typed change. */
interface Said {
  readonly rest: string;
  readonly message: IncomingMessage;
  readonly project: Project;
  readonly today: Day;
  readonly milestones: readonly MilestoneDate[];
}

type ReadEdits = (said: Said) => Editing['edits'];

export function makeReviewCommands(ports: ReviewCommandPorts): readonly Command[] {
  const command = (words: string, usage: string, help: string, read: ReadEdits): Command => ({
    words: [words],
    usage: `${words} ${usage}`,
    help,
    run: (message, rest) => changeNewest(ports, message, rest, read),
  });
  return [
    command('minutes edit', 'N TEXT', 'Change the text of an item of the proposed minutes.', readText),
    command('minutes owner', 'N @PERSON', 'Change who owns an item of the proposed minutes.', readOwner),
    command('minutes due', 'N DAY', 'Change the due date of an item of the proposed minutes.', readDue),
    command('minutes drop', 'N [N ...]', 'Take items out of the proposed minutes.', readTaken(false)),
    command('minutes keep', 'N [N ...]', 'Put items into the proposed minutes.', readTaken(true)),
    command('minutes merge', 'N N', 'Join two items; the second keeps its text.', readMerge),
    command(
      'minutes add',
      '[action|decision|risk|issue|question] TEXT',
      'Add an item to the proposed minutes.',
      readAdded,
    ),
  ];
}

async function changeNewest(
  ports: ReviewCommandPorts,
  message: IncomingMessage,
  rest: string,
  read: ReadEdits,
): Promise<Reply | Refusal> {
  const project = await ports.projectFor(message.place, message.from.id);
  if (isRefusal(project)) return project;
  const last = await ports.transact(project.tenantId, ({ meetings }) => meetings.ofProject(project.id, 50));
  const meeting = last.find(({ state }) => state === 'proposed');
  if (meeting === undefined) return refuseReview('nothingProposed', project.locale);
  const { milestones } = await ports.projects.setting(project);
  const today = dayOf(ports.clock.now(), project.zone);
  const edits = read({ rest, message, project, today, milestones });
  let before: Minutes | null = null;
  const review = await editReview(ports, {
    project,
    meetingId: meeting.id,
    revision: null,
    by: message.from,
    edits: (minutes, people, locale) => {
      before = minutes;
      return edits(minutes, people, locale);
    },
  });
  return isRefusal(review) ? review : { text: editedText(review, before ?? review.minutes) };
}

const readText: ReadEdits =
  ({ rest }) =>
  (minutes, _people, locale) => {
    const named = nameItem(minutes, rest, locale);
    if (isRefusal(named)) return named;
    const text = named.rest
      .replace(/^text\s+/i, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (text === '')
      return refuseReview('textMissing', locale, { example: 'minutes edit 3 Order the switches' });
    return [{ what: 'text', itemId: named.item.id, text: text.slice(0, 500) }];
  };

const readOwner: ReadEdits =
  ({ rest, message }) =>
  (minutes, people, locale) => {
    const named = nameItem(minutes, rest, locale);
    if (isRefusal(named)) return named;
    const owners = ownersNamed(named.rest, message, people, locale);
    return isRefusal(owners) ? owners : [{ what: 'owners', itemId: named.item.id, owners }];
  };

const readDue: ReadEdits =
  ({ rest, project, today, milestones }) =>
  (minutes, _people, locale) => {
    const named = nameItem(minutes, rest, locale);
    if (isRefusal(named)) return named;
    const itemId = named.item.id;
    if (/^(?:none|no|-)$/i.test(named.rest)) return [{ what: 'due', itemId, day: null }];
    const calendar = workingCalendarOf(project);
    const day = readDay(named.rest, { today, locale: project.locale, calendar, milestones });
    if (day === null) {
      return refuseReview('dayUnclear', locale, { said: named.rest });
    }
    return [{ what: 'due', itemId, day }];
  };

const readTaken =
  (taken: boolean): ReadEdits =>
  ({ rest }) =>
  (minutes, _people, locale) => {
    const items = nameItems(minutes, rest, locale);
    return isRefusal(items) ? items : items.map(({ id }): ItemEdit => ({ what: 'take', itemId: id, taken }));
  };

const readMerge: ReadEdits =
  ({ rest }) =>
  (minutes, _people, locale) => {
    const items = nameItems(minutes, rest.replace(/\b(?:into|with|and)\b/gi, ' '), locale);
    if (isRefusal(items)) return items;
    const [from, into] = items;
    if (from === undefined || into === undefined || items.length !== 2 || from.id === into.id)
      return refuseReview('mergeTwo', locale);
    return [{ what: 'merge', itemId: from.id, into: into.id }];
  };

const KINDS: readonly MinuteKind[] = ['action', 'decision', 'risk', 'issue', 'question'];

const readAdded: ReadEdits =
  ({ rest, message }) =>
  (_minutes, people, locale) => {
    const [first = '', ...words] = rest.split(/\s+/);
    const kind = KINDS.find((each) => each === first.toLowerCase().replace(/:$/, ''));
    const said = kind === undefined ? rest : words.join(' ');
    const mentioned = [...said.matchAll(/@\[(\d+)\]/g)].length > 0;
    const owners = mentioned ? ownersNamed(said, message, people, locale) : [];
    if (isRefusal(owners)) return owners;
    const text = said
      .replace(/@\[\d+\]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (text === '')
      return refuseReview('textMissing', locale, {
        example: 'minutes add decision We go live in January',
      });
    return [addedItem({ kind: kind ?? 'action', text, owners, due: '' }, message.id)];
  };

interface NamedItem {
  readonly item: MinuteItem;
  readonly rest: string;
}

function nameItem(minutes: Minutes, words: string, locale: string): NamedItem | Refusal {
  const match = /^#?(\d{1,3})[.:]?\s*([\s\S]*)$/.exec(words.trim());
  const item = match === null ? undefined : itemOf(minutes, Number(match[1]));
  return item === undefined
    ? unknownNumber(minutes, match?.[1], locale)
    : { item, rest: (match?.[2] ?? '').trim() };
}

function nameItems(minutes: Minutes, words: string, locale: string): readonly MinuteItem[] | Refusal {
  const numbers = words.match(/[^\s,;]+/g) ?? [];
  const items: MinuteItem[] = [];
  for (const number of numbers) {
    const item = /^#?\d{1,3}[.]?$/.test(number)
      ? itemOf(minutes, Number.parseInt(number.replace('#', ''), 10))
      : undefined;
    if (item === undefined) return unknownNumber(minutes, number, locale);
    items.push(item);
  }
  return items.length === 0 ? unknownNumber(minutes, undefined, locale) : items;
}

const itemOf = ({ items }: Minutes, number: number): MinuteItem | undefined => {
  const item = items[number - 1];
  return item?.standing === 'withdrawn' ? undefined : item;
};

const unknownNumber = ({ items }: Minutes, said: string | undefined, locale: string): Refusal =>
  said === undefined
    ? refuseReview('itemUnnamed', locale)
    : refuseReview('itemUnknown', locale, { said, last: items.length });

/** Mentioned people, or one whose name on the roster is meant. */
function ownersNamed(
  words: string,
  { mentions }: IncomingMessage,
  people: readonly RosterMember[],
  locale: string,
): readonly Owner[] | Refusal {
  const mentioned = [...words.matchAll(/@\[(\d+)\]/g)].flatMap((match) => mentions[Number(match[1])] ?? []);
  const found = mentioned.map(({ personId, name }) => people.find(({ id }) => id === personId) ?? name);
  const name = words.trim().toLowerCase();
  const named = people.filter((person) => person.name.toLowerCase().includes(name));
  const all = mentioned.length > 0 ? found : name === '' ? [] : named.length === 1 ? named : [];
  if (all.length === 0) {
    if (named.length <= 1 || name === '') return refuseReview('ownerUnclear', locale);
    const names = named.map((person) => person.name).join(', ');
    return refuseReview('ownerSeveral', locale, { said: words.trim(), names });
  }
  return all.map((person) =>
    typeof person === 'string'
      ? { kind: 'named', name: person }
      : { kind: 'person', personId: person.id, name: person.name, stated: true },
  );
}
