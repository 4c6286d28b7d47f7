/** The chat words of change control. */
import type { Command } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { IncomingMessage, Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import {
  readDay,
  readPeople,
  refuseUnlessAllowed,
  type Speaking,
  showDay,
  takeKeys,
} from '../registers/index.ts';
import { answerAssessment, requestAssessment } from './assessChange.ts';
import { cardOfChange } from './cardOfChange.ts';
import { nextStep, type Step, takeStep } from './carryOut.ts';
import type { ChangePorts, ChangeStores } from './ports.ts';
import { raiseChange } from './raiseChange.ts';
import { readLine } from './readAssessment.ts';
import { readRules, rulesText } from './readRules.ts';
import { USUAL_RULES } from './routeChange.ts';
import { lineText } from './showBaseline.ts';
import { submitChange } from './submitChange.ts';
import { CHANGE_LOG_PATH } from './writeChangeLog.ts';

type Answer = Promise<Reply | Refusal>;

export function makeChangeCommands<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
): readonly Command[] {
  const on =
    (act: (speaking: Speaking, rest: string) => Answer): Command['run'] =>
    async (message: IncomingMessage, rest: string) => {
      const speaking = await ports.registers.speakingIn(message);
      return isRefusal(speaking) ? speaking : act(speaking, rest);
    };
  const step = (words: readonly string[], usage: string, help: string, which: Step): Command => ({
    words,
    usage,
    help,
    run: on(async ({ acting }, rest) => {
      const { keys, rest: comment } = takeKeys(rest);
      const moved = await takeStep(ports, acting, keys[0] ?? '', which, withoutBecause(comment));
      if (isRefusal(moved)) return moved;
      return {
        text: `**${moved.key}** is ${moved.status.toLowerCase()}: ${nextStep(moved.status, moved.key)}.`,
      };
    }),
  });
  return [
    {
      words: ['raise change', 'raise change request', 'raise a change'],
      usage: 'raise change TITLE cost AMOUNT days N',
      help: 'Raise a change request; without a title its form, with “from D-4” out of a decision.',
      run: on((speaking, rest) => raiseChange(ports, speaking, rest)),
    },
    {
      words: ['change status'],
      usage: 'change status KEY',
      help: 'Where a change request stands, who decides on it and what comes next.',
      run: on((speaking, rest) => showChange(ports, speaking, rest)),
    },
    {
      words: ['assess'],
      usage: 'assess KEY @PERSON by DAY',
      help: 'Ask people to assess the impact of a change request.',
      run: on((speaking, rest) => askAssessors(ports, speaking, rest)),
    },
    {
      words: ['assessment'],
      usage: 'assessment KEY days N cost AMOUNT risk "TEXT"',
      help: 'Answer when you were asked to assess a change request.',
      run: on(async ({ acting, reading }, rest) => {
        const { keys, rest: words } = takeKeys(rest);
        const answer = readLine(words, reading);
        if (isRefusal(answer)) return answer;
        const done = await answerAssessment(ports, acting, keys[0] ?? '', answer);
        if (isRefusal(done)) return done;
        const more =
          done.awaited.length === 0
            ? 'All assessments are in.'
            : `Awaited: ${done.awaited.map(escapeMarkdown).join(', ')}.`;
        return { text: `Your assessment of **${done.row.key}** is kept. ${more}` };
      }),
    },
    {
      words: ['submit'],
      usage: 'submit KEY',
      help: 'Put a change request to a decision; cost and days choose who decides.',
      run: on(async ({ acting }, rest) => {
        const { keys, rest: how } = takeKeys(rest);
        const [key = ''] = keys;
        const submitted = await submitChange(ports, acting, key, { anyway: /^anyway\b/i.test(how) });
        return isRefusal(submitted) ? submitted : { text: submittedText(key, submitted) };
      }),
    },
    step(['implemented'], 'implemented KEY', 'Say that an approved change is carried out.', 'implemented'),
    step(['verified'], 'verified KEY', 'Say that a change works; not whoever carried it out.', 'verified'),
    step(['close change'], 'close change KEY', 'Close a verified change.', 'closed'),
    step(
      ['withdraw change'],
      'withdraw change KEY because TEXT',
      'Withdraw a change request that is not decided.',
      'withdrawn',
    ),
    {
      words: ['change rules'],
      usage: 'change rules [project manager | sponsor] cost AMOUNT days N',
      help: 'Show or set up to which cost and days the project manager and the sponsor decide on changes.',
      run: on((speaking, rest) => changeRules(ports, speaking, rest)),
    },
    {
      words: ['baselines', 'baseline'],
      usage: 'baselines',
      help: 'Every baseline with the change that made it and what it moved.',
      run: on((speaking) => showBaselines(ports, speaking)),
    },
  ];
}

