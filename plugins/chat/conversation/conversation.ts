import type { AiTarget, AiUsage } from 'devmgr/plugin-api/contracts/ai';
import type { Citation } from '../citations/citation.js';

/** What a person put beside a question. */
export type Attachment =
  /** `path`: from the project's root, or absolute. `text`: what was read, without secrets. */
  | {
      readonly kind: 'text';
      readonly title: string;
      readonly path?: string | undefined;
      readonly text: string;
      readonly language?: string | undefined;
    }
  /** Only in memory: a conversation that is opened again names it. */
  | {
      readonly kind: 'image';
      readonly title: string;
      readonly path?: string | undefined;
      readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
      readonly data: Uint8Array | undefined;
    };

/** Code that an answer was made from. Lines count from one, both inclusive. */
export interface ChatSource {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  readonly symbol?: string | undefined;
  readonly language: string;
  /** Higher is better; only comparable within one answer. */
  readonly score: number;
  /** `neighbour`: the class around a find, its imports, callers of what was asked for. */
  readonly origin: 'search' | 'neighbour' | 'pinned';
  /** Why it was found, for people. */
  readonly reasons: readonly string[];
}

export interface UserMessage {
  readonly id: string;
  readonly role: 'user';
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

export interface AssistantMessage {
  readonly id: string;
  readonly role: 'assistant';
  readonly at: number;
  readonly text: string;
  /** `stopped`: by the person; the text is what came until then. `interrupted`: devmgr ended meanwhile. */
  readonly status: 'working' | 'done' | 'stopped' | 'failed' | 'interrupted';
  readonly error?: { readonly message: string; readonly hint?: string | undefined } | undefined;
  /** Who answers; `undefined` before somebody was asked. */
  readonly target: AiTarget | undefined;
  /** Whether the text is quoted from `sources`, not written by a language model. */
  readonly isExtractive: boolean;
  readonly usage: AiUsage | undefined;
  readonly sources: readonly ChatSource[];
  readonly citations: readonly Citation[];
  /** What a person should know: what was left out, that a provider was passed over. */
  readonly notes: readonly string[];
}

export type ChatMessage = UserMessage | AssistantMessage;

/** What is listed of a conversation. */
export interface ConversationHead {
  readonly id: string;
  readonly title: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly messages: number;
  /** See `Conversation`. */
  readonly isSingle?: boolean;
}

export interface Conversation {
  readonly id: string;
  /** Made of the first question until a person gives one. */
  readonly title: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly messages: readonly ChatMessage[];
  /** Paths from the root that are sources of every answer. */
  readonly pinned: readonly string[];
  /** One question of the command line, as long as nobody went on with it or gave it a name. */
  readonly isSingle?: boolean | undefined;
}
