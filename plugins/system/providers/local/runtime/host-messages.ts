import type { AiMessage } from 'devmgr/plugin-api/contracts/ai';
import type { HostMessage } from './host-protocol.js';

/** Messages as they are sent to the process of the local model. */
export function hostMessages(messages: readonly AiMessage[]): readonly HostMessage[] {
  return messages.map(({ role, text, images = [] }) => ({
    role,
    text,
    images: images.map(({ mediaType, data }) => ({ mediaType, data: Buffer.from(data).toString('base64') })),
  }));
}
