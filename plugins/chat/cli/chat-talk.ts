import { DevmgrError, ExitCode, type CliDialogue, type CliInvocation } from 'devmgr/plugin-api';
import type { ChatSession } from '../conversation/chat-session.js';
import { printAnswer } from './chat-print-answer.js';
import { completeTalk } from './chat-talk-completion.js';
import { talkCommand, talkCommands } from './chat-talk-commands.js';
import { printNotes } from './print-notes.js';
import { showExchange } from './talk/show-exchange.js';
import type { TalkCommand, TalkParts } from './talk/talk-command.js';
import type { WordParts } from './word-parts.js';

/** `/sources` names all of them. */
const mostSources = 4;

/** A conversation line by line, until the person ends it: 0, or 130 by Ctrl-C. */
export async function talk(invocation: CliInvocation, session: ChatSession, parts: WordParts): Promise<number> {
  const commands = talkCommands(parts.context);
  const completion = { commands, session, context: parts.context, from: process.cwd() };
  const dialogue = invocation.openDialogue?.({ complete: (line) => completeTalk(line, completion) });
  if (!dialogue) return ExitCode.usage;
  const talking = new Talk({ ...parts, invocation, session, commands }, dialogue);
  try {
    return await talking.run();
  } finally {
    await dialogue.dispose();
  }
}

class Talk {
  readonly #parts: TalkParts;
  readonly #dialogue: CliDialogue;
  #isOver = false;

  constructor(parts: Omit<TalkParts, 'ask' | 'listed'>, dialogue: CliDialogue) {
    this.#parts = { ...parts, ask: (work) => this.#answer(work), listed: [] };
    this.#dialogue = dialogue;
  }

  async run(): Promise<number> {
    const { stderr, signal } = this.#parts.invocation;
    this.#greet();
    let isWarned = false;
    while (!this.#isOver) {
      const reply = await this.#dialogue.ask(stderr.paint('accent', '> '));
      if (reply.kind === 'end') return signal.aborted ? ExitCode.interrupted : ExitCode.ok;
      if (reply.kind === 'line') {
        isWarned = false;
        if ((await this.#take(reply.text.trim())) === 'end') return ExitCode.ok;
      } else if (isWarned && !reply.typed) return ExitCode.interrupted;
      else if (!reply.typed) {
        isWarned = true;
        stderr.write('Ctrl-C once more, or /exit, ends the conversation\n');
      }
    }
    return ExitCode.interrupted;
  }

  #greet(): void {
    const { invocation, session, context } = this.#parts;
    const { conversation } = session.state.get();
    const { title, messages } = conversation;
    const about = messages.length === 0 ? `about ${context.workspace.name}` : `on: ${title}`;
    invocation.stderr.write(
      `Ask ${context.text.clean(about).replaceAll('\n', ' ')}. /help shows what else can be written\n`,
    );
    showExchange(conversation, this.#parts);
  }

  async #take(text: string): Promise<'end' | undefined> {
    const { invocation, session, context } = this.#parts;
    try {
      const found = talkCommand(text, this.#parts.commands);
      if (found === 'unknown') this.#noCommand(text);
      else if (found) return await this.#run(found.command, found.argument);
      else if (text !== '') await this.#answer(() => session.send(text));
    } catch (error) {
      if (!DevmgrError.isInstance(error)) throw error;
      const { message, hint } = error;
      printNotes([hint === undefined ? message : `${message}\n${hint}`], invocation.stderr, context.text);
    }
    return undefined;
  }

  /** Ctrl-C ends what takes long; what asks listens for itself. */
  async #run({ run }: TalkCommand, argument: string): Promise<'end' | undefined> {
    const aborting = new AbortController();
    const listening = this.#dialogue.onDidInterrupt(() => aborting.abort());
    const signal = AbortSignal.any([aborting.signal, this.#parts.invocation.signal]);
    try {
      return (await run(this.#parts, argument, signal)) ?? undefined;
    } catch (error) {
      if (!aborting.signal.aborted) throw error;
      this.#parts.invocation.stderr.write('Stopped\n');
      return undefined;
    } finally {
      void listening.dispose();
    }
  }

  /** The first Ctrl-C stops the answer, the second one ends all. */
  async #answer(work: () => Promise<void>): Promise<void> {
    const { invocation, session, context } = this.#parts;
    let isStopping = false;
    const listening = this.#dialogue.onDidInterrupt(() => {
      this.#isOver = isStopping;
      isStopping = true;
      session.stop();
    });
    try {
      const sources = { mostSources, allSources: '/sources' };
      const answer = await printAnswer(work, { invocation, session, context, ...sources });
      const { message = '', hint } = answer?.error ?? {};
      if (message !== '')
        printNotes([hint === undefined ? message : `${message}\n${hint}`], invocation.stderr, context.text);
    } finally {
      void listening.dispose();
    }
  }

  #noCommand(text: string): void {
    const { invocation, context, commands } = this.#parts;
    const names = commands.map(({ name }) => `/${name}`).join(' ');
    const written = context.text.truncate(text.split(/\s/, 1)[0] ?? '', 40);
    printNotes([`There is no ${written}. There are: ${names}`], invocation.stderr, context.text);
  }
}
