import { onTab, type CommandParts, type Handlers } from './command-parts.js';

/** Going from pane to pane; by the names of the commands after the plugin's id. */
export function paneCommands(parts: CommandParts): Handlers {
  return {
    'focus-target': onTab(parts, ({ view }) => view.nameTarget()),
    'write-prompt': onTab(parts, ({ view }) => view.focusPane('prompt')),
    'read-code': onTab(parts, ({ view }) => view.focusPane('preview')),
    'show-context': onTab(parts, ({ view }) => view.focusPane('context')),
    'read-result': onTab(
      parts,
      ({ view }) => view.focusPane('result'),
      (_, { view }) => (view.hasResult ? undefined : 'There is no result yet'),
    ),
    'toggle-tree': onTab(parts, ({ view }) => view.toggleTree()),
    'toggle-large': onTab(parts, ({ view }) => view.toggleLarge()),
    'show-code': onTab(parts, ({ view }) => {
      view.show('code');
      view.focusPane('preview');
    }),
  };
}
