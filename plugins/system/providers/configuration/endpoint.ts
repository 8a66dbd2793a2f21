/** Where a provider is and how it is entered. The key is in no message, log line or state. */
export interface Endpoint {
  /** Without a slash at the end, without user and password: `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** Of a local server: looked at in turn when nobody answers at `baseUrl`. Empty when the person named the address. */
  readonly otherBaseUrls: readonly string[];
  readonly key: string | undefined;
  /** The variable that the key came from, or would come from: named in hints. */
  readonly keyVariable: string | undefined;
  /** `api.openai.com`; `undefined` for this machine. */
  readonly host: string | undefined;
  /** Further headers, such as `OpenAI-Organization`. */
  readonly headers: Readonly<Record<string, string>>;
  /** What a person should know: `Requests go over plain http to a host in the network`. */
  readonly warnings: readonly string[];
}

/** Why there is no endpoint. */
export interface MissingEndpoint {
  readonly missing: 'needs-key' | 'needs-setup';
  readonly hint: string;
  /** Shown all the same when it is known. */
  readonly baseUrl: string | undefined;
}

/** Asked before every request: the environment does not change, `.env` and settings do. */
export type EndpointSource = () => Endpoint | MissingEndpoint;
