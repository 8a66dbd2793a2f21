import type { MarkdownStop } from 'devmgr/plugin-api';
import type { AssistantMessage, ChatSource } from '../../conversation/conversation.js';
import type { ViewedPlace } from './code-viewer.js';

/** What commands do with the page. */
export interface TalkView {
  /** What has the keys. */
  readonly focused: 'composer' | 'conversation' | 'sources' | 'tree' | 'code' | undefined;
  /** The answer that is looked at: the chosen one, else the last. */
  readonly answer: AssistantMessage | undefined;
  /** The link, the code or the message that is chosen in the conversation. */
  readonly stop: MarkdownStop | undefined;
  readonly source: ChatSource | undefined;
  /** The file that is chosen: in the tree, among the sources, or the one that is read. */
  readonly path: string | undefined;
  /** What is selected in the tree of the index; a folder ends with `/`. */
  readonly treePath: string | undefined;
  /** What is being read. */
  readonly place: ViewedPlace | undefined;
  send(): Promise<void>;
  /** Puts the keys into the composer; `text` goes in front of what is written there. */
  write(text?: string): void;
  /** At the cursor of the composer. */
  insert(text: string): void;
  emptyComposer(): void;
  readConversation(): void;
  showSources(): void;
  showTree(): void;
  showCode(place: ViewedPlace): void;
  /** What is selected where the keys are: a source, a file, a link. */
  openSelected(): void;
  /** From the code to where it was opened. */
  closeCode(): void;
  openFind(): void;
  findNext(direction: 1 | -1): void;
  endFind(): void;
}
