import type { CommandHandler } from 'devmgr/plugin-api';
import { onTalk, type TalkParts } from './talk-parts.js';

/** What goes with a question, and who is asked; by the names of the commands after the plugin's id. */
export function contextCommands(parts: TalkParts): Readonly<Record<string, CommandHandler>> {
  const { session, context } = parts;
  return {
    'toggle-context': {
      run({ argument }) {
        const isOn = argument === undefined ? !session.state.get().usesCode : argument !== 'off';
        session.setUsesCode(isOn);
      },
    },
    'choose-model': {
      run: async ({ argument, signal }) => (await import('./choose-model.js')).chooseModel(parts, argument, signal),
    },
    'attach-file': { run: ({ argument, signal }) => attach(parts, argument, signal) },
    'detach-file': {
      run: ({ argument }) => detach(parts, argument),
      disabledReason: () => (session.state.get().attachments.length > 0 ? undefined : 'Nothing is attached'),
    },
    'pin-file': onTalk(parts, async (view, { argument, signal }) => {
      const path = argument ?? view.path ?? (await pickFile(parts, 'Pin a file', signal));
      if (path !== undefined) await togglePin(parts, path, signal);
    }),
    'show-files': onTalk(parts, async (view, { argument, signal }) => {
      if (argument === undefined) return view.showTree();
      const path = await pickFile(parts, `Files with "${argument}"`, signal, argument);
      if (path !== undefined) view.showCode({ path });
    }),
    'show-help': onTalk(parts, async (view) => {
      const commands = context.commands.slashCommands();
      const name = await context.screen.pick({
        title: 'Commands that can be written',
        items: commands.map(({ name, argument, title }) => ({
          label: argument === undefined ? `/${name}` : `/${name} ${argument}`,
          detail: title,
          value: argument === undefined ? `/${name}` : `/${name} `,
        })),
      });
      if (name !== undefined) view.insert(name);
    }),
  };
}

async function attach({ context, session }: TalkParts, given: string | undefined, signal: AbortSignal): Promise<void> {
  const path =
    given ??
    (await context.screen.prompt({ title: 'Attach a file', placeholder: 'path of a text, a PDF or an image' }));
  if (path === undefined) return;
  const { readAttachment } = await import('../attach/read-attachment.js');
  const { root } = context.workspace;
  const attachment = await readAttachment(path, { root, context, signal });
  session.attach(attachment);
  const { attachmentNotes } = await import('../attach/attachment-notes.js');
  for (const message of await attachmentNotes(attachment, root))
    context.screen.notify({ severity: 'warning', message });
}

async function detach({ context, session }: TalkParts, given: string | undefined): Promise<void> {
  const { attachments } = session.state.get();
  const title =
    given ??
    (attachments.length === 1
      ? attachments[0]?.title
      : await context.screen.pick({
          title: 'Detach',
          items: attachments.map((attachment) => ({ label: attachment.title, value: attachment.title })),
        }));
  if (title !== undefined) session.detach(title);
}

/** A file of the index; those whose path has the words, where some are given. */
async function pickFile(
  { context, index }: TalkParts,
  title: string,
  signal: AbortSignal,
  words = '',
): Promise<string | undefined> {
  const wanted = words.toLowerCase().split(/\s+/);
  const files = (await index.files({ signal })).filter(({ path }) =>
    wanted.every((word) => path.toLowerCase().includes(word)),
  );
  if (files.length === 0) {
    context.screen.notify({
      severity: 'info',
      message: words === '' ? 'The index has no files yet' : `No file has "${words}" in its path`,
    });
    return undefined;
  }
  return context.screen.pick({
    title,
    items: files.map(({ path, language }) => ({ label: path, detail: language, value: path })),
  });
}

async function togglePin({ context, index, session }: TalkParts, path: string, signal: AbortSignal): Promise<void> {
  const { pinned } = session.state.get().conversation;
  if (pinned.includes(path)) return session.unpin(path);
  const files = await index.files({ signal });
  if (files.some((file) => file.path === path)) return session.pin(path);
  context.screen.notify({
    severity: 'warning',
    message: `${path} is not in the index`,
    hint: 'Only files of the index can be pinned. Attach it to one question: /attach',
  });
}
