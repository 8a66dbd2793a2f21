/** The end of models, past or announced. */
export interface ModelEnd {
  readonly ids: readonly string[];
  /** `YYYY-MM-DD`; `undefined`: gone, on a day that nobody wrote down. */
  readonly date: string | undefined;
  readonly successor: string;
}

/**
 * OpenAI: dates and successors of its page of deprecations, as of 2026-11-22 (developers.openai.com/api/docs/deprecations);
 * `shutdown_date` in its list of models is the authority and wins. Snapshots (`gpt-4o-2024-08-06`) follow their model.
 * Together: served in 2024, in no list of 2026; the successor is our choice.
 * Anthropic: dates of anthropics/skills (models.md) and of the types of @anthropic-ai/sdk 1.12.0; the successor is the newest
 * model of the same line.
 */
export const modelEnds: readonly ModelEnd[] = [
  {
    ids: ['gpt-4', 'gpt-4-turbo', 'gpt-4-preview', 'gpt-4-turbo-preview'],
    date: '2026-10-23',
    successor: 'gpt-5.6-sol',
  },
  { ids: ['gpt-4-32k', 'gpt-4-vision-preview'], date: undefined, successor: 'gpt-5.6-sol' },
  { ids: ['gpt-4o-2024-05-13', 'o1', 'o1-pro', 'o3-mini'], date: '2026-10-23', successor: 'gpt-5.6-sol' },
  { ids: ['gpt-3.5-turbo', 'o4-mini'], date: '2026-10-23', successor: 'gpt-5.6-terra' },
  { ids: ['gpt-3.5-turbo-16k', 'text-davinci-003'], date: undefined, successor: 'gpt-5.6-terra' },
  { ids: ['gpt-4.1-nano'], date: '2026-10-23', successor: 'gpt-5.6-luna' },
  { ids: ['gpt-5', 'gpt-5-pro', 'o3', 'o3-pro'], date: '2026-12-11', successor: 'gpt-6.1-sol' },
  { ids: ['gpt-5-mini'], date: '2026-12-11', successor: 'gpt-6.1-terra' },
  { ids: ['gpt-5-nano'], date: '2026-12-11', successor: 'gpt-6-luna' },
  { ids: ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-4.1-mini'], date: '2027-01-14', successor: 'gpt-6-luna' },

  { ids: ['claude-instant-1', 'claude-instant-1.2'], date: undefined, successor: 'claude-haiku-5-5' },
  {
    ids: ['claude-2', 'claude-2.0', 'claude-2.1', 'claude-3-sonnet'],
    date: '2025-07-21',
    successor: 'claude-sonnet-5-5',
  },
  { ids: ['claude-3-5-sonnet'], date: '2025-10-28', successor: 'claude-sonnet-5-5' },
  { ids: ['claude-3-opus'], date: '2026-01-05', successor: 'claude-opus-5-5' },
  { ids: ['claude-3-7-sonnet'], date: '2026-02-19', successor: 'claude-sonnet-5-5' },
  { ids: ['claude-3-5-haiku'], date: '2026-02-19', successor: 'claude-haiku-5-5' },
  { ids: ['claude-3-haiku'], date: '2026-04-20', successor: 'claude-haiku-5-5' },
  { ids: ['claude-sonnet-4', 'claude-sonnet-4-0'], date: '2026-06-15', successor: 'claude-sonnet-5-5' },
  { ids: ['claude-opus-4', 'claude-opus-4-0'], date: '2026-06-15', successor: 'claude-opus-5-5' },
  { ids: ['claude-opus-4-1'], date: '2026-08-05', successor: 'claude-opus-5-5' },
  { ids: ['claude-sonnet-4-5'], date: '2026-11-30', successor: 'claude-sonnet-5-5' },

  {
    ids: [
      'meta-llama/Llama-2-7b-chat-hf',
      'meta-llama/Llama-2-13b-chat-hf',
      'meta-llama/Llama-2-70b-chat-hf',
      'togethercomputer/llama-2-70b-chat',
      'codellama/CodeLlama-34b-Instruct-hf',
      'codellama/CodeLlama-70b-Instruct-hf',
      'mistralai/Mistral-7B-Instruct-v0.1',
      'mistralai/Mistral-7B-Instruct-v0.2',
      'mistralai/Mixtral-8x7B-Instruct-v0.1',
      'mistralai/Mixtral-8x22B-Instruct-v0.1',
    ],
    date: undefined,
    successor: 'openai/gpt-oss-120b',
  },
];
