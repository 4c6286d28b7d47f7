/** The document library of a project's site, as the digests use it. */
import type { DocumentLibraries } from '../adapters/graph/documents.ts';
import type { MinutesLibrary } from '../digests/index.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function makeMinutesLibrary(libraries: DocumentLibraries): MinutesLibrary {
  return {
    async keep(siteId, path, content) {
      const driveId = await libraries.libraryOf(siteId);
      const file = await libraries.upload(driveId, path, content, {
        contentType: DOCX,
        whenThere: 'replace',
      });
      const [newest] = await libraries.versions(driveId, file.itemId);
      return { driveId, webUrl: file.webUrl, version: newest?.id ?? null };
    },
    async read(siteId, path) {
      const driveId = await libraries.libraryOf(siteId);
      const file = await libraries.find(driveId, path);
      return file === null ? null : libraries.download(driveId, file.itemId);
    },
  };
}
