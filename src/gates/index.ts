/** Gates as a capability: their checklists as they are, and the boards' decisions on them by the approvals. */
import type { Capability } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal } from '../kernel/errors.ts';
import { type Registers, type Speaking, takeKeys, textOf } from '../registers/index.ts';
import { applyDecision, askBoard, GATE_KIND } from './askBoard.ts';
import { gateRules, RULES_USAGE } from './gateRules.ts';
import type { GatePorts, GateStores } from './ports.ts';
import { readGate } from './readGate.ts';
import { reportText } from './words.ts';

export function makeGatesCapability<Stores extends GateStores>(ports: GatePorts<Stores>): Capability {
  ports.approvals.onOutcome(GATE_KIND, (stores, project, approval) =>
    applyDecision(ports, stores, project, approval),
  );
  const on =
    (act: (speaking: Speaking, rest: string) => Promise<Reply | Refusal>) =>
    async (message: Parameters<Registers['speakingIn']>[0], rest: string) => {
      const speaking = await ports.registers.speakingIn(message);
      return isRefusal(speaking) ? speaking : act(speaking, rest.trim());
    };
  return {
    name: 'gates',
    commands: [
      {
        words: ['go-live gate', 'go live gate', 'check gate'],
        usage: 'check gate [KEY]',
        help: 'The checklist of a gate as it is now, with each reason: GO, GO WITH CONDITIONS or NO-GO.',
        run: on((speaking, rest) => showGate(ports, speaking, takeKeys(rest).keys[0] ?? '')),
      },
      {
        words: ['gate rules', 'go-live rules'],
        usage: RULES_USAGE,
        help: 'By what gates measure and who decides where a gate names no board (project manager).',
        run: on((speaking, rest) => gateRules(ports, speaking, rest)),
      },
      {
        words: ['ask go-live', 'ask go live', 'ask gate'],
        usage: 'ask go-live [KEY] [because REASON]',
        help: 'Put a gate to its board; against a NO-GO only with a reason, which the record prints.',
        run: on((speaking, text) => {
          const { keys, rest } = takeKeys(text);
          return askBoard(ports, speaking, keys[0] ?? '', rest.replace(/^(?:because|since)[\s ]+/i, ''));
        }),
      },
    ],
  };
}

const showGate = <Stores extends GateStores>(
  ports: GatePorts<Stores>,
  { project }: Speaking,
  key: string,
): Promise<Reply | Refusal> =>
  ports.transact(project.tenantId, async (stores) => {
    const gate = await readGate(stores, project, key);
    if (isRefusal(gate)) return gate;
    const { row } = gate;
    const heading =
      row === null
        ? ''
        : `**${row.key}** ${escapeMarkdown(textOf(row.values.title))}: ${textOf(row.values.status)}\n`;
    return { text: `${heading}${reportText(gate)}` };
  });
