/** The approvals' part of the morning digest: what waits for the reader's decision. */
import type { DigestContributor, DigestLine, DigestRequest } from '../kernel/digestSection.ts';
import { makeTexts } from '../kernel/texts.ts';
import { knownAs } from './answerClicks.ts';
import { momentText } from './cards/momentText.ts';
import { awaitedSeats } from './judgeStage.ts';
import { isAwaited, pendingOf } from './listApprovals.ts';
import type { ApprovalPorts } from './ports.ts';
import type { Meant } from './speaking.ts';

const texts = makeTexts({
  en: { heading: 'For you to decide', due: 'due {when}' },
  de: { heading: 'Ihre Entscheidung steht aus', due: 'fällig {when}' },
  fr: { heading: 'En attente de votre décision', due: 'échéance {when}' },
  es: { heading: 'Pendiente de su decisión', due: 'vence {when}' },
});

export function makeAwaitedContributor(
  ports: Pick<ApprovalPorts, 'projects' | 'transact'>,
): DigestContributor {
  return {
    async gather(tenantId) {
      const pending = await pendingOf(ports, tenantId, null);
      return {
        readers: [...new Set(pending.flatMap(readersOf))],
        sections: async (request) => [
          {
            heading: texts(request.locale)('heading'),
            isUrgent: true,
            lines: pending
              .filter(({ approval }) => {
                const person = knownAs(approval, { id: request.personId, name: '' });
                return isAwaited(approval, person, request.now);
              })
              .map((each) => lineOf(each, request)),
          },
        ],
      };
    },
  };
}

function readersOf({ approval: { stages, current, delegations } }: Meant) {
  const stage = stages[current];
  const awaited = stage === undefined ? [] : awaitedSeats(stage).map(({ person }) => person.id);
  return [...awaited, ...delegations.map(({ to }) => to.id)];
}

function lineOf({ project, approval }: Meant, { locale, zone }: DigestRequest): DigestLine {
  const dueAt = approval.stages[approval.current]?.dueAt ?? null;
  const due = dueAt === null ? [] : [texts(locale)('due', { when: momentText({ zone, locale }, dueAt) })];
  const { key, title } = approval.subject;
  return { key, text: title, facts: [project.name, ...due].join(' · ') };
}
