import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import OpenAI, { toFile } from 'openai';
import { FakeClock } from 'devmgr/plugin-api/testing';
import type { TrainingFileReport } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { FineTuningDetail, FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../../core/processes/until.js';
import { FineTuningService } from '../../../../../plugins/system/finetuning/fine-tuning-service.js';
import { job, ScriptedAdapter } from '../../finetuning/scripted-adapter.js';
import { gatewayStage, TOKEN, type GatewayStage } from '../support/gateway-stage.js';

/** Takes note of what it is asked for. */
class AskedAdapter extends ScriptedAdapter {
  readonly requests: FineTuningRequest[] = [];
  /** What a job says of its file: the path that it was given, or an id of its own. */
  keepsPaths = false;
  shown: FineTuningDetail = { events: [], metrics: [], checkpoints: [] };
  override detail = () => Promise.resolve(this.shown);
  override create = async (request?: FineTuningRequest): Promise<FineTuningJob> => {
    if (!request) throw new Error('Nothing was asked for');
    this.requests.push(request);
    const { trainingFile, parameters: hyperparameters, method, suffix, baseModel, metadata } = request;
    this.readAtCreation = await readFile(trainingFile, 'utf8').catch(() => undefined);
    const paths = { trainingFile, validationFile: request.validationFile };
    const file = this.keepsPaths ? paths : { trainingFile: 'file-of-provider' };
    const asked = { method, suffix, baseModel, hyperparameters, metadata, ...file };
    const created = job(`ftjob-${this.jobs.length}`, {
      adapterId: this.id,
      status: 'queued',
      createdAt: 2_000,
      ...asked,
    });
    this.jobs = [...this.jobs, created];
    return created;
  };
  readAtCreation: string | undefined;
}

const report: TrainingFileReport = {
  path: '',
  bytes: 1,
  examples: 10,
  format: 'chat',
  problems: [],
  problemCount: { errors: 0, warnings: 0 },
  duplicates: 0,
  tokens: 1,
  longestExample: undefined,
  messagesByRole: {},
};

let training: TrainingFileReport;
let hosted: AskedAdapter;
let local: AskedAdapter;
let service: FineTuningService;
let stage: GatewayStage;
let openai: OpenAI;

beforeEach(async () => {
  training = report;
  const quiet = () => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const estimate = { trainedTokens: 1, costUsd: undefined };
  const check = () => {
    const isGood = training.problemCount.errors === 0;
    return Promise.resolve({ training, validation: undefined, shared: 0, estimate, isGood });
  };
  service = new FineTuningService({ clock: new FakeClock(1_000), log, random: () => 0.5, check });
  hosted = new AskedAdapter('openai');
  hosted.baseModels = () => Promise.resolve([{ id: 'gpt-4o-mini' }]);
  local = new AskedAdapter('local');
  local.keepsPaths = true;
  service.registerAdapter(hosted);
  service.registerAdapter(local);
  stage = await gatewayStage({ finetuning: service });
  openai = new OpenAI({ apiKey: TOKEN, baseURL: `${stage.url}/v1`, maxRetries: 0 });
});
afterEach(async () => {
  await stage.dispose();
  service.dispose();
});

const data = '{"messages":[]}\n';
const upload = async () =>
  (await openai.files.create({ file: await toFile(Buffer.from(data), 'train'), purpose: 'fine-tune' })).id;
const folder = () => join(stage.ai.test.context.storage.workspaceDir, 'gateway-training');

describe('creating', () => {
  it('gives the provider a file of the gateway under a name that fits, and cleans up when it has it', async () => {
    const file = await upload();
    const created = await openai.fineTuning.jobs.create({
      model: 'gpt-4o-mini',
      training_file: file,
      method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 3, batch_size: 'auto' } } },
      suffix: 'mine',
      seed: 7,
      metadata: { run: '12' },
    });
    const [request] = hosted.requests;
    expect(request).toMatchObject({ baseModel: 'gpt-4o-mini', method: 'supervised', suffix: 'mine', seed: 7 });
    expect(request?.metadata).toEqual({ run: '12' });
    expect(request?.parameters).toEqual({ n_epochs: 3, batch_size: 'auto' });
    expect(request?.trainingFile).toMatch(/\/train\.jsonl$/);
    expect(hosted.readAtCreation).toBe(data);
    expect(created).toMatchObject({
      object: 'fine_tuning.job',
      status: 'queued',
      model: 'gpt-4o-mini',
      created_at: 2,
      finished_at: null,
      fine_tuned_model: null,
      training_file: 'file-of-provider',
      validation_file: null,
      error: null,
      hyperparameters: { n_epochs: 3, batch_size: 'auto' },
      method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 3 } } },
      result_files: [],
      user_provided_suffix: 'mine',
      metadata: { run: '12' },
    });
    expect(await readdir(folder())).toEqual([]);
    expect(await openai.fineTuning.jobs.retrieve(created.id)).toEqual(created);
  });

  it('keeps the file of a job on this machine, also when it is deleted from the gateway', async () => {
    const file = await upload();
    const body = { model: 'local/some/base', training_file: file, hyperparameters: { n_epochs: 2 } };
    const created = await openai.fineTuning.jobs.create(body);
    expect(local.requests[0]).toMatchObject({ baseModel: 'some/base', parameters: { n_epochs: 2 } });
    expect(created.training_file).toBe(file);
    await openai.files.delete(file);
    expect(await readFile(local.requests[0]?.trainingFile ?? '', 'utf8')).toBe(data);
  });

  it('keeps it until the job has ended', async () => {
    const [first, second] = [await upload(), await upload()];
    const model = 'local/some/base';
    await openai.fineTuning.jobs.create({ model, training_file: first });
    const other = await openai.fineTuning.jobs.create({ model, training_file: second, validation_file: first });
    expect((await readdir(folder())).sort()).toEqual([first, second].sort());
    local.jobs = local.jobs.map((each) => (each.id === other.id ? each : { ...each, status: 'failed' as const }));
    await service.refresh({ signal: AbortSignal.timeout(60_000) });
    await until(async () => (await readdir(join(folder(), first)).catch(() => [])).length === 1, 'one file is gone');
    expect(await readdir(folder())).toHaveLength(2);
    local.jobs = local.jobs.map((each) => ({ ...each, status: 'succeeded' as const }));
    await service.refresh({ signal: AbortSignal.timeout(60_000) });
    await until(async () => (await readdir(folder())).length === 0, 'all files are gone');
    expect((await openai.fineTuning.jobs.retrieve(other.id)).training_file).toBe(second);
  });

  it('passes on ids that only the provider knows, and refuses what is none', async () => {
    await openai.fineTuning.jobs.create({ model: 'openai/any', training_file: 'file-theirs' });
    expect(hosted.requests[0]).toMatchObject({ baseModel: 'any', trainingFile: 'file-theirs' });
    for (const training_file of ['/etc/passwd', '../x', 'x'])
      await expect(openai.fineTuning.jobs.create({ model: 'openai/any', training_file })).rejects.toMatchObject({
        status: 400,
        param: 'training_file',
      });
    expect(hosted.requests).toHaveLength(1);
  });

  it('checks a file before anything is spent, and names the lines', async () => {
    const problems = [
      { line: 3, severity: 'error', message: 'No messages' },
      { line: 4, severity: 'warning', message: 'Long' },
    ] as const;
    training = { ...report, problems, problemCount: { errors: 1, warnings: 1 } };
    const file = await upload();
    const refused = openai.fineTuning.jobs.create({ model: 'gpt-4o-mini', training_file: file });
    await expect(refused).rejects.toMatchObject({ status: 400, code: 'invalid_training_file', param: 'training_file' });
    await expect(refused).rejects.toThrow('Line 3: No messages.');
    expect(hosted.requests).toEqual([]);
    expect(await readdir(folder())).toEqual([]);
  });

  it('says which field is wrong', async () => {
    const wrong = [
      [{ training_file: 'file-x' }, 'model'],
      [{ model: 'openai/x' }, 'training_file'],
      [{ model: 'nobody-knows', training_file: 'file-x' }, 'model'],
      [{ model: 'openai/x', training_file: 'file-x', suffix: 'x'.repeat(65) }, 'suffix'],
      [{ model: 'openai/x', training_file: 'file-x', hyperparameters: { n_epochs: {} } }, 'hyperparameters.n_epochs'],
      [{ model: 'openai/x', training_file: 'file-x', integrations: [{ type: 'wandb' }] }, 'integrations'],
    ] as const;
    for (const [json, param] of wrong) {
      const response = await stage.fetch('/v1/fine_tuning/jobs', { json });
      expect([response.status, await response.json()]).toMatchObject([400, { error: { param } }]);
    }
    hosted.state = { kind: 'read-only', reason: 'closed since January', hint: 'Take local.' };
    await expect(openai.fineTuning.jobs.create({ model: 'openai/x', training_file: 'file-x' })).rejects.toThrow(
      'closed since January',
    );
  });
});

