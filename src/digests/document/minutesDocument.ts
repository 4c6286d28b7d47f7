/** The minutes as a document to keep: what the digest tells, with the words that each item rests on. */
import { type Block, paragraphOf, type Run, runOf, type TextDocument } from '../../kernel/document.ts';
import type { Digest, Reader } from '../digest.ts';
import { type DigestRow, type DigestText, digestText } from '../digestText.ts';
import { type DigestTexts, digestTexts } from '../texts.ts';

export function minutesDocument(digest: Digest, reader: Reader): TextDocument {
  const t = digestTexts(reader.locale);
  const text = digestText(digest, reader);
  const { project, meeting, coordinator, standing } = digest;
  return {
    title: meeting.subject,
    subtitle: [text.when, project.name].filter((part) => part !== '').join(' · '),
    language: reader.locale,
    header: project.name,
    footer:
      standing.kind === 'unconfirmed' || standing.kind === 'discarded'
        ? t(`document.${standing.kind}`)
        : t('confirmedBy', { name: coordinator }),
    blocks: [
      ...(text.notice === '' ? [] : [paragraphOf(runOf(text.notice, { bold: true }))]),
      ...text.people.map((line) => paragraphOf(runOf(line))),
      ...(text.groups.length === 0 ? [paragraphOf(runOf(text.nothing))] : bodyBlocks(text, t)),
    ],
  };
}

/** All actions in one table, the other kinds as lists; the actions stand after the decisions. */
function bodyBlocks({ groups }: DigestText, t: DigestTexts): readonly Block[] {
  const isActions = ({ rows }: DigestText['groups'][number]): boolean => rows[0]?.kind === 'action';
  const actions = groups.filter(isActions).flatMap(({ rows }) => rows);
  const lists = groups.filter((group) => !isActions(group));
  const listBlocks = lists.map(({ heading, rows }): readonly Block[] => [
    { kind: 'heading', level: 1, text: heading },
    { kind: 'list', items: rows.map(rowRuns) },
  ]);
  const isFirst = lists[0]?.rows[0]?.kind === 'decision';
  const table = actions.length === 0 ? [] : actionTable(actions, t);
  return isFirst
    ? [...(listBlocks[0] ?? []), ...table, ...listBlocks.slice(1).flat()]
    : [...table, ...listBlocks.flat()];
}

function actionTable(rows: readonly DigestRow[], t: DigestTexts): readonly Block[] {
  const columns = [
    { title: t('column.key'), share: 9 },
    { title: t('column.action'), share: 52 },
    { title: t('column.owner'), share: 20 },
    { title: t('column.due'), share: 19 },
  ];
  const cells = rows.map((row) => [
    [runOf(row.key, { bold: true })],
    rowRuns({ ...row, key: '' }),
    [runOf(row.owner)],
    [runOf(row.dueDay)],
  ]);
  return [
    { kind: 'heading', level: 1, text: t('heading.actions') },
    { kind: 'table', columns, rows: cells },
  ];
}

/** The item, and below it what else there is to say, when it was said and in which words. */
function rowRuns({ key, text, facts, saidAt, quote }: DigestRow): readonly Run[] {
  const said: readonly Run[] =
    saidAt === null ? [] : [runOf(saidAt.text, saidAt.url === null ? { muted: true } : { link: saidAt.url })];
  const parts: readonly (readonly Run[])[] = [
    ...facts.map((fact) => [runOf(fact, { muted: true })]),
    [...said, ...(quote === '' ? [] : [runOf(said.length === 0 ? quote : `: ${quote}`, { muted: true })])],
  ].filter((runs) => runs.length > 0);
  return [
    ...(key === '' ? [] : [runOf(`${key} `, { bold: true })]),
    runOf(text),
    ...parts.flatMap((runs, at) => [runOf(at === 0 ? '\n' : ' · ', { muted: true }), ...runs]),
  ];
}
