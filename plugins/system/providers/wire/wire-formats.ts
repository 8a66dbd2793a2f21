import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import { anthropicMessages } from './anthropic-messages/anthropic-messages.js';
import { openAiChat } from './openai-chat/openai-chat.js';
import type { WireFormat } from './wire-format.js';

/** A new wire format is an entry here. */
export const wireFormats: Readonly<Record<AiProviderDefinition['wireFormat'], WireFormat>> = {
  'openai-chat': openAiChat,
  'anthropic-messages': anthropicMessages,
};
