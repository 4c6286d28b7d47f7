/** The document library of a project's site, as the registers need it. */
import type { DocumentLibraries } from '../adapters/graph/documents.ts';
import type { ProjectLibrary } from '../registers/index.ts';

export const projectLibrary = (documents: DocumentLibraries): ProjectLibrary => ({
  async upload(siteId, path, content, contentType) {
    const driveId = await documents.libraryOf(siteId);
    return documents.upload(driveId, path, content, { contentType, whenThere: 'replace' });
  },
});