const withoutBecause = (text: string): string => text.replace(/^(?:because|since|[-–:])[\s ]*/i, '').trim();

function submittedText(
  key: string,
  {
    route,
    status,
  }: {
    readonly route: { readonly body: string; readonly reasons: readonly string[] };
    readonly status: string;
  },
): string {
  const asks = status === 'To be ratified' ? 'may be carried out now; ratification is asked of' : 'is put to';
  return `**${key.toUpperCase()}** ${asks} the ${route.body}. ${escapeMarkdown(route.reasons.join(' '))}`;
}

const showChange = <Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  speaking: Speaking,
  text: string,
): Answer => cardOfChange(ports, speaking, takeKeys(text).keys[0] ?? '');

async function askAssessors<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  { acting, reading, project }: Speaking,
  text: string,
): Answer {
  const { keys, rest } = takeKeys(text);
  const [, names = '', phrase] =
    /^(?:with\s+|to\s+|from\s+)?(.*?)(?:\s+(?:by|due|until)\s+(.+?))?[.!]?$/is.exec(rest) ?? [];
  const people = readPeople(names, reading);
  if (isRefusal(people)) return people;
  const due = phrase === undefined ? null : readDay(phrase, reading);
  if (phrase !== undefined && due === null)
    return refuse(
      'day-not-read',
      `I cannot read “${phrase}” as a day; write Friday, 4 December or 2026-12-04.`,
    );
  const [key = ''] = keys;
  const asked = await requestAssessment(ports, acting, key, people, due);
  if (isRefusal(asked)) return asked;
  const by = due === null ? '' : ` by ${showDay(due, project.locale)}`;
  const who = people.map(({ name }) => escapeMarkdown(name)).join(', ');
  return { text: `${who}: asked to assess **${asked.key}**${by}.` };
}

async function changeRules<Stores extends ChangeStores>(
  { transact }: ChangePorts<Stores>,
  { project, role, reading }: Speaking,
  text: string,
): Answer {
  const rules = (await transact(project.tenantId, ({ changes }) => changes.rules(project.id))) ?? USUAL_RULES;
  if (text.trim() === '') return { text: rulesText(rules, project.locale) };
  const denied = refuseUnlessAllowed(role, 'setChangeRules');
  if (denied !== null) return denied;
  const read = readRules(rules, text, reading);
  if (isRefusal(read)) return read;
  await transact(project.tenantId, ({ changes }) => changes.saveRules(project.id, read));
  return { text: rulesText(read, project.locale) };
}

async function showBaselines<Stores extends ChangeStores>(
  { transact }: ChangePorts<Stores>,
  { project }: Speaking,
): Answer {
  const all = await transact(project.tenantId, ({ changes }) => changes.baselines(project.id));
  if (all.length === 0) return { text: 'The plan stands as first agreed: baseline 1.' };
  const parts = all.map(({ number, changeKey, lines }) =>
    [
      `**Baseline ${number}**, by ${changeKey}:`,
      ...lines.map((line) => `- ${escapeMarkdown(lineText(line, project.locale))}`),
    ].join('\n'),
  );
  return { text: [...parts, `The change log is in the document library: ${CHANGE_LOG_PATH}.`].join('\n\n') };
}
