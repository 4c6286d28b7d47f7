/** The registers as a workbook, or one of them as CSV, in the project's document library. */
import { DateTime } from 'luxon';
import { escapeMarkdown, markdownAddress } from '../../kernel/cards.ts';
import type { IncomingMessage, Reply } from '../../kernel/chat.ts';
import { AccessError, type Refusal, refuse } from '../../kernel/errors.ts';
import { refuseAct } from '../acting.ts';
import { registerAtStart } from '../commands/addFromText.ts';
import type { Speaking } from '../commands/speaking.ts';
import type { RegisterDefinition } from '../definition.ts';
import { registerDefinitions } from '../definitions/index.ts';
import type { RegisterPorts } from '../ports.ts';
import type { RegisterRow } from '../store.ts';
import { allRowsSheet, registerSheet } from './makeSheets.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** SharePoint lists carry this many rows for Docket (see issue of the registers); a bound, not a page. */
const ALL = 100_000;
const FOLDER = 'Docket exports';

/** `export`, `export risks`, `export csv risks`. */
export async function exportRegisters(
  ports: RegisterPorts,
  speaking: Speaking,
  text: string,
  message: Pick<IncomingMessage, 'id' | 'place'>,
): Promise<Reply | Refusal> {
  const denied = await refuseAct(ports, speaking.acting, 'export');
  if (denied !== null) return denied;
  const [, csv, rest = ''] = /^(csv\b)?[\s\u00a0]*(?:of[\s\u00a0]+)?(.*)$/is.exec(text.trim()) ?? [];
  const definition = rest.trim() === '' ? null : (registerAtStart(rest)?.definition ?? null);
  if ((definition === null && rest.trim() !== '') || (csv !== undefined && definition === null)) {
    const names = registerDefinitions.map(({ name }) => name).join(', ');
    return refuse(
      'register-unknown',
      `Say which register${csv === undefined ? '' : ', such as \u201cexport csv risks\u201d'}: ${names}.`,
    );
  }
  const { project, reading } = speaking;
  const { siteId } = project;
  if (siteId === undefined)
    return refuse('no-site', 'The project\u2019s site is not set up yet; say \u201csetup\u201d first.');
  const at = DateTime.fromISO(ports.clock.now(), { zone: project.zone }).toFormat('yyyy-MM-dd HHmm');
  const registers = await readAll(ports, speaking, definition === null ? registerDefinitions : [definition]);
  const count = registers.reduce((sum, { rows }) => sum + rows.length, 0);
  if (count > MANY_ROWS) await sayItTakesTime(ports, message, count);
  const content =
    csv !== undefined && registers[0] !== undefined
      ? ports.sheets.writeCsv(
          registerSheet(registers[0].definition, registers[0].rows, project.zone),
          project.locale,
        )
      : await ports.sheets.writeWorkbook([
          ...registers.map((each) => registerSheet(each.definition, each.rows, project.zone)),
          allRowsSheet(registers, { zone: project.zone, today: reading.today }),
        ]);
  const what = definition?.title ?? 'registers';
  const name = `${fileName(project.name)} ${what} ${at}.${csv === undefined ? 'xlsx' : 'csv'}`;
  return keep(
    ports,
    speaking,
    siteId,
    { name, content, contentType: csv === undefined ? XLSX : 'text/csv' },
    count,
  );
}

/** More rows than these take seconds. */
const MANY_ROWS = 1_000;

const sayItTakesTime = (
  { transact }: RegisterPorts,
  { id, place }: Pick<IncomingMessage, 'id' | 'place'>,
  count: number,
): Promise<void> =>
  transact(place.tenantId, ({ outbox }) =>
    outbox.post({
      key: `export/${place.conversationId}/${id}`,
      to: place,
      reply: { text: `I write ${count} rows into a file; its link comes in some seconds.` },
    }),
  );

interface MadeFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly contentType: string;
}

async function keep(
  ports: RegisterPorts,
  { project }: Speaking,
  siteId: string,
  { name, content, contentType }: MadeFile,
  count: number,
): Promise<Reply | Refusal> {
  try {
    const file = await ports.library(project.tenantId).put(siteId, `${FOLDER}/${name}`, content, contentType);
    const rows = count === 1 ? '1 row' : `${count} rows`;
    return {
      text: `[${escapeMarkdown(file.name)}](${markdownAddress(file.webUrl)}) holds ${rows}, as of now, in the folder ${FOLDER} of the project\u2019s documents.`,
    };
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    return refuse(
      'library-closed',
      `The file could not be kept in the project\u2019s documents: ${error.message}`,
    );
  }
}

async function readAll(
  { transact }: RegisterPorts,
  { project }: Speaking,
  definitions: readonly RegisterDefinition[],
): Promise<readonly { readonly definition: RegisterDefinition; readonly rows: readonly RegisterRow[] }[]> {
  return transact(project.tenantId, async ({ registers }) => {
    const all = [];
    for (const definition of definitions) {
      const query = {
        projectId: project.id,
        registers: [definition.name],
        where: [],
        sort: [],
        offset: 0,
        limit: ALL,
      };
      all.push({ definition, rows: (await registers.findRows(query)).rows });
    }
    return all;
  });
}

/** SharePoint takes no `" * : < > ? / \ |`, and no `#` and `%` on some sites ("Invalid file names and file types"). */
const fileName = (text: string): string =>
  text
    .replace(/["*:<>?/\\|#%\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60) || 'Project';
