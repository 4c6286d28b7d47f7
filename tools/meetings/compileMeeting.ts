/** One meeting's source to its transcript file and its hand-marked truth. */
import { DIALECTS } from './dialects.ts';
import { type LaidOutCue, layOutCues, makeStableGuid } from './layOutCues.ts';
import type { MeetingSource, SourceAction, SourcePerson, SourceStatement } from './source.ts';

export interface CompiledMeeting {
  readonly id: string;
  readonly vtt: string;
  /** The truth, ready for JSON.stringify. */
  readonly truth: MeetingTruth;
  readonly words: number;
  readonly minutes: number;
}

export interface MarkedStatement {
  readonly about: string;
  readonly cueIds: readonly string[];
}

export interface MarkedAction extends MarkedStatement {
  /** Person ids, or the name or team that was said; empty when nobody is named. */
  readonly owners: readonly string[];
  /** False where only the turn tells the owner, so that it is lost in a transcript without speakers. */
  readonly ownerIsSaid: boolean;
  readonly due: string | null;
  readonly standing: string;
  readonly carriesOver?: { readonly key: string; readonly change: string };
}

export interface MeetingTruth {
  readonly id: string;
  readonly title: string;
  readonly start: string;
  readonly zone: string;
  readonly locale: string;
  readonly dialect: string;
  readonly roster: readonly object[];
  readonly attendeeIds: readonly string[];
  readonly milestones: readonly object[];
  readonly calendar: { readonly workingWeekdays: readonly number[]; readonly holidays: readonly string[] };
  readonly openItems: readonly object[];
  readonly actions: readonly MarkedAction[];
  readonly decisions: readonly MarkedStatement[];
  readonly risks: readonly MarkedStatement[];
  readonly issues: readonly MarkedStatement[];
  readonly questions: readonly MarkedStatement[];
}

const STANDINGS = ['committed', 'requested', 'proposed', 'withdrawn'];
const CHANGES = ['update', 'complete', 'mentioned'];

/** Throws an Error with all that is wrong with the marks: unknown, unused, past dates, people not listed. */
export function compileMeeting(id: string, source: MeetingSource): CompiledMeeting {
  const fact = (name: string): string => {
    const value = source.facts.get(name);
    if (value === undefined) throw new Error(`The header has no "${name}:".`);
    return value;
  };
  const dialect = DIALECTS[fact('dialect')];
  if (!dialect) throw new Error(`"${fact('dialect')}" is none of: ${Object.keys(DIALECTS).join(', ')}.`);

  const people = new Map(source.people.map((person) => [person.key, person]));
  const idOf = (person: SourcePerson): string =>
    source.facts.get(`id-${person.key}`) ?? makeStableGuid(`${id}/${person.key}`);
  const cues = layOutCues(source.turns, id, dialect.widthLimit);
  const written = dialect.write({
    cues,
    labelOf: (key) => people.get(key)?.label ?? key,
    meetingGuid: makeStableGuid(id),
    start: fact('start'),
    language: fact('locale').toLowerCase(),
  });
  const problems = findProblems(source, people, cues, fact('start').slice(0, 10));
  if (problems.length > 0) throw new Error(problems.join('\n'));

  const cueIdsOf = (mark: string): string[] => written.ids.filter((_, index) => cues[index]?.marks.has(mark));
  const statements = (list: readonly SourceStatement[]): MarkedStatement[] =>
    list.map(({ mark, about }) => ({ about, cueIds: cueIdsOf(mark) }));
  const ownerOf = (owner: string): string => {
    const person = people.get(owner.replace(/^~/, ''));
    if (person?.onRoster) return idOf(person);
    return person ? person.name : owner.replaceAll('"', '');
  };
  const listed = source.people.filter((person) => person.onRoster);
  const truth: MeetingTruth = {
    id,
    title: fact('title'),
    start: fact('start'),
    zone: fact('zone'),
    locale: fact('locale'),
    dialect: fact('dialect'),
    roster: listed.map((person) => rosterMember(person, idOf(person))),
    attendeeIds: listed.filter((person) => person.attended).map(idOf),
    milestones: source.milestones.map(([name = '', aliases = '', day = '']) => ({
      name,
      aliases: listOf(aliases),
      day,
    })),
    calendar: {
      workingWeekdays: listOf(source.facts.get('workingWeekdays') ?? '1,2,3,4,5').map(Number),
      holidays: listOf(source.facts.get('holidays') ?? ''),
    },
    openItems: source.openItems.map(([key = '', text = '', owners = '', due = '-']) => ({
      key,
      text,
      ownerIds: listOf(owners).map(ownerOf),
      due: due === '-' ? null : due,
    })),
    actions: source.actions.map((action) => ({
      about: action.about,
      cueIds: cueIdsOf(action.mark),
      owners: action.owners.map(ownerOf),
      ownerIsSaid: action.owners.length > 0 && action.owners.every((owner) => !owner.startsWith('~')),
      due: action.due,
      standing: action.standing,
      ...(action.carriesOver ? { carriesOver: action.carriesOver } : {}),
    })),
    decisions: statements(source.decisions),
    risks: statements(source.risks),
    issues: statements(source.issues),
    questions: statements(source.questions),
  };
  return {
    id,
    vtt: written.text,
    truth,
    words: cues.reduce((sum, cue) => sum + cue.text.split(' ').length, 0),
    minutes: (cues.at(-1)?.endMs ?? 0) / 60_000,
  };
}

