/** What a part of the local Microsoft 365 offers: routes with every query option and header they understand. */

export type GraphVersion = 'v1.0' | 'beta';

/** Who calls. `roles` are the permissions; `userId` is the person for whom the app acts, absent when it acts as itself. */
export interface Caller {
  readonly appId: string;
  readonly tenantId: string;
  readonly roles: readonly string[];
  readonly userId?: string;
}

export interface GraphRequest {
  readonly method: string;
  readonly version: GraphVersion;
  /** Path below the version, decoded per segment for `params`; as sent for messages. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** Decoded once. Names as sent (`$filter`, `token`). */
  readonly query: ReadonlyMap<string, string>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** The body as JSON; answers 400 `invalidRequest` when it is none. */
  json(): unknown;
  /** `http://host:port/v1.0`, for next links. */
  readonly baseUrl: string;
  readonly caller: Caller;
}

export interface GraphResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; a Buffer as it is, with the Content-Type of `headers`. */
  readonly body?: object | Buffer;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /**
   * Segments with `{name}` for parameters, e.g. `/sites/{siteId}/lists/{listId}/items/{itemId}/fields`; the first
   * segment is literal. Functions and path addressing are patterns of their own, e.g. `/sites/{host}:/{+path}`
   * (`{+name}` spans slashes, but no colon).
   */
  readonly path: string;
  /** Both unless said. */
  readonly versions?: readonly GraphVersion[];
  /** Query options it understands; any other is refused with 501. */
  readonly query?: readonly string[];
  /** Names of preferences of the `Prefer` header it understands; any other is refused with 501. */
  readonly prefer?: readonly string[];
  /** Application permissions of which the caller needs one; refused with 403 otherwise. Empty: none needed. */
  readonly anyOf?: readonly string[];
  /** Title of the documentation page, quoted by the contract test. */
  readonly page: string;
  readonly handle: (request: GraphRequest) => Promise<GraphResponse> | GraphResponse;
}

/** Thrown by handlers; becomes Graph's error body. */
export class GraphFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly innerCode: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: number,
    code: string,
    message: string,
    extra: { innerCode?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.innerCode = extra.innerCode;
    this.headers = extra.headers ?? {};
  }
}
