/** Names of people come from outside; what is sent or shown does not wait for them. */
import { DocketError } from '../kernel/errors.ts';
import type { Project } from '../projects/index.ts';
import type { DigestPorts } from './ports.ts';

/** What is read, or `otherwise` while Graph or Teams do not answer. */
export async function ifKnown<T>(
  { logger }: Pick<DigestPorts, 'logger'>,
  { id }: Project,
  read: Promise<T>,
  otherwise: T,
): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (!(error instanceof DocketError)) throw error;
    logger.warn('The people of a project cannot be read.', { projectId: id, error });
    return otherwise;
  }
}