function rosterMember(person: SourcePerson, id: string): object {
  const names = person.name.split(' ');
  return {
    id,
    name: person.name,
    ...(person.mail === '' ? {} : { mail: person.mail }),
    givenName: person.givenName ?? names[0],
    surname: person.surname ?? names.slice(1).join(' '),
    ...(person.nicknames.length > 0 ? { nicknames: person.nicknames } : {}),
    ...(person.department ? { department: person.department } : {}),
    ...(person.jobTitle ? { jobTitle: person.jobTitle } : {}),
    ...(person.isGuest ? { isGuest: true } : {}),
  };
}

function findProblems(
  source: MeetingSource,
  people: ReadonlyMap<string, SourcePerson>,
  cues: readonly LaidOutCue[],
  startDay: string,
): string[] {
  const problems: string[] = [];
  const declared = [source.actions, source.decisions, source.risks, source.issues, source.questions]
    .flat()
    .map(({ mark }) => mark);
  const used = new Set(cues.flatMap((cue) => [...cue.marks]));
  for (const mark of used)
    if (!declared.includes(mark)) problems.push(`The mark #${mark} is not in the header.`);
  for (const [index, mark] of declared.entries()) {
    if (!used.has(mark)) problems.push(`#${mark} is in the header but nobody says it.`);
    if (declared.indexOf(mark) !== index) problems.push(`#${mark} is in the header twice.`);
  }
  for (const turn of source.turns) {
    if (!people.has(turn.speaker))
      problems.push(`Line ${turn.line}: "${turn.speaker}" is not among the people.`);
  }
  const keys = source.openItems.map(([key]) => key);
  for (const action of source.actions) problems.push(...findActionProblems(action, people, keys, startDay));
  return problems;
}

function findActionProblems(
  action: SourceAction,
  people: ReadonlyMap<string, SourcePerson>,
  openKeys: readonly (string | undefined)[],
  startDay: string,
): string[] {
  const problems: string[] = [];
  for (const owner of action.owners) {
    if (!owner.startsWith('"') && !people.has(owner.replace(/^~/, ''))) {
      problems.push(`#${action.mark}: the owner ${owner} is neither a person's key nor a quoted name.`);
    }
  }
  const { due, carriesOver } = action;
  if (due !== null && !/^\d{4}-\d{2}-\d{2}$/.test(due))
    problems.push(`#${action.mark}: "${due}" is no date.`);
  if (due !== null && due < startDay) problems.push(`#${action.mark}: ${due} is before the meeting.`);
  if (!STANDINGS.includes(action.standing))
    problems.push(`#${action.mark}: no standing "${action.standing}".`);
  if (carriesOver && (!CHANGES.includes(carriesOver.change) || !openKeys.includes(carriesOver.key))) {
    problems.push(
      `#${action.mark}: "${carriesOver.key} ${carriesOver.change}" is no change of an open item.`,
    );
  }
  return problems;
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