describe('jobs', () => {
  it('are listed page by page over all providers, in the words of OpenAI', async () => {
    hosted.jobs = [
      job('ftjob-1', {
        adapterId: 'openai',
        createdAt: 5_000,
        status: 'succeeded',
        resultSelection: 'openai/ft:x',
        finishedAt: 9_000,
      }),
      job('same', { adapterId: 'openai', createdAt: 4_000, status: 'failed', error: { message: 'bad data' } }),
    ];
    local.jobs = [
      job('same', {
        adapterId: 'local',
        createdAt: 3_000,
        status: 'paused',
        rawStatus: 'stopped',
        loss: 0.5,
        progress: { fraction: 0.25 },
      }),
      job('new', { adapterId: 'local', createdAt: 2_000, status: 'queued', rawStatus: 'validating_files' }),
    ];
    const all: OpenAI.FineTuning.FineTuningJob[] = [];
    for await (const each of openai.fineTuning.jobs.list({ limit: 1 })) all.push(each);
    expect(all.map(({ id, status }) => [id, status])).toEqual([
      ['ftjob-1', 'succeeded'],
      ['openai:same', 'failed'],
      ['local:same', 'running'],
      ['new', 'validating_files'],
    ]);
    expect(all[0]).toMatchObject({ fine_tuned_model: 'openai/ft:x', finished_at: 9 });
    expect(all[1]?.error).toEqual({ code: 'failed', message: 'bad data', param: null });
    expect(all[2]).toMatchObject({
      devmgr: { provider: 'local', status: 'paused', raw_status: 'stopped', loss: 0.5, progress: 0.25 },
    });
    expect((await openai.fineTuning.jobs.retrieve('local:same')).id).toBe('local:same');
    for (const id of ['same', 'ftjob', 'nobody', 'local:nobody'])
      await expect(openai.fineTuning.jobs.retrieve(id)).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('are cancelled; what a provider cannot do is said', async () => {
    hosted.jobs = [job('ftjob-1', { adapterId: 'openai' })];
    await expect(openai.fineTuning.jobs.pause('ftjob-1')).rejects.toMatchObject({ status: 400 });
    await expect(openai.fineTuning.jobs.resume('ftjob-1')).rejects.toThrow('cannot resume a job');
    expect((await openai.fineTuning.jobs.cancel('ftjob-1')).status).toBe('cancelled');
    await expect(openai.fineTuning.jobs.cancel('ftjob-2')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('have events with metrics, and checkpoints', async () => {
    hosted.jobs = [job('ftjob-1', { adapterId: 'openai', createdAt: 1_000, progress: { totalSteps: 9 } })];
    hosted.shown = {
      events: [
        { id: 'e1', at: 1_000, level: 'info', message: 'Created' },
        { id: 'e2', at: 3_000, level: 'info', message: 'Step 2', step: 2 },
      ],
      metrics: [
        { step: 1, loss: 1.5, at: 2_000 },
        { step: 2, loss: 1.25, validationLoss: 1.75, at: 3_000 },
      ],
      checkpoints: [
        { id: 'c1', step: 1, at: 2_000, model: 'ft:x:1', metrics: { train_loss: 1.5 } },
        { id: 'c2', step: 2, at: 3_000, metrics: {} },
      ],
    };
    const events = await openai.fineTuning.jobs.listEvents('ftjob-1');
    expect(events.data.map(({ message, type, data }) => [message, type, data])).toEqual([
      ['Step 2', 'metrics', { step: 2, train_loss: 1.25, valid_loss: 1.75 }],
      ['Step 1/9: training loss=1.50', 'metrics', { step: 1, train_loss: 1.5 }],
      ['Created', 'message', {}],
    ]);
    const checkpoints = await openai.fineTuning.jobs.checkpoints.list('ftjob-1');
    expect(checkpoints.data).toMatchObject([
      { id: 'c2', object: 'fine_tuning.job.checkpoint', step_number: 2, fine_tuning_job_id: 'ftjob-1' },
      { id: 'c1', created_at: 2, fine_tuned_model_checkpoint: 'ft:x:1', metrics: { train_loss: 1.5 } },
    ]);
  });
});
