import { describe, expect, it } from 'vitest';
import { isListedJob, readJob } from '../../../../../plugins/system/finetuning/adapters/openai/read-job.js';
import { Fields } from '../../../../../plugins/system/providers/json/fields.js';

const read = (json: object) => {
  const fields = Fields.of(json);
  return fields && isListedJob(fields) ? readJob(fields, 'mine', 1_000) : undefined;
};

describe('a listed job in the language of OpenAI', () => {
  it('says that it is one, or has at least a state and a model', () => {
    expect(read({ id: 'a', object: 'fine_tuning.job' })).toMatchObject({ id: 'a', status: 'running' });
    expect(read({ id: 'a', object: 'fine-tune', status: 'pending', model: 'm' })).toMatchObject({ status: 'queued' });
    expect(read({ id: 'a', status: 'succeeded', model: 'm', created_at: 5 })).toMatchObject({ createdAt: 5_000 });
  });

  it('has the metadata that it was given, as far as they are texts', () => {
    expect(read({ id: 'a', object: 'fine_tuning.job', metadata: { run: '12', n: 3 } })).toMatchObject({
      metadata: { run: '12' },
    });
    for (const metadata of [null, {}, 'x', [1]])
      expect(read({ id: 'a', object: 'fine_tuning.job', metadata })?.metadata).toBeUndefined();
  });

  it('is nothing else that a server lists at that path', () => {
    for (const other of [{ object: 'model' }, { object: 'list' }, {}, { status: 'ready' }, { model: 'm' }])
      expect(read({ id: 'slow', ...other })).toBeUndefined();
  });
});
