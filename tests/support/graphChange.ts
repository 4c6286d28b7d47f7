/** What somebody does in SharePoint by hand, over Graph. */
import assert from 'node:assert/strict';
import { SAMPLE } from './sampleTenant.ts';

/** Changes or deletes something of the local tenant as its owner would. */
export async function graphChange(
  local365: string,
  method: 'PATCH' | 'DELETE' | 'POST' | 'PUT',
  path: string,
  body?: object | Uint8Array,
): Promise<void> {
  const isBytes = body instanceof Uint8Array;
  const response = await fetch(`${local365}/v1.0${path}`, {
    method,
    headers: {
      authorization: `Bearer ${SAMPLE.graphToken}`,
      'content-type': isBytes ? 'application/octet-stream' : 'application/json',
    },
    ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  assert.ok(
    response.status < 300,
    `${method} ${path} was answered with ${response.status}: ${await response.text()}`,
  );
}
