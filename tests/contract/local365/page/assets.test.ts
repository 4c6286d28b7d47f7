import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { startTenant, type TestTenant } from '../support.ts';

const WEB = 'src/local365/page/web';

describe('local page: its files', () => {
  let tenant: TestTenant;

  before(async () => {
    tenant = await startTenant();
  });
  after(() => tenant.close());

  /** As it is sent, without what fetch would tidy up in the path. */
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
      const { hostname, port } = new URL(tenant.url);
      const sent = request({ hostname, port, path, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      sent.on('error', reject);
      sent.end();
    });

  it('is at the root, with a policy that lets in nothing from elsewhere', async () => {
    const page = await get('/');
    assert.equal(page.status, 200);
    assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
    assert.match(String(page.headers['content-security-policy']), /default-src 'none'; script-src 'self'/);
    assert.equal(page.headers['x-content-type-options'], 'nosniff');
    assert.match(page.text, /<main id="content"/);
  });

  it('gives every file that the page and its modules name', async () => {
    const html = await readFile(join(WEB, 'index.html'), 'utf8');
    const named = new Set(
      [...html.matchAll(/(?:href|src)="(\/page\/[^"]+)"/g)].map(([, path]) => path ?? ''),
    );
    const modules = (await readdir(WEB, { recursive: true })).filter((name) => name.endsWith('.js'));
    for (const module of modules) {
      const code = await readFile(join(WEB, module), 'utf8');
      for (const [, imported = ''] of code.matchAll(/from '(\.[^']+)'/g))
        named.add(new URL(imported, `http://page/page/${module}`).pathname);
    }
    assert.ok(named.size > 20);
    for (const path of named) assert.equal((await get(path)).status, 200, path);
  });

  for (const [name, type] of [
    ['/page/main.js', 'text/javascript; charset=utf-8'],
    ['/page/css/base.css', 'text/css; charset=utf-8'],
    ['/page/icon.svg', 'image/svg+xml'],
    ['/page/vendor/adaptivecards.js', 'text/javascript; charset=utf-8'],
    ['/page/vendor/markdown-it.js', 'text/javascript; charset=utf-8'],
  ] as const) {
    it(`gives ${name} as ${type}`, async () => {
      const file = await get(name);
      assert.equal(file.status, 200);
      assert.equal(file.headers['content-type'], type);
      assert.ok(file.text.length > 100);
    });
  }

  for (const path of [
    '/page/../pageApi.ts',
    '/page/..%2fpageApi.ts',
    '/page/%2e%2e/pageApi.ts',
    '/page/css/../../index.ts',
    '/page//etc/passwd',
    '/page/css',
    '/page/tsconfig.json',
    '/page/',
  ]) {
    it(`has nothing at ${path}`, async () => {
      assert.equal((await get(path)).status, 404);
    });
  }

  it('is read only', async () => {
    assert.equal((await get('/page/main.js', {}, 'POST')).status, 405);
    const head = await get('/page/main.js', {}, 'HEAD');
    assert.equal(head.status, 200);
    assert.equal(head.text, '');
  });

  it('refuses another name for this machine, which a web site could give it', async () => {
    const page = await get('/', { host: 'harbour.example:80' });
    assert.equal(page.status, 403);
    assert.equal((await get('/', { host: 'localhost:80' })).status, 200);
  });
});
