import type { HostMessage } from '../host-protocol.js';
import { HostFailure } from './host-failure.js';

/**
 * The text that a chat template makes of messages. Some templates refuse the role `system`: then what it says goes in front of the first
 * question. Throws a `HostFailure` when the template refuses that too.
 */
export function renderChat(
  messages: readonly HostMessage[],
  render: (messages: readonly HostMessage[]) => string,
): string {
  try {
    return render(messages);
  } catch (error) {
    const merged = withoutSystem(messages);
    if (merged.length < messages.length) return renderChat(merged, render);
    const reason = error instanceof Error ? error.message : String(error);
    throw new HostFailure('request', `The chat template of the model refuses the messages: ${reason}`, {
      cause: error,
    });
  }
}

function withoutSystem(messages: readonly HostMessage[]): readonly HostMessage[] {
  const system = messages.filter(({ role }) => role === 'system').map(({ text }) => text);
  const others = messages.filter(({ role }) => role !== 'system');
  const first = others.findIndex(({ role }) => role === 'user');
  if (first < 0) return messages;
  return others.map((message, index) =>
    index === first ? { ...message, text: [...system, message.text].join('\n\n') } : message,
  );
}
