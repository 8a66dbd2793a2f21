/** What a client speaks; errors and streams are in its shape. `devmgr`: the gateway's own paths, with OpenAI's shape of errors. */
export type GatewayProtocol = 'openai' | 'anthropic';

/** What a request for an answer is written in. */
export type AnswerFormat = 'openai-chat' | 'openai-completions' | 'anthropic-messages';

export type JsonObject = Readonly<Record<string, unknown>>;
