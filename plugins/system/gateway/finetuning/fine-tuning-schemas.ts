/* Of the routes of `/v1/fine_tuning/jobs`: bodies are checked by them, and `/openapi.json` is made of them. */

const tags = ['fine-tuning'] as const;
const text = { type: 'string' } as const;
const time = { type: ['integer', 'null'] } as const;

const job = {
  type: 'object',
  description: "A job of any provider in OpenAI's shape; `devmgr` holds what that has no place for",
  required: [
    'id',
    'object',
    'model',
    'created_at',
    'finished_at',
    'status',
    'fine_tuned_model',
    'trained_tokens',
    'training_file',
    'validation_file',
    'error',
    'hyperparameters',
    'organization_id',
    'result_files',
    'seed',
  ],
  properties: {
    id: text,
    object: { type: 'string', const: 'fine_tuning.job' },
    model: text,
    created_at: { type: 'integer' },
    finished_at: time,
    estimated_finish: time,
    status: { enum: ['validating_files', 'queued', 'running', 'succeeded', 'failed', 'cancelled'] },
    fine_tuned_model: { type: ['string', 'null'] },
    trained_tokens: { type: ['integer', 'null'] },
    training_file: text,
    validation_file: { type: ['string', 'null'] },
    error: { type: ['object', 'null'], properties: { code: text, message: text, param: { type: ['string', 'null'] } } },
    hyperparameters: { type: 'object' },
    method: { type: 'object' },
    organization_id: text,
    result_files: { type: 'array', items: text },
    seed: { type: 'integer' },
    devmgr: { type: 'object', additionalProperties: true },
  },
  additionalProperties: true,
} as const;

const byId = { type: 'object', required: ['id'], properties: { id: { type: 'string', maxLength: 300 } } } as const;
const paged = { type: 'object', properties: { after: text, limit: text } } as const;

function listed(items: object) {
  const properties = {
    object: { type: 'string', const: 'list' },
    data: { type: 'array', items },
    first_id: { type: ['string', 'null'] },
    last_id: { type: ['string', 'null'] },
    has_more: { type: 'boolean' },
  } as const;
  return { 200: { type: 'object', required: ['object', 'data', 'has_more'], properties } } as const;
}

const body = {
  type: 'object',
  required: ['model', 'training_file'],
  properties: {
    model: {
      type: 'string',
      minLength: 1,
      maxLength: 500,
      description:
        'provider/model of a provider that `devmgr finetune adapters` names, or a model that one of them trains',
    },
    training_file: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'A file of /v1/files, or of the provider',
    },
    validation_file: { type: ['string', 'null'], minLength: 1, maxLength: 200 },
    method: {
      type: ['object', 'null'],
      required: ['type'],
      properties: { type: { type: 'string', minLength: 1, maxLength: 100 } },
      description: 'Its type, and under the name of that its hyperparameters, by the names of the provider',
    },
    hyperparameters: { type: ['object', 'null'] },
    suffix: { type: ['string', 'null'], minLength: 1, maxLength: 64 },
    seed: { type: ['integer', 'null'] },
    metadata: {
      type: ['object', 'null'],
      maxProperties: 16,
      propertyNames: { maxLength: 64 },
      additionalProperties: { type: 'string', maxLength: 512 },
      description:
        'Comes back with the job where its provider has a place for it: OpenAI and those like it, this machine',
    },
    integrations: { type: ['array', 'null'] },
  },
} as const;

const one = (summary: string, operationId: string) =>
  ({ operationId, tags, summary, params: byId, response: { 200: job } }) as const;

export const fineTuningSchemas = {
  create: {
    operationId: 'createFineTuningJob',
    tags,
    summary: 'Start a fine-tuning job at a provider, or on this machine',
    body,
    response: { 200: job },
  },
  list: {
    operationId: 'listFineTuningJobs',
    tags,
    summary: 'Jobs of all providers, newest first',
    querystring: paged,
    response: listed(job),
  },
  get: one('One job', 'retrieveFineTuningJob'),
  cancel: one('End a job', 'cancelFineTuningJob'),
  pause: one('Hold a job, where its provider can', 'pauseFineTuningJob'),
  resume: one('Let a held job go on', 'resumeFineTuningJob'),
  events: {
    operationId: 'listFineTuningEvents',
    tags,
    summary: 'What happened to a job, and what was measured, newest first',
    params: byId,
    querystring: paged,
    response: listed({ type: 'object', additionalProperties: true }),
  },
  checkpoints: {
    operationId: 'listFineTuningJobCheckpoints',
    tags,
    summary: 'Models of steps on the way, the last one first',
    params: byId,
    querystring: paged,
    response: listed({ type: 'object', additionalProperties: true }),
  },
} as const;
