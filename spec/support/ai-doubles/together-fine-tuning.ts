import { FineTuningDouble } from './fine-tuning-double.js';

export const TOGETHER_MODEL = 'Qwen/Qwen3-8B';

/** Shapes of togethercomputer/openapi (April 2026) and of the npm package together-ai 0.52.0. */
export async function startTogether(): Promise<FineTuningDouble> {
  const double = await FineTuningDouble.start();
  let job: Record<string, unknown> | undefined;
  let looks = 0;
  double.route('POST /files', () => ({
    status: 302,
    headers: { location: `${double.origin}/bucket/file-1?signature=secret-signature`, 'x-together-file-id': 'file-1' },
  }));
  double.route('PUT /bucket/file-1', {});
  double.route('DELETE /files/:', (request) => ({ body: { id: request.path.split('/')[2], deleted: true } }));
  double.route('GET /files/file-1', () => ({
    body: {
      id: 'file-1',
      object: 'file',
      bytes: 1,
      created_at: 1_790_000_000,
      filename: 'train.jsonl',
      FileType: 'jsonl',
      Processed: true,
      purpose: 'fine-tune',
      processing_status: (looks += 1) < 2 ? 'RUNNING' : 'COMPLETED',
    },
  }));
  double.route('POST /fine-tunes', ({ json }) => {
    job = {
      ...json,
      id: 'ft-1',
      status: 'pending',
      user_id: 'u',
      created_at: '2026-11-20T10:00:00.000Z',
      updated_at: '2026-11-20T10:00:00.000Z',
      events: [],
      token_count: 0,
      total_price: 0,
    };
    return { body: job };
  });
  double.route('GET /fine-tunes', () => ({ body: { data: job ? [job] : [] } }));
  double.route('GET /fine-tunes/ft-1', () => {
    if (!job) return { status: 404, body: { error: { message: 'Fine-tune ft-1 not found', type: 'not_found_error' } } };
    const steps = ['running', 'compressing', 'uploading', 'completed'];
    const status = steps[steps.indexOf(String(job['status'])) + 1] ?? 'completed';
    job = {
      ...job,
      status,
      started_at: '2026-11-20T10:01:00.000Z',
      updated_at: '2026-11-20T10:09:00.000Z',
      token_count: 12_000,
      total_price: 5_000_000_000,
      progress: { estimate_available: true, seconds_remaining: 60 },
      model_output_name: 'acme/Qwen3-8B-acme-1234',
    };
    return { body: job };
  });
  double.route('POST /fine-tunes/ft-1/cancel', () => ({ body: (job = { ...job, status: 'cancel_requested' }) }));
  double.route('DELETE /fine-tunes/ft-1', { body: { message: 'deleted' } });
  double.route('GET /fine-tunes/ft-1/events', {
    body: {
      data: [
        event('training_start', 'Training started', '2026-11-20T10:02:00.000Z', { step: 1, total_steps: 40 }),
        event('job_start', 'Job started', '2026-11-20T10:01:00.000Z'),
        event('warning', 'Slow', '2026-11-20T10:03:00.000Z', { level: 'legacy_iwarning', step: 10, total_steps: 40 }),
      ],
    },
  });
  double.route('GET /fine-tunes/ft-1/metrics', {
    body: {
      metrics: [
        { 'train/global_step': 10, 'train/loss': 1.5, 'train/learning_rate': 0.00001 },
        { 'train/global_step': 1, 'train/loss': 2.5 },
        { 'train/global_step': 10, 'eval/loss': 1.75 },
      ],
    },
  });
  double.route('GET /fine-tunes/ft-1/checkpoints', {
    body: {
      data: [{ checkpoint_type: 'Intermediate', created_at: '2026-11-20T10:05:00.000Z', path: 's3://x/20', step: 20 }],
    },
  });
  double.route('GET /fine-tunes/models/supported', {
    body: {
      models: [{ model_name: TOGETHER_MODEL, supports_full_training: false, max_seq_length_sft: 32_768 }, 'b/B'],
    },
  });
  double.route('GET /models', {
    body: [{ id: TOGETHER_MODEL, object: 'model', type: 'chat', pricing: { input: 0.1, output: 0.1, finetune: 0.5 } }],
  });
  double.route('POST /fine-tunes/estimate-price', {
    body: { estimation_available: true, estimated_total_price: 4.2, estimated_train_token_count: 100 },
  });
  return double;
}

function event(type: string, message: string, at: string, more: object = {}): object {
  return { object: 'fine-tune-event', type, message, created_at: at, level: 'info', ...more };
}
