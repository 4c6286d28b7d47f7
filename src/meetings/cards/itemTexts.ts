/** Owner, day and what else is said of an item, in the project's language. */
import { plainText } from '../../kernel/cards.ts';
import { isDay } from '../../kernel/time.ts';
import type { Project } from '../../projects/index.ts';
import { dayText } from '../meetingWhen.ts';
import type { MinuteItem, Owner } from '../minutes/minutes.ts';
import { type ReviewTexts, reviewTexts } from '../texts.ts';

export function ownersIn(owners: readonly Owner[], t: ReviewTexts): string {
  const names = owners.map((owner) => ownerIn(owner, t));
  const last = names.at(-1);
  if (last === undefined) return t('owner.open');
  return names.length === 1 ? last : t('and', { first: names.slice(0, -1).join(', '), last });
}

function ownerIn(owner: Owner, t: ReviewTexts): string {
  if (owner.kind === 'ambiguous') return t('owner.which', { name: owner.said });
  if (owner.kind !== 'unknown') return owner.name;
  return owner.label === undefined ? t('owner.open') : t('owner.who', { name: owner.label });
}

/** One line of Markdown below the item's text. */
export function factsIn(project: Project, item: MinuteItem): string {
  const t = reviewTexts(project.locale);
  const facts = [
    ...(item.kind === 'action' ? [`**${plainText(ownersIn(item.owners, t))}**`] : []),
    ...dueFacts(project, item, t),
    ...(item.kind === 'action' && item.standing !== 'committed' ? [t(`standing.${item.standing}`)] : []),
    ...(item.carriesOver === undefined
      ? []
      : [t(`carry.${item.carriesOver.change}`, { key: item.carriesOver.key })]),
    ...item.history.map(({ from, to }) =>
      t('history', { from: changedIn(project, from), to: changedIn(project, to) }),
    ),
  ];
  return facts.join(' · ');
}

function dueFacts({ locale }: Project, { due }: MinuteItem, t: ReviewTexts): readonly string[] {
  if (due === null || due === undefined) return [];
  const { day, needsConfirmation, problem } = due;
  const phrase = plainText(due.phrase);
  const said =
    day === null
      ? t('due.open', { phrase })
      : t(needsConfirmation ? 'due.said' : 'due', { day: `**${dayText(locale, day)}**`, phrase });
  return problem === undefined ? [said] : [said, plainText(problem)];
}

const changedIn = ({ locale }: Project, text: string): string =>
  isDay(text) ? dayText(locale, text) : plainText(text);
