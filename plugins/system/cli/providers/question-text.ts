import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { pipedText } from './piped-text.js';

/**
 * What is asked: the question, and behind it the text that is piped in; for `-` only that. Throws a `DevmgrError` when there
 * is nothing.
 */
export async function questionText(invocation: CliInvocation, question: string): Promise<string> {
  const text = question === '-' ? await readAll(invocation) : question;
  if (text.trim() === '') throw noQuestion();
  const added = question === '-' ? '' : await pipedText(invocation);
  return added === '' ? text : `${text}\n\n${added}`;
}

async function readAll(invocation: CliInvocation): Promise<string> {
  const lines: string[] = [];
  for await (const line of invocation.pipedLines({ waits: true })) lines.push(line);
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
