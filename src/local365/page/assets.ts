/** Files of the page: those of the folder `web`, and two libraries where they are installed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { sendJson } from '../core/localPages.ts';
import type { PlainHandler } from '../core/part.ts';

const WEB_FOLDER = join(import.meta.dirname, 'web');
const ASSETS_PATH = '/page/';

/** Libraries that draw cards and Markdown; development only, so the page does without where they are missing. */
const LIBRARIES: Readonly<Record<string, readonly [packageName: string, file: string]>> = {
  'vendor/adaptivecards.js': ['adaptivecards', 'dist/adaptivecards.min.js'],
  'vendor/markdown-it.js': ['markdown-it', 'dist/browser/markdown-it.umd.min.js'],
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Scripts and styles of this server only; pictures also where data holds them. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // The library that draws cards sets style attributes.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers `/` and `/page/...`; what is not on the list of files is not there. */
export function makeAssets(): PlainHandler {
  const files = listFiles();
  return {
    prefix: '/',
    handle(request, response) {
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      if (path !== '/' && !path.startsWith(ASSETS_PATH)) return false;
      const name = path === '/' ? 'index.html' : path.slice(ASSETS_PATH.length);
      return sendFile(request, response, files.get(name));
    },
  };
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: string | undefined): boolean {
  if (file === undefined) return false;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    sendJson(response, 405, { error: `${request.method} is not possible here; use GET.` });
    return true;
  }
  const content = readFileSync(file);
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Length': String(content.length),
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : content);
  return true;
}

/** Names below `/page/` and the files that they stand for. */
function listFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(WEB_FOLDER, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || TYPES[extname(entry.name)] === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(file.slice(WEB_FOLDER.length + 1).replaceAll('\\', '/'), file);
  }
  for (const [name, [packageName, inPackage]] of Object.entries(LIBRARIES)) {
    const file = findInPackage(packageName, inPackage);
    if (file !== null) files.set(name, file);
  }
  return files;
}

function findInPackage(packageName: string, file: string): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
    const found = join(dirname(manifest), file);
    return existsSync(found) ? found : null;
  } catch {
    return null; // Not installed: the page shows cards as their JSON and says so.
  }
}
