/** The document library of a project's site, as every capability uses it. */
import type { DocumentLibraries } from '../adapters/graph/documents.ts';
import type { EvidenceLibrary } from '../approvals/index.ts';
import type { MinutesLibrary } from '../digests/index.ts';
import type { ProjectLibrary } from '../registers/index.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function makeSiteLibrary(
  libraries: DocumentLibraries,
): EvidenceLibrary & MinutesLibrary & ProjectLibrary {
  const upload = async (siteId: string, path: string, content: Uint8Array, contentType: string) => {
    const driveId = await libraries.libraryOf(siteId);
    const file = await libraries.upload(driveId, path, content, { contentType, whenThere: 'replace' });
    return { driveId, file };
  };
  return {
    async put(siteId: string, path: string, content: Uint8Array, contentType: string = DOCX) {
      return (await upload(siteId, path, content, contentType)).file;
    },
    async keep(siteId, path, content) {
      const { driveId, file } = await upload(siteId, path, content, DOCX);
      const [newest] = await libraries.versions(driveId, file.itemId);
      return { driveId, webUrl: file.webUrl, version: newest?.id ?? null };
    },
    async get(siteId, path) {
      const driveId = await libraries.libraryOf(siteId);
      const file = await libraries.find(driveId, path);
      return file === null ? null : libraries.download(driveId, file.itemId);
    },
    names: async (siteId, folder) => libraries.names(await libraries.libraryOf(siteId), folder),
  };
}
