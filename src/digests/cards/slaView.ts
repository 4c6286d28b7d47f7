/** How the 24-hour promise was kept, week by week, as bars of coloured cells. */
import { bindCard, type Card, plainText } from '../../kernel/cards.ts';
import { HOUR_MS, type Instant, millisecondsBetween } from '../../kernel/time.ts';
import { dayText, type Meeting } from '../../meetings/index.ts';
import type { Project } from '../../projects/index.ts';
import { readerOf } from '../digest.ts';
import { whenText } from '../digestText.ts';
import { dueOf, type MinutesPromise } from '../promise/promise.ts';
import { promiseStats, type WeekOfPromises } from '../promise/promiseStats.ts';
import { digestTexts } from '../texts.ts';
import template from './sla.json' with { type: 'json' };

const WEEKS = 8;
const STYLES = { kept: 'good', missed: 'attention', running: 'accent' } as const;
/** Late meetings that are named. */
const MOST_MISSED = 5;

export function slaCard(
  project: Project,
  promises: readonly MinutesPromise[],
  meetings: ReadonlyMap<string, Meeting>,
  now: Instant,
): Card {
  const t = digestTexts(project.locale);
  const stats = promiseStats(promises, project.zone, now, WEEKS);
  const most = Math.max(1, ...stats.weeks.map(sizeOf));
  const missed = stats.missed.slice(0, MOST_MISSED).flatMap((promise) => {
    const meeting = meetings.get(promise.meetingId);
    if (meeting === undefined) return [];
    const { deliveredAt } = promise;
    const hours =
      deliveredAt === null ? 0 : Math.ceil(millisecondsBetween(dueOf(promise), deliveredAt) / HOUR_MS);
    const delay = deliveredAt === null ? t('sla.notYet') : t('sla.lateBy', { hours });
    const when = whenText(meeting, readerOf(undefined, project));
    return [{ line: plainText(t('sla.missedLine', { meeting: meeting.subject, when, delay })) }];
  });
  const percent = stats.judged === 0 ? 100 : Math.floor((100 * stats.kept) / stats.judged);
  return bindCard(template, {
    kicker: plainText(project.name),
    title: t('sla.title'),
    kept: t('sla.kept', { kept: stats.kept, all: stats.judged, percent }),
    color: percent === 100 ? 'Good' : percent >= 90 ? 'Warning' : 'Attention',
    median:
      stats.medianHours === null ? '' : t('sla.median', { hours: Math.max(1, Math.ceil(stats.medianHours)) }),
    legend: [
      { style: STYLES.kept, text: t('sla.inTime') },
      { style: STYLES.missed, text: t('sla.missed') },
      { style: STYLES.running, text: t('sla.onItsWay') },
    ],
    weeks: stats.weeks.map((week) => weekData(week, most, project.locale)),
    hasMissed: missed.length > 0,
    missedHeading: t('sla.missed'),
    missed,
  });
}

const sizeOf = ({ kept, missed, running }: WeekOfPromises): number => kept + missed + running;

/** Widths are shares; the last cell fills the row up to the busiest week. */
function weekData(week: WeekOfPromises, most: number, locale: string): object {
  const cells = [
    { style: STYLES.kept, share: week.kept },
    { style: STYLES.missed, share: week.missed },
    { style: STYLES.running, share: week.running },
    { style: 'default', share: most - sizeOf(week) },
  ];
  return {
    label: dayText(locale, week.week),
    count: `${week.kept}/${sizeOf(week)}`,
    cells: cells.filter(({ share }) => share > 0),
  };
}
