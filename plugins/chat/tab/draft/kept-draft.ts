import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import type { Attachment } from '../../conversation/conversation.js';
import { keptAttachments, readKeptAttachments, type KeptAttachment } from './kept-attachment.js';

const textKey = 'chat.draft';
const attachmentsKey = 'chat.draft-attachments';
/** Nothing is typed for so long before it is written. */
const waitMs = 400;
/** Of what is written: more of it is not kept. */
const mostChars = 200_000;

/** The question that is being written and what is attached to it, for the next devmgr in this project; without secrets. */
export class KeptDraft implements Disposable {
  readonly #context: Pick<PluginContext, 'storage' | 'clock' | 'text' | 'log'>;
  #waiting: { readonly read: () => string; readonly timer: Disposable } | undefined;

  constructor(context: Pick<PluginContext, 'storage' | 'clock' | 'text' | 'log'>) {
    this.#context = context;
  }

  get text(): string {
    const text = this.#context.storage.state.get(textKey);
    return typeof text === 'string' ? text : '';
  }

  get attachments(): readonly KeptAttachment[] {
    return readKeptAttachments(this.#context.storage.state.get(attachmentsKey));
  }

  /** `read` is called a moment later, or at `flush`. */
  changed(read: () => string): void {
    void this.#waiting?.timer.dispose();
    this.#waiting = { read, timer: this.#context.clock.setTimeout(() => this.flush(), waitMs) };
  }

  /** Writes what has changed now. */
  flush(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    void waiting?.timer.dispose();
    if (waiting) this.#keep(textKey, this.#context.text.redact(waiting.read().slice(0, mostChars)));
  }

  setAttachments(attachments: readonly Attachment[]): void {
    this.#keep(attachmentsKey, keptAttachments(attachments));
  }

  dispose(): void {
    void this.#waiting?.timer.dispose();
  }

  #keep(key: string, value: unknown): void {
    const { storage, log } = this.#context;
    if (JSON.stringify(storage.state.get(key) ?? '') === JSON.stringify(value)) return;
    storage.state
      .set(key, value)
      .catch((error: unknown) => log.warn('The message that is written could not be kept', { reason: String(error) }));
  }
}
