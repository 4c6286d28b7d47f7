/** `minutes policy`: whether unconfirmed minutes go out, and into which template they are written. */
import type { Reply } from '../kernel/chat.ts';
import { type Refusal, refuse } from '../kernel/errors.ts';
import type { Person } from '../kernel/people.ts';
import { refuseUnlessLead } from '../meetings/index.ts';
import { type MinutesPolicy, minutesPolicyOf, type Project } from '../projects/index.ts';
import type { DigestPorts } from './ports.ts';

export const POLICY_USAGE = 'minutes policy [unconfirmed on|off] [template PATH|none]';

export async function changePolicy(
  { transact }: Pick<DigestPorts, 'transact'>,
  project: Project,
  by: Person,
  rest: string,
): Promise<Reply | Refusal> {
  if (rest.trim() === '') return { text: policyText(minutesPolicyOf(project)) };
  const denied = refuseUnlessLead(project, by);
  if (denied !== null) return denied;
  const policy = readPolicy(minutesPolicyOf(project), rest);
  if ('refused' in policy) return policy;
  return transact(project.tenantId, async ({ projects }) => {
    const current = await projects.get(project.id);
    if (current !== null) await projects.save({ ...current, minutesPolicy: policy });
    return { text: policyText(policy) };
  });
}

export function readPolicy(policy: MinutesPolicy, said: string): MinutesPolicy | Refusal {
  const text = said.trim();
  const unconfirmed = /^unconfirmed\s+(on|off)$/i.exec(text);
  if (unconfirmed !== null) return { ...policy, sendsUnconfirmed: unconfirmed[1]?.toLowerCase() === 'on' };
  const template = /^template\s+(.+)$/i.exec(text)?.[1]?.trim();
  if (template === undefined) return refuse('policy-unclear', `Say \`${POLICY_USAGE}\`.`);
  if (/^none$/i.test(template)) return { sendsUnconfirmed: policy.sendsUnconfirmed };
  if (!/\.docx$/i.test(template) || template.split('/').includes('..'))
    return refuse(
      'template-path',
      'The template is a Word document in the document library, such as `Templates/Minutes.docx`.',
    );
  return { ...policy, templatePath: template.replace(/^\/+/, '') };
}

function policyText({ sendsUnconfirmed, templatePath }: MinutesPolicy): string {
  const unconfirmed = sendsUnconfirmed
    ? 'Minutes that nobody has confirmed go out 23 hours after the meeting, marked as not yet confirmed.'
    : 'Minutes go out only once somebody has confirmed them; the promise of 24 hours may then be missed.';
  const template =
    templatePath === undefined
      ? 'The document has the look of Docket.'
      : `The document is written into ${templatePath}.`;
  return `${unconfirmed} ${template} Change it with \`${POLICY_USAGE}\`.`;
}
