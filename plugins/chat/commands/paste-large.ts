import type { PluginContext } from 'devmgr/plugin-api';
import type { ChatSession } from '../conversation/chat-session.js';
import { byteText } from '../tab/number-text.js';

export interface PasteParts {
  readonly context: Pick<PluginContext, 'text' | 'screen' | 'log'>;
  readonly session: Pick<ChatSession, 'attach'>;
}

/** A paste that is too long to be read in the composer becomes an attachment. */
export function pasteLarge(text: string, { context, session }: PasteParts): void {
  const { screen, log } = context;
  const attach = async () => {
    const { textAttachment } = await import('../attach/text-attachment.js');
    session.attach(await textAttachment('pasted text', text, context));
    screen.notify({
      severity: 'info',
      message: `Attached the pasted text, ${byteText(text.length)}`,
      hint: 'Take it back with /detach.',
    });
  };
  attach().catch((error: unknown) => {
    log.warn('A paste could not be attached', { reason: String(error) });
    screen.notify({ severity: 'warning', message: error instanceof Error ? error.message : String(error) });
  });
}
