const file = {
  type: 'object',
  description: 'A file that the gateway keeps',
  required: ['id', 'object', 'bytes', 'created_at', 'filename', 'purpose', 'status'],
  properties: {
    id: { type: 'string' },
    object: { type: 'string', const: 'file' },
    bytes: { type: 'integer' },
    created_at: { type: 'integer' },
    expires_at: { type: 'integer' },
    filename: { type: 'string' },
    purpose: { type: 'string' },
    status: { type: 'string', enum: ['uploaded', 'processed', 'error'] },
  },
} as const;

const byId = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', maxLength: 200 } },
} as const;

const tags = ['files'] as const;

/** Of the routes of `/v1/files`, for `/openapi.json`. Queries are checked by the routes, which name what is wrong. */
export const fileSchemas = {
  create: {
    tags,
    summary: 'Gives the gateway a file',
    description:
      'multipart/form-data with the fields file, purpose and, if wanted, expires_after[anchor] and expires_after[seconds].',
    consumes: ['multipart/form-data'],
    response: { 200: file },
  },
  list: {
    tags,
    summary: 'All files, newest first',
    querystring: {
      type: 'object',
      properties: {
        purpose: { type: 'string' },
        limit: { type: 'string' },
        after: { type: 'string' },
        order: { type: 'string' },
      },
    },
    response: {
      200: {
        type: 'object',
        required: ['object', 'data', 'has_more'],
        properties: {
          object: { type: 'string', const: 'list' },
          data: { type: 'array', items: file },
          first_id: { type: ['string', 'null'] },
          last_id: { type: ['string', 'null'] },
          has_more: { type: 'boolean' },
        },
      },
    },
  },
  get: { tags, summary: 'One file', params: byId, response: { 200: file } },
  content: {
    tags,
    summary: 'The bytes of a file',
    params: byId,
    produces: ['application/octet-stream'],
  },
  remove: {
    tags,
    summary: 'Deletes a file',
    params: byId,
    response: {
      200: {
        type: 'object',
        required: ['id', 'object', 'deleted'],
        properties: {
          id: { type: 'string' },
          object: { type: 'string', const: 'file' },
          deleted: { type: 'boolean' },
        },
      },
    },
  },
} as const;
