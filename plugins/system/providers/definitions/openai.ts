import type { KnownProvider } from './known-provider.js';

/** Reasoning models: `max_tokens` and sampling parameters are answered with a 400 `unsupported_parameter`. */
const REASONING = ['^(ft:)?gpt-([5-9]|\\d\\d)', '^(ft:)?o\\d'];

/**
 * Speech, pictures, moderation, completions of old; `-pro`, `codex` and deep research answer `/responses` only. Only names that
 * OpenAI gives: at `OPENAI_BASE_URL` may be a gateway to models of others, of which many an `-instruct` is for chat.
 */
const NOT_FOR_CHAT = [
  '^(whisper|tts|dall-e|sora|omni-moderation|text-moderation|babbage|davinci|computer-use|codex)-',
  '^(gpt|chatgpt)-(image|audio|realtime|transcribe|tts)(-|$)',
  '^(gpt-\\d|o\\d)[\\w.-]*-(image|audio|realtime|transcribe|tts|instruct|codex|deep-research|pro)(-|$)',
];

/** Sources: OpenAI's OpenAPI document (August 2026) and the official SDK 7.57. */
export const openai: KnownProvider = {
  id: 'openai',
  title: 'OpenAI',
  kind: 'cloud',
  wireFormat: 'openai-chat',
  baseUrl: 'https://api.openai.com/v1',
  baseUrlVariables: ['OPENAI_BASE_URL'],
  keyVariables: ['OPENAI_API_KEY'],
  // The cheapest of its family, and the one that also takes tools through chat completions.
  defaultModel: 'gpt-6-luna',
  quirks: {
    completionTokenModels: REASONING,
    noSamplingModels: REASONING,
    hasObfuscation: true,
    otherModels: NOT_FOR_CHAT,
  },
  conventions: {
    headerVariables: { 'OpenAI-Organization': 'OPENAI_ORG_ID', 'OpenAI-Project': 'OPENAI_PROJECT_ID' },
  },
};
