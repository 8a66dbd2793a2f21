import type { StatusItem, StyledText } from 'devmgr/plugin-api';
import { sameText } from '../text/same-text.js';
import type { StatusEntry } from './status-line.js';

interface Item {
  readonly id: string;
  readonly align: 'left' | 'right';
  readonly priority: number;
  text: StyledText;
  command: string | undefined;
}

/** What plugins say on the bottom line. */
export class StatusItems {
  readonly #items: Item[] = [];
  readonly #changed: () => void;
  #nextId = 1;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  add(options: { readonly align: 'left' | 'right'; readonly priority?: number }): StatusItem {
    const { align, priority = 0 } = options;
    const item: Item = { id: `item ${this.#nextId++}`, align, priority, text: '', command: undefined };
    this.#items.push(item);
    return {
      set: (text, command) => {
        if (sameText(item.text, text) && item.command === command) return;
        item.text = text;
        item.command = command;
        this.#changed();
      },
      dispose: () => {
        const at = this.#items.indexOf(item);
        if (at < 0) return;
        this.#items.splice(at, 1);
        this.#changed();
      },
    };
  }

  entries(run: (command: string) => void): StatusEntry[] {
    return this.#items.map(({ id, align, priority, text, command }) => ({
      id,
      align,
      priority,
      text,
      run: command === undefined ? undefined : () => run(command),
    }));
  }
}
