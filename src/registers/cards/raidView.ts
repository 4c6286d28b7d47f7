/** The RAID summary: how many rows are open and late, and the open risks on the 5x5 matrix. Pure. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { Project } from '../../projects/project.ts';
import { risks } from '../definitions/risks.ts';
import { showValue } from '../showValue.ts';
import type { RegisterRow } from '../store.ts';
import { textOf } from '../values.ts';
import raidTemplate from './raid.json' with { type: 'json' };

/** From this exposure on a risk is high. */
export const HIGH_EXPOSURE = 15;
/** From this exposure on a risk is medium. */
export const MEDIUM_EXPOSURE = 8;
const TOP = 5;

export interface RaidView {
  readonly project: Project;
  readonly counts: readonly RaidCount[];
  /** Open risks, the highest exposure first. */
  readonly risks: readonly RegisterRow[];
}

export interface RaidCount {
  readonly register: string;
  readonly title: string;
  readonly open: number;
  readonly late: number;
}

export function raidCard({ project, counts, risks: open }: RaidView): Card {
  const shown = counts.map(({ register, title, open: number, late }) => ({
    projectId: project.id,
    register,
    number: String(number),
    label: title,
    late: late === 0 ? '' : `${late} late`,
  }));
  const unrated = open.filter(({ values }) => typeof values.exposure !== 'number');
  return bindCard(raidTemplate, {
    heading: `RAID log · ${plainText(project.name)}`,
    // Two beside each other: four are too narrow for their words on a phone.
    pairs: [{ counts: shown.slice(0, 2) }, { counts: shown.slice(2) }],
    matrix: [...[5, 4, 3, 2, 1].map((probability) => matrixRow(project, open, probability)), axisRow()],
    unrated: unrated.length === 0 ? '' : `Not rated yet: ${unrated.map(({ key }) => key).join(', ')}`,
    top: open
      .filter((row) => !unrated.includes(row))
      .slice(0, TOP)
      .map((row) => topRisk(project, row)),
  });
}

function matrixRow(project: Project, open: readonly RegisterRow[], probability: number): object {
  const cells = [1, 2, 3, 4, 5].map((impact) => {
    const here = open.filter(({ values }) => values.probability === probability && values.impact === impact);
    return {
      type: 'TableCell',
      style: zoneOf(probability * impact),
      items: [cellText(here.length === 0 ? '·' : String(here.length), here.length > 0)],
      ...(here.length === 0 ? {} : { selectAction: showCell(project, probability, impact) }),
    };
  });
  return { type: 'TableRow', cells: [axisCell(String(probability)), ...cells] };
}

const axisRow = (): object => ({
  type: 'TableRow',
  cells: ['', '1', '2', '3', '4', '5'].map((text) => axisCell(text)),
});

const axisCell = (text: string): object => ({
  type: 'TableCell',
  items: [{ ...cellText(text === '' ? ' ' : text, false), isSubtle: true }],
});

const cellText = (text: string, isStrong: boolean): object => ({
  type: 'TextBlock',
  text,
  horizontalAlignment: 'Center',
  ...(isStrong ? { weight: 'Bolder' } : {}),
});

const showCell = ({ id }: Project, probability: number, impact: number): object => ({
  type: 'Action.Execute',
  title: `Risks of probability ${probability} and impact ${impact}`,
  verb: 'registers.page',
  data: {
    projectId: id,
    register: risks.name,
    query: `probability ${probability} impact ${impact}`,
    page: 1,
  },
});

/** Style of a cell, by the exposure it stands for. */
function zoneOf(exposure: number): string {
  if (exposure >= HIGH_EXPOSURE) return 'attention';
  return exposure >= MEDIUM_EXPOSURE ? 'warning' : 'good';
}

function topRisk(project: Project, { key, values }: RegisterRow): object {
  const parts = ['exposure', 'owners', 'response', 'proximity'].flatMap((name) => {
    const field = risks.fields.find((each) => each.name === name);
    const text = field === undefined ? '\u2013' : showValue(field, values[name], project.locale);
    return text === '\u2013' ? [] : [name === 'exposure' ? `Exposure ${text}` : text];
  });
  return {
    projectId: project.id,
    key,
    title: plainText(shorten(textOf(values.title), 160)),
    line: plainText(parts.join(' · ')),
    showTitle: `Show ${key}`,
  };
}
