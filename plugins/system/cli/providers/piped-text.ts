import type { CliInvocation } from 'devmgr/plugin-api';

/** In characters; a model would not read more. */
const MOST = 256 * 1024;

/** The text that is piped in, up to its end; empty when there is none. Of a long one the beginning: the rest is not waited for. */
export async function pipedText(invocation: Pick<CliInvocation, 'pipedLines' | 'stderr'>): Promise<string> {
  let text = '';
  for await (const line of invocation.pipedLines()) {
    text += `${line}\n`;
    if (text.length > MOST) break;
  }
  if (text.length > MOST) invocation.stderr.write('of what is piped in only the first 256 KB are sent\n');
  return text.slice(0, MOST).trimEnd();
}
