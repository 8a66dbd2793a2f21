import { widgets, type TableHandle, type TextHandle } from 'devmgr/plugin-api';
import type { ChatState } from '../../conversation/chat-state.js';
import type { AssistantMessage, ChatSource } from '../../conversation/conversation.js';
import type { PageGround } from '../page.js';
import { placeOf } from '../place-text.js';
import { sourceColumns, type NumberedSource } from './source-columns.js';
import { sourceWhy } from './source-why.js';
import { talkAreas } from './talk-layout.js';

const empty = 'Code that an answer is made from stands here.';

/** What an answer was made from, and why. */
export class SourcesPane {
  readonly handle: TableHandle<NumberedSource>;
  readonly why: TextHandle;
  #shown: readonly ChatSource[] | undefined;

  constructor({ tab }: PageGround, { focusId }: { readonly focusId: string }) {
    this.handle = tab.grid.set(...talkAreas.sources, widgets.table<NumberedSource>(), {
      title: 'Sources',
      focusId,
      columns: sourceColumns,
      id: ({ number, source }) => `${number} ${placeOf(source)}`,
      empty,
    });
    this.why = tab.grid.set(...talkAreas.why, widgets.text, { border: false, focusable: false, wrap: true });
    tab.own(this.handle.selected.onDidChange((row) => this.why.setLines(sourceWhy(row?.source))));
  }

  selected(): ChatSource | undefined {
    return this.handle.selected.get()?.source;
  }

  get count(): number {
    return this.#shown?.length ?? 0;
  }

  /** Those of an answer. */
  show(message: AssistantMessage | undefined): void {
    const sources = message?.sources ?? [];
    if (sources === this.#shown) return;
    this.#shown = sources;
    this.handle.setTitle(sources.length === 0 ? 'Sources' : `Sources ${sources.length}`);
    this.handle.setRows(sources.map((source, at) => ({ number: at + 1, source })));
    this.why.setLines(sourceWhy(this.selected()));
  }
}

/** The answer that has this id, else the last one. */
export function answerOf({ conversation }: ChatState, id: string | undefined): AssistantMessage | undefined {
  const answers = conversation.messages.filter((message): message is AssistantMessage => message.role === 'assistant');
  return answers.find((message) => message.id === id) ?? answers.at(-1);
}
