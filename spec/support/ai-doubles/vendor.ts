/** An HTTP answer that the double gives by itself. A body that is no text is sent as JSON. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Where one vendor's server differs from aimock: facts, each with its source beside it. */
export interface Vendor {
  readonly id: string;
  /** Of the base URL; `/v1` as a rule. */
  readonly basePath: string;
  readonly chatPath: string;
  /** Models that chat, in the order of the list. */
  readonly models: readonly string[];
  /** Fields of a chat that it answers 400 to. */
  readonly refusedFields?: readonly string[];
  /** Fields without which it answers 400. */
  readonly requiredFields?: readonly string[];
  /** What limits the length of an answer. */
  readonly tokenField: 'max_tokens' | 'max_completion_tokens';
  /** Whether the first of its models takes a temperature. Default true. */
  readonly takesSampling?: boolean;
  /** Absent: it has no embeddings. */
  readonly embeddingModel?: string;
  /** Answers by `METHOD /path`; everything else goes to aimock. */
  readonly routes: Readonly<Record<string, Answer>>;
  /** What aimock is asked, when this vendor answers more than it was asked for. */
  onward?(body: object): object;
  /** The key that a request brings. */
  keyOf(headers: RequestHeaders): string | undefined;
  /** Answered without a key even where one is asked for. */
  readonly publicPaths?: readonly string[];
  /** Says the key again: the worst that a server does. */
  unauthorised(key: string | undefined): Answer;
  modelNotFound(model: string): Answer;
  badRequest(field: string): Answer;
  rateLimited(retryAfterSeconds: number): Answer;
  serverError(): Answer;
  /** The event that tells of an error inside a stream. */
  streamError(message: string): string;
}

/** Names in small letters. */
export type RequestHeaders = Readonly<Record<string, string | undefined>>;
