import { onTab, type CommandParts, type Handlers } from './command-parts.js';

/** What is sent, and to whom; by the names of the commands after the plugin's id. */
export function contextCommands(parts: CommandParts): Handlers {
  return {
    'choose-model': onTab(parts, async ({ session }, { signal }) => {
      const { chooseModel } = await import('./choose-model.js');
      await chooseModel(parts.context, session, signal);
    }),
    'choose-provider': onTab(parts, async ({ session }, { signal }) => {
      const { chooseProvider } = await import('./choose-model.js');
      await chooseProvider(parts.context, session, signal);
    }),
    'add-file': onTab(parts, async ({ session, view }) => {
      const files = view.files.map(({ path }) => ({ label: path, value: path }));
      const path = await parts.context.screen.pick({ title: 'Show the model a file', items: files });
      if (path === undefined) return;
      const before = session.state.get().prompt.trimEnd();
      session.setPrompt(`${before}${before === '' ? '' : ' '}@${path}`);
    }),
    'toggle-context': onTab(parts, ({ session }) => session.setUsesContext(!session.state.get().usesContext)),
    'toggle-item': onTab(
      parts,
      ({ session, view }) => view.item && session.toggleItem(view.item.id),
      (_, { view }) => (view.item ? undefined : 'Nothing is selected in the context'),
    ),
  };
}
