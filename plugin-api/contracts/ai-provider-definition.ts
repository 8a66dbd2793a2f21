/**
 * A provider as data over a wire format that devmgr speaks. What is left out is as OpenAI's own API has it.
 * In settings it is a table `[tool.devmgr.system.providers.<id>]`: `base-url`, `key-variable`, `wire-format` (`openai`,
 * `anthropic`), `model`, `title`, `kind`, `is-key-optional`, `health-path`, `setup-hint`, `context-window`,
 * `max-output-tokens`, `sees-images`, `quirks`.
 */
export interface AiProviderDefinition {
  /** Lower-case letters, digits and dashes. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'cloud' | 'local-server';
  readonly wireFormat: 'openai-chat' | 'anthropic-messages';
  /** Up to and including the version (`https://api.openai.com/v1`). Without it the person must give one. */
  readonly baseUrl?: string | undefined;
  /** More addresses of a local server, looked at after `baseUrl`. */
  readonly otherBaseUrls?: readonly string[] | undefined;
  /** Environment variables for the base URL, the first that is set. */
  readonly baseUrlVariables?: readonly string[] | undefined;
  /** Environment variables for the key, the first that is set. */
  readonly keyVariables?: readonly string[] | undefined;
  /** Whether requests are made without a key. Default: only where there are no `keyVariables`. */
  readonly isKeyOptional?: boolean | undefined;
  /** Taken when the provider lists it, or when it lists nothing. */
  readonly defaultModel?: string | undefined;
  /** Path of the request that tells whether it is there, from the root of the host; default: the list of models. */
  readonly healthPath?: string | undefined;
  /** What a person does to have it: `Start it: ollama serve`. */
  readonly setupHint?: string | undefined;
  /** In tokens, of all its models that talk: before what the server says, and what is known of models by their names. */
  readonly contextWindow?: number | undefined;
  /** As `contextWindow`. */
  readonly maxOutputTokens?: number | undefined;
  /** Whether its models see images. As `contextWindow`. */
  readonly seesImages?: boolean | undefined;
  readonly quirks?: AiQuirks | undefined;
}

/**
 * Where a provider's API differs from the one it follows. Lists of models hold sources of regular expressions on the model's
 * id; in settings, whole ids with `*` for any text (`gpt-4*`), at most 4 stars and 200 characters each, capitals or not.
 */
export interface AiQuirks {
  /** The field that limits the answer, whatever the model and the address. Default `max_tokens`. */
  readonly tokenField?: 'max_tokens' | 'max_completion_tokens' | undefined;
  /** Models that take `max_completion_tokens` anywhere; at the host of `baseUrl` all do. Default: none do. */
  readonly completionTokenModels?: readonly string[] | undefined;
  /** Models that take `temperature` and `top_p`. Default: all of them. An empty list: none. */
  readonly samplingModels?: readonly string[] | undefined;
  /** Models that refuse `temperature` and `top_p`; looked at first. */
  readonly noSamplingModels?: readonly string[] | undefined;
  /** Whether `stream_options` is understood. Default true. */
  readonly hasStreamOptions?: boolean | undefined;
  /** Whether chunks are padded unless that is declined (`stream_options.include_obfuscation`). Default false. */
  readonly hasObfuscation?: boolean | undefined;
  /** What `GET /models` answers. Default `list`: `{data: [...]}`; `array`: the items alone. */
  readonly modelsShape?: 'list' | 'array' | undefined;
  /** How the end of a stream is told. Default `done`: `data: [DONE]`; `finish-reason`: the chunk that has one. */
  readonly terminator?: 'done' | 'finish-reason' | undefined;
  /** Meanings of statuses that differ from the usual ones: `{"403": "context-too-long"}`. */
  readonly statusMeanings?: Readonly<Record<string, 'context-too-long' | 'quota-exhausted' | 'overloaded'>> | undefined;
  /** Models that are not for chat and are left out of the list. */
  readonly otherModels?: readonly string[] | undefined;
  /** Models for embeddings. Default: `embed` in the name. */
  readonly embeddingModels?: readonly string[] | undefined;
  /** Texts in one request for embeddings at most. Default 256; 0: the provider has no embeddings. */
  readonly embeddingBatch?: number | undefined;
}
