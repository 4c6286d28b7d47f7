/**
 * Stands before the Playground and opens its page on a channel: the page itself always begins with the 1:1 chat and
 * has no address for anything else. Everything but the page passes through unchanged.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createProxyServer } from 'httpxy';

interface PlaygroundFront {
  /** `http://127.0.0.1:port/`. */
  readonly url: string;
  close(): Promise<void>;
}

interface FrontOptions {
  readonly port: number;
  /** The Playground's own address. */
  readonly target: string;
  /** Label of the conversation in the list on the left, such as `Atlas ERP - General`. */
  readonly opensOn: string;
}

/** Longest wait for the Playground's page; it is a file of a few hundred bytes on this machine. */
const PAGE_DEADLINE_MS = 10_000;
const HTML = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };

/** Rejects when the port is in use. */
export async function startPlaygroundFront({
  port,
  target,
  opensOn,
}: FrontOptions): Promise<PlaygroundFront> {
  const proxy = createProxyServer({ target, ws: true });
  proxy.on('error', (_error, _request, to) => {
    // The Playground is gone: an answer that has not begun says so, all else ends.
    if (to === undefined) return;
    if ('writeHead' in to && !to.headersSent) to.writeHead(502).end('The Playground does not answer.');
    else to.destroy();
  });
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/') return void proxy.web(request, response);
    readPage(target).then(
      (page) => response.writeHead(200, HTML).end(withOpening(page, opensOn)),
      () => response.writeHead(502).end('The Playground does not answer.'),
    );
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => void proxy.ws(request, socket as Socket, {}, head));
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy(); // The page's web sockets never end by themselves.
      }),
  };
}

async function readPage(target: string): Promise<string> {
  const response = await fetch(target, { signal: AbortSignal.timeout(PAGE_DEADLINE_MS) });
  if (!response.ok) throw new Error(`The Playground answered ${response.status}.`);
  return response.text();
}

/** Puts the opening script into the page's head. */
function withOpening(page: string, opensOn: string): string {
  const label = JSON.stringify(opensOn).replaceAll('<', '\\u003c');
  return page.replace('<head>', () => `<head><script>(${openConversation})(${label})</script>`);
}

/** How long the page may go back to its 1:1 chat by itself: it does so whenever it has read its configuration. */
const HOLD_MS = 5_000;
const LOOK_MS = 200;

/** Runs in the page: chooses the conversation once the list shows it, and holds it until somebody does anything. */
const openConversation = `(label) => {
  let left = ${HOLD_MS / LOOK_MS};
  const looking = setInterval(() => {
    const items = [...document.querySelectorAll('[role="treeitem"]')];
    const item = items.find((one) => one.getAttribute('aria-label') === label);
    if (item === undefined) return;
    item.click();
    left -= 1;
    if (left <= 0) clearInterval(looking);
  }, ${LOOK_MS});
  for (const kind of ['pointerdown', 'keydown'])
    addEventListener(kind, () => clearInterval(looking), { capture: true, once: true });
}`;

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}
