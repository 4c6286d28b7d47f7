/** Graph as the person of this tab. */
import { answerOf, local, Refusal, send } from './local.js';
import { forgetToken, requireMe, tokenOf } from './session.js';

export { local, Refusal };

/**
 * Graph, below `/v1.0`, or a whole address of it. The body is sent as JSON unless `raw` holds bytes.
 * @param {string} path
 * @param {{ method?: string, body?: unknown, raw?: Blob, headers?: Record<string, string>, as?: string }} [options]
 */
export async function graph(path, options = {}) {
  const userId = options.as ?? requireMe().id;
  const attempt = async () => {
    const { method = 'GET', body, raw, headers = {} } = options;
    return send(path.startsWith('http') || path.includes('/_api/') ? path : `/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await tokenOf(userId)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
  };
  let response = await attempt();
  if (response.status === 401) {
    // The server's clock may have been moved: a new token, once.
    forgetToken(userId);
    response = await attempt();
  }
  return answerOf(response);
}

/**
 * All pages of a Graph list, up to a number of entries.
 * @param {string} path
 * @param {{ most?: number, as?: string, onPage?: (count: number) => void }} [options]
 * @returns {Promise<{ value: any[], isWhole: boolean }>}
 */
export async function graphAll(
  path,
  { most = Number.POSITIVE_INFINITY, as = undefined, onPage = () => {} } = {},
) {
  const value = [];
  let next = path;
  while (next !== undefined) {
    const page = await graph(next, as === undefined ? {} : { as });
    value.push(...page.value);
    onPage(value.length);
    next = page['@odata.nextLink'];
    if (value.length >= most && next !== undefined) return { value, isWhole: false };
  }
  return { value, isWhole: true };
}
