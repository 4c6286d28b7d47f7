/** `minutes policy`: whether unconfirmed minutes go out, and into which template they are written. */
import type { Reply } from '../kernel/chat.ts';
import { type Refusal, refuse } from '../kernel/errors.ts';
import type { Person } from '../kernel/people.ts';
import { refuseUnlessLead } from '../meetings/index.ts';
import { type MinutesPolicy, minutesPolicyOf, type Project } from '../projects/index.ts';
import type { DigestPorts } from './ports.ts';
import { type DigestTexts, digestTexts } from './texts.ts';

export const POLICY_USAGE = 'minutes policy [unconfirmed on|off] [template PATH|none]';

export async function changePolicy(
  { transact, lookup }: Pick<DigestPorts, 'transact' | 'lookup'>,
  project: Project,
  by: Person,
  rest: string,
): Promise<Reply | Refusal> {
  const t = digestTexts(project.locale);
  if (rest.trim() === '') return { text: policyText(minutesPolicyOf(project), t) };
  const denied = await refuseUnlessLead(lookup, project, by);
  if (denied !== null) return denied;
  return transact(project.tenantId, async ({ projects }) => {
    const current = (await projects.get(project.id)) ?? project;
    const policy = readPolicy(minutesPolicyOf(current), rest, t);
    if ('refused' in policy) return policy;
    await projects.save({ ...current, minutesPolicy: policy });
    return { text: policyText(policy, t) };
  });
}

export function readPolicy(policy: MinutesPolicy, said: string, t: DigestTexts): MinutesPolicy | Refusal {
  const text = said.trim();
  const unconfirmed = /^unconfirmed\s+(on|off)$/i.exec(text);
  if (unconfirmed !== null) return { ...policy, sendsUnconfirmed: unconfirmed[1]?.toLowerCase() === 'on' };
  const template = /^template\s+(.+)$/i.exec(text)?.[1]?.trim();
  if (template === undefined) return refuse('policy-unclear', t('policy.unclear', { usage: POLICY_USAGE }));
  if (/^none$/i.test(template)) return { sendsUnconfirmed: policy.sendsUnconfirmed };
  if (!/\.docx$/i.test(template) || template.split('/').includes('..'))
    return refuse('template-path', t('policy.templatePath'));
  return { ...policy, templatePath: template.replace(/^\/+/, '') };
}

function policyText({ sendsUnconfirmed, templatePath }: MinutesPolicy, t: DigestTexts): string {
  return [
    t(sendsUnconfirmed ? 'policy.unconfirmedOn' : 'policy.unconfirmedOff'),
    templatePath === undefined ? t('policy.ownLook') : t('policy.template', { path: templatePath }),
    t('choice.change', { usage: POLICY_USAGE }),
  ].join(' ');
}
