/** Job that keeps the document of a meeting's minutes in the library; payload `{ meetingId }`. */
export const DOCUMENT_JOB = 'keep-minutes-document';
