import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../../plugins/system/gateway/gateway-protocol.js';
import { translationBetween } from '../../../../../plugins/system/gateway/translate/translation-between.js';
import { clientFaults } from '../../../../support/client-schemas.js';

const translation = translationBetween('openai-chat', 'anthropic-messages');
const user = { role: 'user', content: 'hello' };
const tool = {
  type: 'function',
  function: { name: 'look', parameters: { type: 'object', properties: {} }, strict: true },
};

/** Checked against the type of the official client: fields that Anthropic does not know fail. */
function translated(body: JsonObject, maxOutputTokens?: number) {
  const request = translation.request(
    { model: 'x', messages: [user], ...body },
    { modelId: 'claude-haiku-5-5', maxOutputTokens },
  );
  const { temperature: _t, top_p: _p, top_k: _k, ...typed } = request.body;
  expect(clientFaults('MessageCreateParams', typed, { closed: true })).toEqual([]);
  return request;
}

describe('a chat request for Anthropic', () => {
  it('has the instructions apart, and neighbours of one role in one turn', () => {
    const { body, notes } = translated({
      messages: [
        { role: 'system', content: 'be short' },
        { role: 'developer', content: [{ type: 'text', text: 'be kind' }] },
        user,
        { role: 'user', content: [{ type: 'text', text: 'again' }] },
        { role: 'assistant', content: 'yes' },
        { role: 'system', content: 'late' },
        user,
      ],
    });
    expect(body).toEqual({
      model: 'claude-haiku-5-5',
      max_tokens: 8192,
      system: 'be short\n\nbe kind\n\nlate',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'hello' },
            { type: 'text', text: 'again' },
          ],
        },
        { role: 'assistant', content: [{ type: 'text', text: 'yes' }] },
        { role: 'user', content: [{ type: 'text', text: 'hello' }] },
      ],
    });
    expect(notes).toEqual(['a system message in the middle goes to the beginning']);
  });

  it('brings pictures, PDFs and texts', () => {
    const file = (file_data: string) => ({ type: 'file', file: { filename: 'a', file_data } });
    const { body } = translated({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: 'data:image/jpg;base64,AAAA', detail: 'low' } },
            { type: 'image_url', image_url: { url: 'https://host/x.png' } },
            file('data:application/pdf;base64,JVBE'),
            file('data:text/markdown,%23%20T'),
            { type: 'text', text: 'look', cache_control: { type: 'ephemeral' } },
            { type: 'text', text: 'twice', prompt_cache_breakpoint: { mode: 'explicit' } },
          ],
        },
      ],
    });
    expect(body['messages']).toEqual([
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: 'AAAA' } },
          { type: 'image', source: { type: 'url', url: 'https://host/x.png' } },
          { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'JVBE' }, title: 'a' },
          { type: 'document', source: { type: 'text', media_type: 'text/plain', data: '# T' }, title: 'a' },
          { type: 'text', text: 'look', cache_control: { type: 'ephemeral' } },
          { type: 'text', text: 'twice', cache_control: { type: 'ephemeral' } },
        ],
      },
    ]);
  });

  it('brings calls of tools and their results, with what was thought before', () => {
    const signed = { type: 'thinking', thinking: 'hm', signature: 'sig' };
    const calls = [
      { id: 'a', type: 'function', function: { name: 'look', arguments: '{"at":1}' } },
      { id: 'b', type: 'function', function: { name: 'look', arguments: '{"at":' } },
    ];
    const { body } = translated({
      tools: [tool],
      messages: [
        user,
        { role: 'assistant', content: null, thinking_blocks: [signed], reasoning_content: 'hm', tool_calls: calls },
        { role: 'tool', tool_call_id: 'a', content: 'red' },
        { role: 'tool', tool_call_id: 'b', content: [{ type: 'text', text: 'blue' }] },
        user,
      ],
    });
    expect((body['messages'] as object[]).slice(1)).toEqual([
      {
        role: 'assistant',
        content: [
          signed,
          { type: 'tool_use', id: 'a', name: 'look', input: { at: 1 } },
          { type: 'tool_use', id: 'b', name: 'look', input: { invalid_json: '{"at":' } },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'a', content: 'red' },
          { type: 'tool_result', tool_use_id: 'b', content: [{ type: 'text', text: 'blue' }] },
          { type: 'text', text: 'hello' },
        ],
      },
    ]);
    expect(body['tools']).toEqual([{ name: 'look', input_schema: { type: 'object', properties: {} }, strict: true }]);
  });

  it.each([
    ['auto', undefined, { type: 'auto' }],
    ['required', undefined, { type: 'any' }],
    ['none', false, { type: 'none' }],
    ['required', false, { type: 'any', disable_parallel_tool_use: true }],
    [undefined, false, { type: 'auto', disable_parallel_tool_use: true }],
    [{ type: 'function', function: { name: 'look' } }, undefined, { type: 'tool', name: 'look' }],
    [{ type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [tool] } }, undefined, { type: 'auto' }],
  ])('chooses tools: %j, parallel %s', (tool_choice, parallel_tool_calls, expected) => {
    const { body } = translated({ tools: [tool], tool_choice, parallel_tool_calls });
    expect(body['tool_choice']).toEqual(expected);
    expect(body['tools']).toHaveLength(1);
  });

  it('offers only the tools that are allowed', () => {
    const other = { type: 'function', function: { name: 'other' } };
    const allowed = { type: 'allowed_tools', allowed_tools: { mode: 'required', tools: [other] } };
    const { body } = translated({ tools: [tool, other], tool_choice: allowed });
    expect(body['tools']).toEqual([{ name: 'other', input_schema: { type: 'object', properties: {} } }]);
    expect(body['tool_choice']).toEqual({ type: 'any' });
  });

  it('limits the answer as it was asked, as the model can, and in any case', () => {
    expect(translated({ max_completion_tokens: 5, max_tokens: 9 }).body['max_tokens']).toBe(5);
    expect(translated({ max_tokens: 9 }).body['max_tokens']).toBe(9);
    expect(translated({ max_tokens: 900 }, 100).body['max_tokens']).toBe(100);
    expect(translated({}, 128_000).body['max_tokens']).toBe(32_000);
    expect(translated({}, 4000).body['max_tokens']).toBe(4000);
  });

  it('says the rest in its own words', () => {
    const schema = { type: 'object', properties: {}, additionalProperties: false };
    const { body } = translated({
      stream: true,
      stream_options: { include_usage: true },
      stop: ['END', ' '],
      temperature: 1.5,
      top_p: 0.5,
      reasoning_effort: 'minimal',
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
      user: 'u1',
      service_tier: 'default',
    });
    expect(body).toMatchObject({
      stream: true,
      stop_sequences: ['END'],
      temperature: 1,
      output_config: { effort: 'low', format: { type: 'json_schema', schema } },
      metadata: { user_id: 'u1' },
      service_tier: 'standard_only',
    });
    expect(body).not.toHaveProperty('top_p');
    expect(body).not.toHaveProperty('stream_options');
    expect(translated({ reasoning_effort: 'none' }).body['thinking']).toEqual({ type: 'disabled' });
    expect(translated({ response_format: { type: 'json_object' } }).body['system']).toMatch(/one JSON object/);
  });

  it('gives older models a budget of thinking instead of an effort', () => {
    const target = { modelId: 'claude-haiku-4-5', maxOutputTokens: 64_000 };
    const asked = { model: 'x', messages: [user], reasoning_effort: 'medium', temperature: 0.2 };
    const { body, notes } = translation.request(asked, target);
    expect(body).toMatchObject({ max_tokens: 32_000, thinking: { type: 'enabled', budget_tokens: 8192 } });
    expect(body).not.toHaveProperty('temperature');
    expect(notes).toEqual(['temperature and top_p are left out: the model thinks']);
  });

  it('has instructions answered that come without a question', () => {
    const { body } = translated({ messages: [{ role: 'system', content: 'say hi' }] });
    expect(body['messages']).toEqual([{ role: 'user', content: [{ type: 'text', text: 'say hi' }] }]);
    expect(body).not.toHaveProperty('system');
  });

  it('leaves out with a note what only colours the answer', () => {
    const { notes } = translated({ seed: 1, presence_penalty: 0.1, metadata: { a: 'b' }, verbosity: null });
    expect(notes.map((note) => note.split(' ')[0])).toEqual(['metadata', 'presence_penalty', 'seed']);
  });

  it.each([
    [{ n: 2 }, 'n'],
    [{ logprobs: true }, 'logprobs'],
    [{ logit_bias: { '1': 5 } }, 'logit_bias'],
    [{ modalities: ['text', 'audio'] }, 'modalities'],
    [{ web_search_options: {} }, 'web_search_options'],
    [{ functions: [] }, 'functions'],
    [{ tools: [{ type: 'custom', custom: { name: 'x' } }] }, 'tools[0]'],
    [{ tools: [{ type: 'function' }] }, 'tools[0].function.name'],
    [{ tools: [tool], tool_choice: 'often' }, 'tool_choice'],
    [{ response_format: { type: 'json_schema' } }, 'response_format.json_schema.schema'],
    [{ messages: 'hello' }, 'messages'],
    [{ messages: [] }, 'messages'],
    [{ messages: [user, 'x'] }, 'messages[1]'],
    [{ messages: [{ role: 'robot', content: 'x' }] }, 'messages[0].role'],
    [{ messages: [{ role: 'tool', content: 'x' }] }, 'messages[0].tool_call_id'],
    [{ messages: [{ role: 'user', content: 5 }] }, 'messages[0].content'],
    [{ messages: [{ role: 'user', content: [{ type: 'input_audio' }] }] }, 'messages[0].content[0]'],
    [
      {
        messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/tiff;base64,AA' } }] }],
      },
      'messages[0].content[0].image_url.url',
    ],
    [
      { messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'file-1' } }] }] },
      'messages[0].content[0].file',
    ],
  ])('refuses %j and names %s', (body, param) => {
    expect(() => translated(body)).toThrow(expect.objectContaining({ name: 'GatewayError', status: 400, param }));
  });
});
