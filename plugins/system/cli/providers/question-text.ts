import { DevmgrError, ExitCode, type Clock, type CliInvocation } from 'devmgr/plugin-api';
import { isPiped, pipedText } from './piped-text.js';

/**
 * What is asked: the question, and behind it the text that is piped in; for `-` only that. Throws a `DevmgrError` when there
 * is nothing.
 */
export async function questionText(invocation: CliInvocation, question: string, clock: Clock): Promise<string> {
  const text = question === '-' ? await readAll(invocation) : question;
  if (text.trim() === '') throw noQuestion();
  const added = question !== '-' && isPiped() ? await pipedText(invocation, clock) : '';
  return added === '' ? text : `${text}\n\n${added}`;
}

async function readAll({ stdin }: CliInvocation): Promise<string> {
  const lines: string[] = [];
  for await (const line of stdin) lines.push(line);
  return lines.join('\n');
}

function noQuestion(): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: 'There is no question to ask',
    hint: 'Write it behind --ask, or pipe it in and say --ask -',
    exitCode: ExitCode.usage,
  });
}
