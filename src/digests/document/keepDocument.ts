/** The job that keeps the minutes as a Word document in the project's library: one file a meeting, a version each time. */
import { escapeMarkdown } from '../../kernel/cards.ts';
import { deterministicId } from '../../kernel/deterministicId.ts';
import type { TextDocument } from '../../kernel/document.ts';
import { ConflictError, DocketError, InputError, NotFoundError } from '../../kernel/errors.ts';
import type { MeetingId, TenantId } from '../../kernel/ids.ts';
import { HOUR_MS, type Instant, instantPlus, MINUTE_MS, millisecondsBetween } from '../../kernel/time.ts';
import { minutesPolicyOf, type Project } from '../../projects/index.ts';
import { digestReply } from '../cards/digestView.ts';
import { currentDigest } from '../currentDigest.ts';
import { type Digest, readerOf } from '../digest.ts';
import { digestKey } from '../digestKeys.ts';
import type { DigestPorts, DigestStores } from '../ports.ts';
import type { MinutesPromise } from '../promise/promise.ts';
import { digestTexts } from '../texts.ts';
import { DOCUMENT_JOB } from './documentJob.ts';
import { documentPath } from './documentPath.ts';
import { logMeeting } from './logMeeting.ts';
import { minutesDocument } from './minutesDocument.ts';

/** SharePoint is asked again after this when it does not answer, and after an hour at the latest, by Docket's clock. */
const SOONEST_AGAIN_MS = 10 * MINUTE_MS;
const LATEST_AGAIN_MS = HOUR_MS;

export async function keepDocument(
  ports: DigestPorts,
  tenantId: TenantId,
  meetingId: MeetingId,
): Promise<void> {
  const meeting = await ports.transact(tenantId, ({ meetings }) => meetings.get(meetingId));
  const project = meeting === null ? null : await ports.lookup.byId(tenantId, meeting.projectId);
  if (meeting === null || project === null) return;
  const { siteId } = project;
  if (siteId === undefined) {
    ports.logger.warn('The minutes have no library: the site of the project is not known.', { meetingId });
    return;
  }
  const digest = await ports.transact(tenantId, (stores) => currentDigest(stores, project, meeting));
  if (digest === null) return;
  const document = minutesDocument(digest, readerOf(undefined, project));
  const { templatePath = '' } = minutesPolicyOf(project);
  const fingerprint = deterministicId(JSON.stringify(document), templatePath);
  const kept = await ports.transact(tenantId, ({ minutesDocuments }) => minutesDocuments.get(meetingId));
  if (kept?.fingerprint === fingerprint) return;
  try {
    const bytes = await writeDocument(ports, project, siteId, document);
    const path = kept?.path ?? documentPath(project, meeting);
    const stored = await ports.library(tenantId).keep(siteId, path, bytes);
    await ports.transact(tenantId, async (stores) => {
      await stores.minutesDocuments.save(meetingId, { ...stored, fingerprint, path });
      await showLink(stores, digest, stored.webUrl);
      await logMeeting(ports, stores, digest, stored.webUrl);
    });
  } catch (error) {
    const isPassing =
      error instanceof ConflictError || (error instanceof DocketError && error.retry !== 'never');
    if (!isPassing) throw error;
    ports.logger.info('The library does not take the minutes now; they are brought again.', {
      meetingId,
      error,
    });
    await ports.transact(tenantId, async ({ jobs, promises }) => {
      const startAt = againAt(await promises.get(meetingId), ports.clock.now());
      await jobs.send(DOCUMENT_JOB, { meetingId }, { key: meetingId, startAt });
    });
  }
}

/** After as long again as the minutes have been out: the waits double. */
export function againAt(
  promise: Pick<MinutesPromise, 'confirmedAt' | 'unconfirmed'> | null,
  now: Instant,
): Instant {
  const outSince = promise?.confirmedAt ?? promise?.unconfirmed?.at ?? now;
  const waited = millisecondsBetween(outSince, now);
  return instantPlus(now, Math.min(LATEST_AGAIN_MS, Math.max(SOONEST_AGAIN_MS, waited)));
}

/** The channel's card gets a button; nobody is written to again. */
const showLink = (
  { outbox }: Pick<DigestStores, 'outbox'>,
  digest: Digest,
  documentUrl: string,
): Promise<void> => outbox.replace(digestKey(digest.meeting.id), digestReply({ ...digest, documentUrl }));

/** In the organisation's template where one is named and can be used; the coordinator is told once when it cannot. */
async function writeDocument(
  ports: DigestPorts,
  project: Project,
  siteId: string,
  document: TextDocument,
): Promise<Uint8Array> {
  const { templatePath } = minutesPolicyOf(project);
  if (templatePath === undefined) return ports.documents.write(document);
  try {
    const template = await ports.library(project.tenantId).get(siteId, templatePath);
    if (template === null)
      throw new NotFoundError('template-missing', `There is no ${templatePath} in the document library.`);
    return await ports.documents.write(document, template);
  } catch (error) {
    if (!(error instanceof InputError || error instanceof NotFoundError)) throw error;
    ports.logger.warn('The template of the minutes cannot be used.', { projectId: project.id, error });
    const text = digestTexts(project.locale)('document.templateRefused', {
      project: escapeMarkdown(project.name),
      problem: templateProblem(error, templatePath, project.locale),
    });
    await ports.transact(project.tenantId, ({ outbox }) =>
      outbox.post({
        key: `template:${project.id}:${deterministicId(templatePath, error.code)}`,
        to: { personId: project.coordinatorId },
        reply: { text },
      }),
    );
    return ports.documents.write(document);
  }
}

function templateProblem({ code, message }: DocketError, path: string, locale: string): string {
  const t = digestTexts(locale);
  switch (code) {
    case 'template-missing':
      return t('template.missing', { path: escapeMarkdown(path) });
    case 'template-without-content':
      return t('template.withoutContent', { content: '{{content}}' });
    case 'template-unreadable':
      return t('template.unreadable');
    default:
      return escapeMarkdown(message);
  }
}
