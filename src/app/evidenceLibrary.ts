/** The approvals' door to the document library of a site. */
import type { DocumentLibraries } from '../adapters/graph/documents.ts';
import type { EvidenceLibrary } from '../approvals/index.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function makeEvidenceLibrary(libraries: DocumentLibraries): EvidenceLibrary {
  return {
    async put(siteId, path, content) {
      const drive = await libraries.libraryOf(siteId);
      return libraries.upload(drive, path, content, { contentType: WORD, whenThere: 'replace' });
    },
    async get(siteId, path) {
      const drive = await libraries.libraryOf(siteId);
      const file = await libraries.find(drive, path);
      return file === null ? null : libraries.download(drive, file.itemId);
    },
  };
}
