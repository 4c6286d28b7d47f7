/** Files that came with a message. */
import type { IncomingFile } from '../../kernel/chat.ts';
import { fileDownloadSchema, type TeamsAttachment } from './activitySchema.ts';

/** "Send and receive files through a bot": a file that a person sent in a 1:1 chat. */
const FILE_DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';

/** Content types by the file type that Teams tells, which is the name's ending. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  vtt: 'text/vtt',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/**
 * Everything attached that can be fetched: Teams' files by their download address, others by their content address.
 * Cards, quoted messages and the HTML copy of the message itself are no files.
 */
export function readFiles(attachments: readonly TeamsAttachment[]): readonly IncomingFile[] {
  return attachments.flatMap((attachment) => {
    const contentType = attachment.contentType ?? '';
    if (contentType === FILE_DOWNLOAD) return teamsFile(attachment);
    const isFile = attachment.contentUrl && contentType !== 'text/html' && !isCardOrReference(contentType);
    if (!isFile || !attachment.contentUrl) return [];
    return [
      {
        name: attachment.name ?? 'attachment',
        contentType: contentType || contentTypeOf(attachment.name ?? ''),
        downloadUrl: attachment.contentUrl,
      },
    ];
  });
}

function teamsFile({ name, content }: TeamsAttachment): readonly IncomingFile[] {
  const read = fileDownloadSchema.safeParse(content);
  if (!read.success) return [];
  const { downloadUrl, fileType } = read.data;
  const shown = name ?? `attachment${fileType ? `.${fileType}` : ''}`;
  return [{ name: shown, contentType: contentTypeOf(fileType ? `.${fileType}` : shown), downloadUrl }];
}

function isCardOrReference(contentType: string): boolean {
  return contentType.startsWith('application/vnd.microsoft.') || contentType === 'messageReference';
}

function contentTypeOf(name: string): string {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return CONTENT_TYPES[ending] ?? 'application/octet-stream';
}
