/** A request to a server as a person writes it. Plain data, as it is saved. */
export interface ApiRequest {
  /** Upper case. */
  readonly method: string;
  /** From the server's URL on: `/orders/{id}`, `/orders/7?full=1`. */
  readonly path: string;
  /** Values for what stands in braces. */
  readonly params: Readonly<Record<string, string>>;
  /** In order; a name may come several times. */
  readonly query: readonly NamedValue[];
  /** `$NAME` in a value is taken from the environment or the project's `.env` when it is sent; `$$` is a dollar. */
  readonly headers: readonly NamedValue[];
  readonly body: ApiRequestBody | undefined;
}

export type NamedValue = readonly [name: string, value: string];

export type ApiRequestBody =
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly contentType: string }
  /** `application/x-www-form-urlencoded` */
  | { readonly kind: 'form'; readonly fields: readonly NamedValue[] }
  /** `multipart/form-data`; a value of `files` is the path of a file. */
  | { readonly kind: 'multipart'; readonly fields: readonly NamedValue[]; readonly files: readonly NamedValue[] }
  /** The content of a file; `contentType` undefined: by the name of the file. */
  | { readonly kind: 'file'; readonly path: string; readonly contentType: string | undefined };

/** A request with nothing but method and path. */
export function plainRequest(method: string, path: string): ApiRequest {
  return { method: method.toUpperCase(), path, params: {}, query: [], headers: [], body: undefined };
}
