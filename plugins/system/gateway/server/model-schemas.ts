const tags = ['models'];

const model = {
  type: 'object',
  description: "OpenAI's shape; Anthropic's where the client sends anthropic-version",
  required: ['id'],
  properties: {
    id: { type: 'string', description: 'What a request names as model' },
    object: { type: 'string', const: 'model' },
    created: { type: 'integer' },
    owned_by: { type: 'string', description: 'The provider; devmgr for routes and aliases' },
  },
};

export const modelsSchema = {
  operationId: 'listModels',
  summary: 'Routes, aliases, and the models of all providers',
  tags,
  response: {
    200: {
      description: 'All of them',
      type: 'object',
      required: ['data'],
      properties: { object: { type: 'string' }, data: { type: 'array', items: model } },
    },
  },
};

export const modelSchema = {
  operationId: 'getModel',
  summary: 'One model; slashes of its name may be written as they are',
  tags,
  response: { 200: model },
};
