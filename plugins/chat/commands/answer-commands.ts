import type { CommandHandler } from 'devmgr/plugin-api';
import type { SaveQuestion } from '../save/ask-and-save.js';
import type { CodeBlock } from '../save/code-blocks.js';
import { placeOf } from '../tab/place-text.js';
import type { TalkView } from '../tab/talk/talk-view.js';
import { onTalk, type TalkParts } from './talk-parts.js';

/** What is done with an answer; by the names of the commands after the plugin's id. */
export function answerCommands(parts: TalkParts): Readonly<Record<string, CommandHandler>> {
  const { context, session } = parts;
  return {
    'copy-answer': onTalk(
      parts,
      (view) => {
        const copied = toBeCopied(view);
        if (!copied) return;
        context.screen.copy(context.text.clean(copied.text));
        context.screen.notify({ severity: 'info', message: `Copied ${copied.name}` });
      },
      (view) => (toBeCopied(view) ? undefined : 'There is nothing to copy yet'),
    ),
    'save-code': onTalk(
      parts,
      async (view, { argument }) => {
        const block = await chosenBlock(parts, view);
        if (block)
          await save(parts, {
            title: 'Save the code as',
            text: context.text.clean(block.text),
            path: argument,
          });
      },
      (view) => (hasCode(view.answer?.text) ? undefined : 'The answer has no code to save'),
    ),
    'export-conversation': {
      run({ argument }) {
        const { title } = session.state.get().conversation;
        const question = { title: 'Export the conversation to', path: argument, proposed: `${fileName(title)}.md` };
        return save(parts, { ...question, text: session.exportMarkdown() });
      },
      disabledReason: () =>
        session.state.get().conversation.messages.length > 0 ? undefined : 'The conversation is empty',
    },
  };
}

async function save({ context }: TalkParts, question: SaveQuestion): Promise<void> {
  const { askAndSave } = await import('../save/ask-and-save.js');
  await askAndSave(context, question);
}

/** Asked in every frame: the blocks themselves are looked for when one is saved. */
function hasCode(text: string | undefined): boolean {
  return text !== undefined && /^ {0,3}(?:`{3}|~{3})/m.test(text);
}

/** By what has the keys: code that is chosen or read, a source, else the whole answer. */
function toBeCopied(view: TalkView): { readonly name: string; readonly text: string } | undefined {
  const { focused, stop, source, place, answer } = view;
  if (focused === 'code' && place) return { name: place.path, text: place.path };
  if (focused === 'tree') return view.path === undefined ? undefined : { name: view.path, text: view.path };
  if (focused === 'sources' && source) return { name: placeOf(source), text: `${placeOf(source)}\n${source.text}` };
  if (stop?.kind === 'code') return { name: 'the code', text: stop.text };
  if (stop?.kind === 'link') return { name: stop.link, text: stop.link };
  return answer && answer.text !== '' ? { name: 'the answer', text: answer.text } : undefined;
}

/** The block that is chosen; the only one; or the one that the person picks. */
async function chosenBlock({ context }: TalkParts, { stop, answer }: TalkView): Promise<CodeBlock | undefined> {
  if (stop?.kind === 'code') return { language: stop.language, text: stop.text.replace(/\n*$/, '\n') };
  const { codeBlocks } = await import('../save/code-blocks.js');
  const blocks = codeBlocks(answer?.text ?? '');
  if (blocks.length < 2) return blocks[0];
  return context.screen.pick({
    title: 'Which code?',
    items: blocks.map((block) => ({
      label: block.text.split('\n').find((line) => line.trim() !== '') ?? '',
      detail: `${block.language ?? 'code'}, ${countLines(block.text.split('\n').length - 1)}`,
      value: block,
    })),
  });
}

function countLines(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}

function fileName(title: string): string {
  const name = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return name === '' ? 'conversation' : name;
}
