import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../../plugins/system/gateway/gateway-protocol.js';
import { translationBetween } from '../../../../../plugins/system/gateway/translate/translation-between.js';
import { clientFaults } from '../../../../support/client-schemas.js';

const translation = translationBetween('anthropic-messages', 'openai-chat');
const user = { role: 'user', content: 'hello' };
const tool = { name: 'look', description: 'd', input_schema: { type: 'object', properties: {} } };

/** Checked against the type of the official client: fields that OpenAI does not know fail. */
function translated(body: JsonObject) {
  const request = translation.request(
    { model: 'x', max_tokens: 10, messages: [user], ...body },
    { modelId: 'gpt-6-luna' },
  );
  expect(clientFaults('ChatCompletionCreateParams', request.body, { closed: true })).toEqual([]);
  return request;
}

describe('a request of messages for OpenAI', () => {
  it('is a chat', () => {
    const { body } = translated({
      system: [
        { type: 'text', text: 'be short', cache_control: { type: 'ephemeral' } },
        { type: 'text', text: 'be kind' },
      ],
      stream: true,
      stop_sequences: ['END'],
      temperature: 0.5,
      metadata: { user_id: 'u1' },
      messages: [user, { role: 'system', content: 'late' }, { role: 'assistant', content: 'yes' }],
    });
    expect(body).toEqual({
      model: 'gpt-6-luna',
      messages: [
        { role: 'system', content: 'be short\n\nbe kind' },
        user,
        { role: 'system', content: 'late' },
        { role: 'assistant', content: 'yes' },
      ],
      max_completion_tokens: 10,
      stream: true,
      stream_options: { include_usage: true },
      stop: ['END'],
      temperature: 0.5,
      user: 'u1',
    });
  });

  it('brings pictures and documents', () => {
    const document = (source: object) => ({ type: 'document', title: 'report', source });
    const { body } = translated({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
            { type: 'image', source: { type: 'url', url: 'https://host/x.png' } },
            document({ type: 'base64', media_type: 'application/pdf', data: 'JVBE' }),
            document({ type: 'text', media_type: 'text/plain', data: 'body' }),
            document({ type: 'content', content: [{ type: 'text', text: 'inner' }] }),
            { type: 'search_result', title: 't', source: 's', content: [{ type: 'text', text: 'found' }] },
          ],
        },
      ],
    });
    expect(body['messages']).toEqual([
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
          { type: 'image_url', image_url: { url: 'https://host/x.png' } },
          { type: 'file', file: { filename: 'report.pdf', file_data: 'data:application/pdf;base64,JVBE' } },
          { type: 'text', text: 'report\n\nbody' },
          { type: 'text', text: 'report' },
          { type: 'text', text: 'inner' },
          { type: 'text', text: 't\ns\nfound' },
        ],
      },
    ]);
  });

  it('puts results of tools right after their calls, pictures of them after those', () => {
    const picture = { type: 'image', source: { type: 'url', url: 'https://host/x.png' } };
    const { body, notes } = translated({
      tools: [tool],
      messages: [
        user,
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'hm', signature: 's' },
            { type: 'tool_use', id: 'a', name: 'look', input: { at: 1 } },
            { type: 'tool_use', id: 'b', name: 'look', input: {} },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'so?' },
            { type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: 'red' }, picture] },
            { type: 'tool_result', tool_use_id: 'b', content: 'no such place', is_error: true },
          ],
        },
      ],
    });
    expect((body['messages'] as object[]).slice(1)).toEqual([
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'a', type: 'function', function: { name: 'look', arguments: '{"at":1}' } },
          { id: 'b', type: 'function', function: { name: 'look', arguments: '{}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'a', content: 'red' },
      { role: 'tool', tool_call_id: 'b', content: 'Error: no such place' },
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: 'https://host/x.png' } },
          { type: 'text', text: 'so?' },
        ],
      },
    ]);
    expect(body['tools']).toEqual([
      { type: 'function', function: { name: 'look', description: 'd', parameters: tool.input_schema } },
    ]);
    expect(notes).toEqual(['thinking of an earlier answer is left out']);
  });

  it.each([
    [{ type: 'auto', disable_parallel_tool_use: true }, 'auto', false],
    [{ type: 'any' }, 'required', undefined],
    [{ type: 'none' }, 'none', undefined],
    [{ type: 'tool', name: 'look' }, { type: 'function', function: { name: 'look' } }, undefined],
    [undefined, undefined, undefined],
  ])('chooses tools: %j', (tool_choice, expected, parallel) => {
    const { body } = translated({ tools: [tool], tool_choice });
    expect(body['tool_choice']).toEqual(expected);
    expect(body['parallel_tool_calls']).toBe(parallel);
  });

  it.each([
    [{ output_config: { effort: 'xhigh' } }, 'xhigh'],
    [{ thinking: { type: 'enabled', budget_tokens: 2000 } }, 'low'],
    [{ thinking: { type: 'enabled', budget_tokens: 10_000 } }, 'medium'],
    [{ thinking: { type: 'enabled', budget_tokens: 30_000 } }, 'high'],
    [{ thinking: { type: 'adaptive' } }, undefined],
    [{ thinking: { type: 'disabled' } }, undefined],
  ])('thinks: %j', (fields, effort) => {
    expect(translated(fields).body['reasoning_effort']).toBe(effort);
  });

  it.each([
    [{ type: 'object', properties: { a: {} }, required: ['a'], additionalProperties: false }, true],
    [{ type: 'object', properties: { a: {} }, additionalProperties: false }, false],
    [{ type: 'object', properties: {} }, false],
  ])('asks for JSON of a schema, strictly only where OpenAI can: %j', (schema, strict) => {
    const { body } = translated({ output_config: { format: { type: 'json_schema', schema } } });
    expect(body['response_format']).toEqual({ type: 'json_schema', json_schema: { name: 'answer', schema, strict } });
  });

  it('leaves out with a note what OpenAI has no field for', () => {
    const { body, notes } = translated({ top_k: 5, speed: 'fast', stop_sequences: ['1', '2', '3', '4', '5'] });
    expect(notes).toHaveLength(3);
    expect(body['stop']).toEqual(['1', '2', '3', '4']);
  });

  it.each([
    [{ max_tokens: 0 }, 'max_tokens'],
    [{ messages: [] }, 'messages'],
    [{ messages: {} }, 'messages'],
    [{ messages: [{ role: 'tool', content: 'x' }] }, 'messages[0].role'],
    [{ messages: [{ role: 'user', content: 5 }] }, 'messages[0].content'],
    [{ messages: [{ role: 'user', content: [{ type: 'tool_result' }] }] }, 'messages[0].content'],
    [{ messages: [{ role: 'user', content: [{ type: 'container_upload' }] }] }, 'messages[0].content[0]'],
    [
      { messages: [{ role: 'user', content: [{ type: 'image', source: { type: 'file', file_id: 'f' } }] }] },
      'messages[0].content[0].source',
    ],
    [{ tools: [{ type: 'web_search_20260318', name: 'web_search' }] }, 'tools[0]'],
    [{ tools: [{ input_schema: {} }] }, 'tools[0].name'],
    [{ tools: [tool], tool_choice: { type: 'often' } }, 'tool_choice.type'],
    [{ system: 5 }, 'system'],
  ])('refuses %j and names %s', (body, param) => {
    expect(() => translated(body)).toThrow(expect.objectContaining({ name: 'GatewayError', status: 400, param }));
  });
});
