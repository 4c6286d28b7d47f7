/** The registers' part of the morning digest: my rows, and for who leads projects what is stuck and what changed. */
import type {
  DigestContributor,
  DigestLine,
  DigestRequest,
  DigestSection,
} from '../../kernel/digestSection.ts';
import type { PersonId, ProjectId, TenantId } from '../../kernel/ids.ts';
import { dayText } from '../../meetings/index.ts';
import type { Project } from '../../projects/index.ts';
import {
  type DueRow,
  type Nudge,
  peopleOf,
  type RegisterRow,
  registerOfName,
  textOf,
} from '../../registers/index.ts';
import type { DigestPorts } from '../ports.ts';
import { type DigestTexts, digestTexts } from '../texts.ts';

/** Changes that are looked at in one project; more than anybody reads. */
const MOST_CHANGES = 50;

export interface ProjectNudges {
  readonly project: Project;
  readonly nudges: readonly Nudge[];
}

export function makeRegisterContributor(ports: Pick<DigestPorts, 'registers' | 'lookup'>): DigestContributor {
  return {
    async gather(tenantId) {
      const all = await gatherNudges(ports, tenantId);
      return {
        readers: all.flatMap(({ nudges }) => nudges.map(({ personId }) => personId)),
        sections: async (request) => [
          ...rowSections(all, request),
          ...(await changedSection(ports, all, request)),
        ],
      };
    },
  };
}

async function gatherNudges(
  { registers, lookup }: Pick<DigestPorts, 'registers' | 'lookup'>,
  tenantId: TenantId,
): Promise<readonly ProjectNudges[]> {
  const found: ProjectNudges[] = [];
  for (const project of await lookup.ofTenant(tenantId)) {
    if (project.places.length > 0) found.push({ project, nudges: await registers.nudges(project) });
  }
  return found;
}

/** Pure. */
export function rowSections(
  all: readonly ProjectNudges[],
  { personId, locale }: Pick<DigestRequest, 'personId' | 'locale'>,
): readonly DigestSection[] {
  const t = digestTexts(locale);
  const lines = (rowsOf: (nudge: Nudge) => readonly DueRow[]): readonly DigestLine[] =>
    all.flatMap(({ project, nudges }) =>
      nudges
        .filter((nudge) => nudge.personId === personId)
        .flatMap(rowsOf)
        .map((row) => dueLine(project, row, locale, t)),
    );
  return [
    {
      heading: t('morning.overdue'),
      isUrgent: true,
      lines: lines(({ mine }) => mine.filter(({ daysLate }) => daysLate > 0)),
    },
    {
      heading: t('morning.today'),
      lines: lines(({ mine }) => mine.filter(({ daysLate }) => daysLate === 0)),
    },
    { heading: t('morning.soon'), lines: lines(({ mine }) => mine.filter(({ daysLate }) => daysLate < 0)) },
    { heading: t('morning.stuck'), isUrgent: true, lines: lines(({ late }) => late) },
    { heading: t('morning.risky'), lines: lines(({ risky }) => risky) },
  ];
}

function dueLine(
  project: Project,
  { row, definition, due, daysLate }: DueRow,
  locale: string,
  t: DigestTexts,
): DigestLine {
  const { ownerField } = definition;
  const owners = ownerField === undefined ? '' : ownerNames(row, ownerField);
  return {
    key: row.key,
    text: textOf(row.values[definition.titleField]),
    facts: [
      project.name,
      due === null ? '' : t('due', { day: dayText(locale, due) }),
      daysLate > 0 ? t('morning.lateDays', { days: daysLate }) : '',
      owners,
    ]
      .filter((fact) => fact !== '')
      .join(' · '),
  };
}

const ownerNames = (row: RegisterRow, field: string): string =>
  peopleOf(row.values[field])
    .map(({ name }) => name)
    .join(', ');

async function changedSection(
  { registers }: Pick<DigestPorts, 'registers'>,
  all: readonly ProjectNudges[],
  { leads, personId, since, locale }: DigestRequest,
): Promise<readonly DigestSection[]> {
  const lines: DigestLine[] = [];
  for (const { project } of all.filter((each) => isLed(each.project.id, leads))) {
    for (const row of await registers.changedRows(project, since, MOST_CHANGES)) {
      if (isBy(row, personId)) continue;
      const definition = registerOfName(row.register);
      if (definition === null) continue;
      const status = textOf(row.values[definition.statusField]);
      lines.push({
        key: row.key,
        text: textOf(row.values[definition.titleField]),
        facts: [project.name, status].filter((fact) => fact !== '').join(' · '),
      });
    }
  }
  return [{ heading: digestTexts(locale)('morning.changed'), lines }];
}

const isLed = (id: ProjectId, leads: readonly ProjectId[]): boolean => leads.includes(id);

const isBy = ({ changedBy }: RegisterRow, personId: PersonId): boolean => changedBy.personId === personId;
