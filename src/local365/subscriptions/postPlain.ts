/** One POST to a subscriber, with a deadline, without redirects and without a connection kept open. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface PlainAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export class DeadlinePassed extends Error {}

/** Longest answer that is read; subscribers answer with a token or nothing. */
const MOST_BYTES = 65_536;

/** Rejects with `DeadlinePassed`, or with the fault of the connection. */
export function postPlain(
  url: string,
  contentType: string,
  body: string,
  deadlineMs: number,
  signal: AbortSignal,
): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const bytes = Buffer.from(body);
    const request = send(
      url,
      {
        method: 'POST',
        agent: false,
        signal,
        headers: { 'Content-Type': contentType, 'Content-Length': bytes.length },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= MOST_BYTES) chunks.push(chunk);
        });
        response.on('error', fail);
        response.on('end', () => {
          clearTimeout(timer);
          resolve({
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            body: Buffer.concat(chunks).toString('utf8'),
          });
        });
      },
    );
    const timer = setTimeout(() => {
      request.destroy(new DeadlinePassed(`No answer within ${deadlineMs} ms.`));
    }, deadlineMs);
    function fail(error: Error): void {
      clearTimeout(timer);
      reject(error);
    }
    request.on('error', fail);
    request.end(bytes);
  });
}
