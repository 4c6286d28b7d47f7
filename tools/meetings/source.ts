/** The source of a written meeting: a header of facts and marks, then the talk, one turn a line. */

export interface SourcePerson {
  readonly key: string;
  readonly name: string;
  /** Label in the transcript; the name where nothing else is written, null where the file names nobody. */
  readonly label: string;
  readonly mail: string;
  readonly department?: string;
  readonly jobTitle?: string;
  /** Where the first word of the name is not the given name. */
  readonly givenName?: string;
  readonly surname?: string;
  readonly nicknames: readonly string[];
  readonly isGuest: boolean;
  readonly onRoster: boolean;
  readonly attended: boolean;
}

export interface SourceAction {
  readonly mark: string;
  readonly about: string;
  /** Keys of people, `~key` where only the turn tells, or a quoted name or team. */
  readonly owners: readonly string[];
  readonly due: string | null;
  readonly standing: string;
  readonly carriesOver?: { readonly key: string; readonly change: string };
}

export interface SourceStatement {
  readonly mark: string;
  readonly about: string;
}

export interface SourceTurn {
  readonly line: number;
  readonly speaker: string;
  readonly text: string;
  /** Begins before the turn before it ends. */
  readonly overlaps: boolean;
  /** Silence before it, in seconds. */
  readonly pauseSeconds: number;
}

export interface MeetingSource {
  readonly facts: ReadonlyMap<string, string>;
  readonly people: readonly SourcePerson[];
  readonly milestones: readonly (readonly string[])[];
  readonly openItems: readonly (readonly string[])[];
  readonly actions: readonly SourceAction[];
  readonly decisions: readonly SourceStatement[];
  readonly risks: readonly SourceStatement[];
  readonly issues: readonly SourceStatement[];
  readonly questions: readonly SourceStatement[];
  readonly turns: readonly SourceTurn[];
}

const DIVIDER = '---';

/** Reads a source file's text. Throws an Error that names the line when it is not in the form of the README. */
export function readSource(text: string): MeetingSource {
  const lines = text.replaceAll('\r', '').split('\n');
  const divider = lines.indexOf(DIVIDER);
  if (divider < 0) throw new Error(`There is no line "${DIVIDER}" between the header and the talk.`);
  const { facts, sections } = readHeader(lines.slice(0, divider));
  const rows = (name: string): readonly (readonly string[])[] => sections.get(name) ?? [];
  const statements = (name: string): SourceStatement[] =>
    rows(name).map(([mark = '', about = '']) => ({ mark, about }));
  return {
    facts,
    people: rows('people').map(readPerson),
    milestones: rows('milestones'),
    openItems: rows('openItems'),
    actions: rows('actions').map(readAction),
    decisions: statements('decisions'),
    risks: statements('risks'),
    issues: statements('issues'),
    questions: statements('questions'),
    turns: readTurns(lines, divider + 1),
  };
}

function readHeader(lines: readonly string[]) {
  const facts = new Map<string, string>();
  const sections = new Map<string, string[][]>();
  let section: string[][] | undefined;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith(' ')) {
      if (section === undefined) throw new Error(`Line ${index + 1} is indented but stands in no section.`);
      section.push(line.split('|').map((part) => part.trim()));
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 0) throw new Error(`Line ${index + 1} of the header has no colon.`);
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (value === '') {
      section = [];
      sections.set(name, section);
    } else {
      section = undefined;
      facts.set(name, value);
    }
  }
  return { facts, sections };
}

/** `key | Full Name | mail | department | job title | nick=Bob,Bobby; given=Wei Ling; surname=Tan; label=Speaker 1; guest; absent; unlisted` */
function readPerson(row: readonly string[]): SourcePerson {
  const [key = '', name = '', mail = '', department = '', jobTitle = '', flags = ''] = row;
  const parts = flags.split(';').map((flag) => flag.trim());
  const flagValue = (prefix: string): string | undefined =>
    parts.find((part) => part.startsWith(`${prefix}=`))?.slice(prefix.length + 1);
  const given = flagValue('given');
  const surname = flagValue('surname');
  return {
    key,
    name,
    label: flagValue('label') ?? name,
    mail,
    ...(department === '' ? {} : { department }),
    ...(jobTitle === '' ? {} : { jobTitle }),
    ...(given ? { givenName: given } : {}),
    ...(surname ? { surname } : {}),
    nicknames: flagValue('nick')?.split(',') ?? [],
    isGuest: parts.includes('guest'),
    onRoster: !parts.includes('unlisted'),
    attended: !parts.includes('absent'),
  };
}

/** `mark | about | owner, owner | due or - | standing | A-3 complete` */
function readAction(row: readonly string[]): SourceAction {
  const [mark = '', about = '', owners = '-', due = '-', standing = 'committed', carry = ''] = row;
  const [key, change] = carry.split(' ');
  return {
    mark,
    about,
    owners: owners === '-' || owners === '' ? [] : owners.split(',').map((owner) => owner.trim()),
    due: due === '-' || due === '' ? null : due,
    standing: standing === '' ? 'committed' : standing,
    ...(key && change ? { carriesOver: { key, change } } : {}),
  };
}

const TURN = /^(?<overlap>\+)?(?<speaker>[\p{L}\p{N}_-]+):\s+(?<text>.+)$/u;
const PAUSE = /^~\s*(?<seconds>\d+)$/;

function readTurns(lines: readonly string[], from: number): SourceTurn[] {
  const turns: SourceTurn[] = [];
  let pauseSeconds = 0;
  for (let index = from; index < lines.length; index++) {
    const line = (lines[index] ?? '').trim();
    if (line === '' || line.startsWith('//')) continue;
    const pause = PAUSE.exec(line)?.groups?.seconds;
    if (pause !== undefined) {
      pauseSeconds = Number(pause);
      continue;
    }
    const groups = TURN.exec(line)?.groups;
    if (!groups?.speaker || !groups.text) {
      throw new Error(`Line ${index + 1} is not "key: words", "+key: words", "~ seconds" or "// remark".`);
    }
    turns.push({
      line: index + 1,
      speaker: groups.speaker,
      text: groups.text,
      overlaps: groups.overlap !== undefined,
      pauseSeconds,
    });
    pauseSeconds = 0;
  }
  return turns;
}
