import { DevmgrError, type PluginContext } from 'devmgr/plugin-api';
import type { ChatSession } from '../conversation/chat-session.js';
import { readWritten } from './read-written.js';

export interface SubmitParts {
  readonly context: Pick<PluginContext, 'commands' | 'screen' | 'log'>;
  readonly session: Pick<ChatSession, 'send'>;
}

/** Asks what was written, or runs it as a command. Resolves, with the text, when it was not taken: the reason is told. */
export async function submitText(text: string, parts: SubmitParts): Promise<string | undefined> {
  try {
    await take(text, parts);
    return undefined;
  } catch (error) {
    tell(error, parts.context);
    return text;
  }
}

async function take(text: string, { context: { commands }, session }: SubmitParts): Promise<void> {
  const written = readWritten(text, commands.slashCommands());
  switch (written.kind) {
    case 'question':
      return session.send(written.text);
    case 'command':
      return commands.execute(written.command.commandId, {
        ...(written.argument !== undefined && { argument: written.argument }),
      });
    case 'unknown-command':
      throw new DevmgrError({
        code: 'DEVMGR_USAGE',
        message: `There is no command /${written.name}`,
        hint: 'Write /help to see all of them, or a blank in front of the slash to ask.',
      });
  }
}

function tell(error: unknown, { screen, log }: SubmitParts['context']): void {
  const isExpected = DevmgrError.isInstance(error);
  if (!isExpected) log.error('What was written could not be done', error);
  const message = error instanceof Error ? error.message : String(error);
  screen.notify({ severity: isExpected ? 'warning' : 'error', message, hint: isExpected ? error.hint : undefined });
}
