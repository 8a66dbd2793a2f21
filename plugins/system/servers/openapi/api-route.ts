/** One thing that can be asked of a server: an operation of its OpenAPI document. Plain data. */
export interface ApiRoute {
  /** Upper case. */
  readonly method: string;
  /** `/orders/{id}`: from the server's URL on. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly operationId: string | undefined;
  readonly deprecated: boolean;
  readonly parameters: readonly ApiParameter[];
  readonly body: ApiBody | undefined;
  /** What must be sent along for security, one of them: `header Authorization: Bearer`, `query api_key`; empty: nothing. */
  readonly security: readonly string[];
}

export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly description: string;
  /** For people: `integer`, `string (date)`, `array of string`. */
  readonly type: string;
  /** Several values are allowed. */
  readonly isArray: boolean;
  /** What is taken without it, as text. */
  readonly default: string | undefined;
  /** The only values, as text; empty: any. */
  readonly options: readonly string[];
  readonly example: string | undefined;
}

export interface ApiBody {
  /** `application/json`, `multipart/form-data`, ... */
  readonly contentType: string;
  readonly required: boolean;
  /** A body made from the schema: JSON text for JSON, else empty. */
  readonly example: string;
  /** Of a form; empty for anything else. */
  readonly fields: readonly ApiField[];
}

export interface ApiField {
  readonly name: string;
  readonly required: boolean;
  /** Its value is the content of a file. */
  readonly isFile: boolean;
  readonly type: string;
  readonly example: string;
}

/** What an OpenAPI document says. */
export interface ApiDescription {
  readonly title: string;
  readonly version: string;
  /** In the order of the document. */
  readonly routes: readonly ApiRoute[];
}

/** `GET /orders/{id}`, as `RequestFigures.route` names it. */
export function routeId({ method, path }: Pick<ApiRoute, 'method' | 'path'>): string {
  return `${method} ${path}`;
}
