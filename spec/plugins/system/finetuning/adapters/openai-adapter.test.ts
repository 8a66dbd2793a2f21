import type { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUpstream } from '../../../../support/ai-doubles/upstream.js';
import { HostedStage, soon, wish } from './support/hosted-stage.js';

describe('jobs of OpenAI', () => {
  let upstream: LLMock;
  let stage: HostedStage;

  beforeAll(async () => {
    upstream = await startUpstream();
    stage = new HostedStage({ openai: `${upstream.url}/v1` });
  });
  afterAll(async () => {
    await stage.dispose();
    await upstream.stop();
  });

  test('are created from a file of this machine, listed, looked at and followed to their end', async () => {
    const adapter = stage.adapter('openai');
    const seen: unknown[] = [];
    const trainingFile = stage.file('train.jsonl');
    const request = wish(trainingFile, {
      parameters: { n_epochs: 2 },
      suffix: 'acme',
      seed: 7,
      metadata: { run: '12' },
    });
    const job = await adapter.create(request, { ...soon(), onProgress: (progress) => seen.push(progress) });
    expect(job).toMatchObject({ adapterId: 'openai', baseModel: 'gpt-4o-mini', status: 'queued' });
    expect(job.metadata).toEqual({ run: '12' });
    expect(job.trainingFile).toMatch(/^file-/);
    expect(seen.at(0)).toMatchObject({ type: 'upload', file: trainingFile, sentBytes: 0 });
    expect(seen.at(-2)).toMatchObject({ type: 'upload', sentBytes: 850, totalBytes: 850 });
    expect(seen.at(-1)).toEqual({ type: 'creating' });
    let now = job;
    for (let looks = 0; looks < 8 && now.status !== 'succeeded'; looks++) now = await adapter.get(job.id, soon());
    expect(now).toMatchObject({ status: 'succeeded', rawStatus: 'succeeded' });
    expect(now.resultSelection).toBe(`openai/${now.resultModel}`);
    expect((await adapter.list(soon())).map(({ id }) => id)).toContain(job.id);
    expect((await adapter.detail(job.id, soon())).events.length).toBeGreaterThan(0);
  });
});
