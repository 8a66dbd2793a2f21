const tags = ['files'] as const;
const text = { type: 'string' } as const;

const upload = {
  type: 'object',
  required: ['id', 'object', 'bytes', 'created_at', 'expires_at', 'filename', 'purpose', 'status'],
  properties: {
    id: text,
    object: { type: 'string', const: 'upload' },
    bytes: { type: 'integer' },
    created_at: { type: 'integer' },
    expires_at: { type: 'integer' },
    filename: text,
    purpose: text,
    status: { enum: ['pending', 'completed', 'cancelled', 'expired'] },
    file: { type: 'object', additionalProperties: true },
  },
} as const;

const params = { type: 'object', required: ['id'], properties: { id: { type: 'string', maxLength: 200 } } } as const;

/** Of the routes of `/v1/uploads`. */
export const uploadSchemas = {
  create: {
    tags,
    summary: 'Begins a file that comes in parts; it has an hour',
    body: {
      type: 'object',
      required: ['bytes', 'filename', 'mime_type', 'purpose'],
      properties: {
        bytes: { type: 'integer', minimum: 1 },
        filename: { type: 'string', minLength: 1, maxLength: 1000 },
        mime_type: text,
        purpose: text,
        expires_after: { type: ['object', 'null'], properties: { anchor: text, seconds: { type: 'integer' } } },
      },
    },
    response: { 200: upload },
  },
  part: {
    tags,
    summary: 'One part, 64 MB at most',
    description: 'multipart/form-data with the bytes as a file in the field data.',
    params,
    response: {
      200: {
        type: 'object',
        required: ['id', 'object', 'created_at', 'upload_id'],
        properties: {
          id: text,
          object: { type: 'string', const: 'upload.part' },
          created_at: { type: 'integer' },
          upload_id: text,
        },
      },
    },
  },
  complete: {
    tags,
    summary: 'Puts the parts together: then it is a file',
    params,
    body: {
      type: 'object',
      required: ['part_ids'],
      properties: {
        part_ids: { type: 'array', minItems: 1, maxItems: 10_000, items: text },
        md5: { type: ['string', 'null'] },
      },
    },
    response: { 200: upload },
  },
  cancel: { tags, summary: 'Gives an upload up', params, response: { 200: upload } },
} as const;
