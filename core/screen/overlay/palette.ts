import type { CommandCatalog } from '../../commands/catalog.js';
import { keyName } from '../input/key-name.js';
import type { ListItem } from './filter-items.js';
import { ListView, type ListQuestion } from './list-view.js';
import type { ModalMaker } from './modal-view.js';

/** Something that the screen itself can do, beside the commands of plugins. */
export interface ScreenAction {
  readonly title: string;
  readonly keys: readonly string[];
  readonly run: () => void;
}

type PaletteChoice = () => void;

/** The command palette: everything that can be done, the current tab's commands first. */
export function paletteView(
  catalog: CommandCatalog,
  actions: readonly ScreenAction[],
  recent: RecentCommands,
  currentPlugin: string,
): ModalMaker<undefined> {
  const question: ListQuestion<PaletteChoice> = {
    title: 'Commands',
    items: recent.first([...commandItems(catalog, recent, currentPlugin), ...actions.map(actionItem)]),
    placeholder: 'type to search',
    empty: 'No command matches. Esc closes.',
    matching: 'initials',
  };
  // At once, not when the promise of the dialog resolves: the next key may come in the same tick.
  return (close) =>
    new ListView(question, (run) => {
      close();
      run?.();
    });
}

/** Remembers what was run from the palette, so that it stands on top the next time. */
export class RecentCommands {
  readonly #labels: string[] = [];

  note(label: string): void {
    const before = this.#labels.indexOf(label);
    if (before >= 0) this.#labels.splice(before, 1);
    this.#labels.unshift(label);
    this.#labels.length = Math.min(this.#labels.length, 5);
  }

  first<Value>(items: readonly ListItem<Value>[]): ListItem<Value>[] {
    const place = (item: ListItem<Value>) => {
      const at = this.#labels.indexOf(item.label);
      return at < 0 ? this.#labels.length : at;
    };
    return [...items].sort((a, b) => place(a) - place(b));
  }
}

function commandItems(catalog: CommandCatalog, recent: RecentCommands, current: string): ListItem<PaletteChoice>[] {
  const isOwn = (pluginId: string) => Number(pluginId === current);
  const commands = [...catalog.all()].sort((a, b) => isOwn(b.pluginId) - isOwn(a.pluginId));
  return commands.map((command) => {
    const reason = catalog.describe(command.id)?.disabledReason;
    return {
      label: command.title,
      detail: command.pluginTitle,
      note: reason ?? keyNames(command.keys),
      disabled: reason !== undefined,
      value: () => {
        recent.note(command.title);
        void catalog.run(command.id, 'palette');
      },
    };
  });
}

function actionItem(action: ScreenAction): ListItem<PaletteChoice> {
  return { label: action.title, note: keyNames(action.keys), value: action.run };
}

const keyNames = (keys: readonly string[]) => keys.map(keyName).join(' ');
