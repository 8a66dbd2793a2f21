import type { LocalDtype, LocalTask } from '../models/pulled-model.js';
import { isCount, isNumber, isText, listOf, oneOf, optional, recordOf, shapeOf, type Check } from './shape.js';

/**
 * What devmgr and the process of a local model say to each other, one JSON object a line: requests on its stdin, answers
 * on its side channel. Every request has an id of its own. `hello` comes unasked and first. A request is answered by any
 * number of `prompt` and `text` and then by exactly one of the others; `abort` has no answer of its own.
 */
export const HOST_PROTOCOL = 1;

export interface HostImage {
  readonly mediaType: string;
  /** Base64. */
  readonly data: string;
}

export interface HostMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
  readonly images: readonly HostImage[];
}

export interface LoadRequest {
  readonly op: 'load';
  readonly id: number;
  readonly dir: string;
  readonly task: LocalTask;
  readonly dtype: LocalDtype;
}

export interface GenerateRequest {
  readonly op: 'generate';
  readonly id: number;
  readonly messages: readonly HostMessage[];
  readonly stopSequences: readonly string[];
  readonly maxNewTokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
}

export interface EmbedRequest {
  readonly op: 'embed';
  readonly id: number;
  readonly texts: readonly string[];
}

export type HostRequest =
  | LoadRequest
  | GenerateRequest
  | EmbedRequest
  | { readonly op: 'unload'; readonly id: number }
  /** Ends the request `target` early, wherever it is. */
  | { readonly op: 'abort'; readonly id: number; readonly target: number };

export interface EndAnswer {
  readonly type: 'end';
  readonly id: number;
  readonly reason: 'stop' | 'length' | 'aborted';
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export type HostFailureKind =
  /** transformers.js or its native part cannot be loaded. */
  | 'library'
  /** Files of the model are missing or damaged. */
  | 'model'
  | 'memory'
  | 'too-long'
  /** Something in the request that the model does not take. */
  | 'request'
  | 'other';

export type HostAnswer =
  | { readonly type: 'hello'; readonly protocol: number }
  | { readonly type: 'loaded'; readonly id: number; readonly library: string; readonly megabytes: number }
  /** The question is read: `tokens` of it. */
  | { readonly type: 'prompt'; readonly id: number; readonly tokens: number }
  /** `tokens` of the answer so far. */
  | { readonly type: 'text'; readonly id: number; readonly text: string; readonly tokens: number }
  | EndAnswer
  /** Vectors of `dimensions` float32, little-endian, one after the other in base64. */
  | { readonly type: 'vectors'; readonly id: number; readonly dimensions: number; readonly data: string }
  | { readonly type: 'unloaded'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly kind: HostFailureKind; readonly message: string };

const message = shapeOf({
  role: oneOf('system', 'user', 'assistant'),
  text: isText,
  images: listOf(shapeOf({ mediaType: isText, data: isText })),
});

const requests: Readonly<Record<HostRequest['op'], Check>> = {
  load: shapeOf({
    id: isCount,
    dir: isText,
    task: oneOf('text-generation', 'image-text-to-text', 'feature-extraction'),
    dtype: (value) => isText(value) || recordOf(isText)(value),
  }),
  generate: shapeOf({
    id: isCount,
    messages: listOf(message),
    stopSequences: listOf(isText),
    maxNewTokens: optional(isCount),
    temperature: optional(isNumber),
    topP: optional(isNumber),
  }),
  embed: shapeOf({ id: isCount, texts: listOf(isText) }),
  unload: shapeOf({ id: isCount }),
  abort: shapeOf({ id: isCount, target: isCount }),
};

const answers: Readonly<Record<HostAnswer['type'], Check>> = {
  hello: shapeOf({ protocol: isCount }),
  loaded: shapeOf({ id: isCount, library: isText, megabytes: isNumber }),
  prompt: shapeOf({ id: isCount, tokens: isCount }),
  text: shapeOf({ id: isCount, text: isText, tokens: isCount }),
  end: shapeOf({
    id: isCount,
    reason: oneOf('stop', 'length', 'aborted'),
    inputTokens: isCount,
    outputTokens: isCount,
  }),
  vectors: shapeOf({ id: isCount, dimensions: isCount, data: isText }),
  unloaded: shapeOf({ id: isCount }),
  failed: shapeOf({
    id: isCount,
    kind: oneOf('library', 'model', 'memory', 'too-long', 'request', 'other'),
    message: isText,
  }),
};

/** A line that came in on stdin. `undefined`: it is none of the requests above. */
export function readHostRequest(line: string): HostRequest | undefined {
  return read(line, 'op', requests) as HostRequest | undefined;
}

/** A line of the side channel. `undefined`: it is none of the answers above. */
export function readHostAnswer(line: string): HostAnswer | undefined {
  return read(line, 'type', answers) as HostAnswer | undefined;
}

function read(line: string, tag: 'op' | 'type', shapes: Readonly<Record<string, Check>>): unknown {
  const value = parsed(line);
  if (typeof value !== 'object' || value === null) return undefined;
  const name = (value as Readonly<Record<string, unknown>>)[tag];
  if (!isText(name) || !Object.hasOwn(shapes, name)) return undefined;
  return shapes[name]?.(value) ? value : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
