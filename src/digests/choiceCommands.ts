/** What a person says of the digests they want: `digest at 7:30`, `digest on mon wed`, `digest minutes mail`. Pure but for the store. */
import type { IncomingMessage, Reply } from '../kernel/chat.ts';
import { type Refusal, refuse } from '../kernel/errors.ts';
import { languageOf } from '../kernel/texts.ts';
import type { DigestChoice } from './choice.ts';
import type { DigestPorts } from './ports.ts';
import { type DigestTexts, digestTexts } from './texts.ts';

export const CHOICE_USAGE = 'digest [on|off|at HH:MM|on mon tue ...|minutes chat|minutes mail|minutes off]';

export async function changeChoice(
  ports: Pick<DigestPorts, 'transact'>,
  { from, place, locale }: IncomingMessage,
  rest: string,
): Promise<Reply | Refusal> {
  const t = digestTexts(locale ?? from.locale ?? 'en');
  return ports.transact(place.tenantId, async ({ choices }) => {
    const [choice] = await choices.of([from.id]);
    if (choice === undefined) return refuse('choice-unknown', t('choice.unknown'));
    if (rest.trim() === '') return { text: choiceText(choice, locale ?? from.locale ?? 'en', t) };
    const next = readChoice(choice, rest, t);
    if ('refused' in next) return next;
    await choices.save(next);
    return { text: choiceText(next, locale ?? from.locale ?? 'en', t) };
  });
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The choice after what was said; several things may be said at once. */
export function readChoice(choice: DigestChoice, said: string, t: DigestTexts): DigestChoice | Refusal {
  const words = said.toLowerCase().match(/[^\s,]+/g) ?? [];
  let next = choice;
  for (let at = 0; at < words.length; at += 1) {
    const [word = '', after = ''] = words.slice(at);
    if (word === 'off') next = { ...next, morning: false };
    else if (word === 'on') next = { ...next, morning: true };
    else if (word === 'minutes' && (after === 'chat' || after === 'mail' || after === 'off')) {
      next = { ...next, minutes: after };
      at += 1;
    } else if (word === 'at' && minuteOf(after) !== null) {
      next = { ...next, morning: true, atMinute: minuteOf(after) ?? next.atMinute };
      at += 1;
    } else if (weekdayNumber(word) > 0) {
      const days = words.slice(at).filter((each) => weekdayNumber(each) > 0);
      next = { ...next, morning: true, weekdays: [...new Set(days.map(weekdayNumber))].sort() };
      while (weekdayNumber(words[at + 1] ?? '') > 0) at += 1;
    } else return refuse('choice-unclear', t('choice.unclear', { word, usage: CHOICE_USAGE }));
  }
  return next;
}

/** `mon`, `Monday`; 0 for what is no weekday. */
const weekdayNumber = (word: string): number => {
  const short = word.slice(0, 3);
  return /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?$/.test(word)
    ? WEEKDAYS.indexOf(short) + 1
    : 0;
};

/** `7`, `7:30`, `07.30` as minutes after midnight; null for what is no time. */
function minuteOf(text: string): number | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text);
  const [hour, minute] = [Number(match?.[1] ?? Number.NaN), Number(match?.[2] ?? 0)];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

function choiceText(
  { minutes, morning, weekdays, atMinute }: DigestChoice,
  locale: string,
  t: DigestTexts,
): string {
  const at = `${String(Math.floor(atMinute / 60)).padStart(2, '0')}:${String(atMinute % 60).padStart(2, '0')}`;
  const days = weekdays.map((weekday) => weekdayName(locale, weekday)).join(', ');
  return [
    morning ? t('choice.morning', { at, days }) : t('choice.noMorning'),
    t(`choice.minutes.${minutes}`),
    t('choice.change', { usage: CHOICE_USAGE }),
  ].join(' ');
}

/** 1 January 2024 was a Monday. */
const weekdayName = (locale: string, weekday: number): string =>
  new Intl.DateTimeFormat(languageOf(locale), { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, weekday),
  );
