/** The buttons of an import's cards. */
import { z } from 'zod';
import { type CardAction, cardAction } from '../../kernel/capability.ts';
import type { CardClick, ClickAnswer } from '../../kernel/chat.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Speaking } from '../commands/speaking.ts';
import { registerDefinitions } from '../definitions/index.ts';
import type { RegisterPorts } from '../ports.ts';
import { KEY_TARGET, LEFT_OUT, NUMBER_TARGET, type Target } from './importDraft.ts';
import { importFields } from './proposeTargets.ts';
import { cancelImport, runImport, showPlan } from './runImport.ts';
import { type ColumnsGiven, setColumns, showColumns } from './setColumns.ts';

const onImport = { projectId: z.string().max(64), importId: z.string().max(64) };
const page = z.coerce.number().int().min(1).max(1_000).default(1);
const names = registerDefinitions.map(({ name }) => name) as [string, ...string[]];
const targets = new Set<string>([
  KEY_TARGET,
  NUMBER_TARGET,
  ...registerDefinitions.flatMap((each) => importFields(each).map(({ name }) => name)),
]);

const columnsSchema = z
  .object({ ...onImport, page, register: z.enum(names), dayOrder: z.enum(['day-first', 'month-first']) })
  .catchall(z.unknown());
const pageSchema = z.object({ ...onImport, page });
const lookSchema = z.object({ ...onImport, page, kind: z.enum(['new', 'changed', 'same', 'rejected']) });
const runSchema = z.object({ ...onImport, mark: z.string().max(64) });
const importSchema = z.object(onImport);

type Act<Data> = (
  ports: RegisterPorts,
  speaking: Speaking,
  data: Data,
  click: CardClick,
) => Promise<ClickAnswer | Refusal>;
type OnProject = (
  click: CardClick,
  projectId: string,
  act: (speaking: Speaking) => Promise<ClickAnswer | Refusal>,
) => Promise<ClickAnswer | Refusal>;

/** `onProject` finds the card's project and refuses people who are not in it. */
export function makeImportActions(ports: RegisterPorts, onProject: OnProject): readonly CardAction[] {
  const action = <Data extends { readonly projectId: string }>(
    verb: string,
    schema: z.ZodType<Data, z.ZodTypeDef, unknown>,
    act: Act<Data>,
  ): CardAction =>
    cardAction<Data>({
      verb: `registers.import.${verb}`,
      schema,
      run: (click, data) => onProject(click, data.projectId, (speaking) => act(ports, speaking, data, click)),
    });
  return [
    action('columns', columnsSchema, (_ports, speaking, data) =>
      setColumns(ports, speaking, readColumns(data), 'columns'),
    ),
    action('check', columnsSchema, (_ports, speaking, data) =>
      setColumns(ports, speaking, readColumns(data), 'plan'),
    ),
    action('back', pageSchema, showColumns),
    action('look', lookSchema, showPlan),
    action('run', runSchema, runImport),
    action('cancel', importSchema, (_ports, speaking, { importId }) =>
      cancelImport(ports, speaking, importId),
    ),
  ];
}

/** The inputs are `column0`, `column1` and so on; what names no field leaves the column as it is. */
function readColumns(data: z.infer<typeof columnsSchema>): ColumnsGiven {
  const { importId, register, dayOrder } = data;
  const given = new Map<number, Target>();
  for (const [name, value] of Object.entries(data)) {
    const at = /^column(\d{1,3})$/.exec(name)?.[1];
    if (at === undefined || typeof value !== 'string') continue;
    if (value === 'none') given.set(Number(at), LEFT_OUT);
    else if (targets.has(value)) given.set(Number(at), value);
  }
  return { importId, page: data.page, register, dayOrder, targets: given };
}
