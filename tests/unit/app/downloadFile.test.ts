import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { downloadFile } from '../../../src/app/downloadFile.ts';
import { InputError, UnavailableError } from '../../../src/kernel/errors.ts';

const fileAt = (downloadUrl: string) => ({ name: 'weekly.vtt', contentType: 'text/vtt', downloadUrl });

describe('downloadFile', () => {
  let server: Server | undefined;
  afterEach(async () => {
    const ending = server;
    server = undefined;
    if (ending === undefined) return;
    await new Promise<void>((resolve) => {
      ending.close(() => resolve());
      ending.closeAllConnections();
    });
  });

  async function serve(handler: RequestListener): Promise<string> {
    const made = createServer(handler);
    server = made;
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(made.address() as AddressInfo).port}/weekly.vtt`;
  }

  it('gives the bytes as they are, without any token of ours', async () => {
    let authorization: string | undefined = 'none asked';
    const url = await serve((request, response) => {
      authorization = request.headers.authorization;
      response.end(Buffer.from([0, 255, 10]));
    });
    assert.deepEqual([...(await downloadFile(fileAt(url)))], [0, 255, 10]);
    assert.equal(authorization, undefined);
  });

  it('reads a file that came within the message', async () => {
    const url = `data:text/vtt;base64,${Buffer.from('WEBVTT').toString('base64')}`;
    assert.equal(Buffer.from(await downloadFile(fileAt(url))).toString(), 'WEBVTT');
  });

  for (const [status, kind, code] of [
    [404, InputError, 'file-gone'],
    [403, InputError, 'file-gone'],
    [429, UnavailableError, 'file-unreachable'],
    [503, UnavailableError, 'file-unreachable'],
  ] as const) {
    it(`answers status ${status} with ${kind.name}`, async () => {
      const url = await serve((_request, response) => response.writeHead(status).end());
      await assert.rejects(downloadFile(fileAt(url)), (error: unknown) => {
        assert.ok(error instanceof kind);
        assert.equal(error.code, code);
        assert.match(error.message, /weekly\.vtt/);
        return true;
      });
    });
  }

  it('says so when the connection breaks half way', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('WEBVTT', () => response.destroy());
    });
    await assert.rejects(downloadFile(fileAt(url)), { code: 'file-unreachable' });
  });

  it('stops at a file that is far larger than any transcript, however it is announced', async () => {
    let sent = 0;
    const url = await serve((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024);
      const more = (): void => {
        if (sent >= 200 || response.destroyed) return;
        sent += 1;
        response.write(chunk, more);
      };
      more();
    });
    await assert.rejects(downloadFile(fileAt(url)), { code: 'file-too-large' });
    assert.ok(sent < 200, `${sent} MB were sent`);
  });
});
