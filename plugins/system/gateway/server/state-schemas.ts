const tags = ['gateway'];

function described(description: string, required: readonly string[], properties: object): object {
  return { 200: { description, type: 'object', required, properties } };
}

const count = { type: 'integer', minimum: 0 };

export const healthSchema = {
  operationId: 'getHealth',
  summary: 'Whether the gateway runs; open to everybody on this machine',
  tags,
  security: [],
  response: described('It runs', ['status'], { status: { type: 'string', const: 'ok' } }),
};

export const readySchema = {
  operationId: 'getReady',
  summary: 'Whether a provider can be asked: 503 until one can',
  tags,
  response: described('One can', ['status', 'providers'], {
    status: { type: 'string', const: 'ready' },
    providers: { type: 'array', items: { type: 'string' } },
  }),
};

export const statusSchema = {
  operationId: 'getStatus',
  summary: 'Providers, calls, limits, versions',
  tags,
  response: described('All of it', ['versions', 'uptime_seconds', 'calls', 'limits', 'memory', 'providers'], {
    versions: { type: 'object' },
    uptime_seconds: count,
    calls: {
      type: 'object',
      required: ['running', 'waiting', 'answered', 'failed', 'aborted', 'reads'],
      properties: { running: count, waiting: count, answered: count, failed: count, aborted: count, reads: count },
    },
    current: { type: 'array', items: { type: 'object' } },
    limits: { type: 'object' },
    record: { enum: ['off', 'calls', 'texts'] },
    memory: { type: 'object' },
    providers: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'status', 'models'],
        properties: { id: { type: 'string' }, status: { type: 'string' }, models: count },
      },
    },
    cooldowns: {
      type: 'array',
      description: 'Who has failed lately and comes last in its routes until then',
      items: {
        type: 'object',
        required: ['name', 'is_provider', 'reason', 'until', 'left_ms'],
        properties: {
          name: { type: 'string', description: '`provider/model`, or `provider`' },
          is_provider: { type: 'boolean' },
          reason: { type: 'string' },
          until: { type: 'string' },
          left_ms: count,
        },
      },
    },
    routes: { type: 'array', items: { type: 'object' } },
    aliases: { type: 'object', additionalProperties: { type: 'string' } },
    problems: { type: 'array', items: { type: 'string' } },
  }),
};
