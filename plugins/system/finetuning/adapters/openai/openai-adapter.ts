import { AiError, aiFailure } from 'devmgr/plugin-api/contracts/ai';
import type {
  FineTuningAdapter,
  FineTuningAvailability,
  FineTuningBaseModel,
  FineTuningCapabilities,
  FineTuningCreateProgress,
  FineTuningMethod,
  FineTuningRequest,
} from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { FineTuningDetail, FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { setupAvailability } from '../api/setup-availability.js';
import type { ApiRequest, ProviderApi } from '../api/provider-api.js';
import { noSuchJob } from '../api/no-such-job.js';
import { otherJob } from '../api/other-job.js';
import { pagedItems } from '../api/paged-items.js';
import { withMetrics } from '../api/with-metrics.js';
import type { Uploader } from '../upload/uploader.js';
import { withFiles } from '../upload/with-files.js';
import { jobRequest } from './job-request.js';
import { methodsOf } from './openai-methods.js';
import { readCheckpoints, readEvents, readMetrics, readProgress } from './read-details.js';
import { isListedJob, readJob } from './read-job.js';

interface Stoppable {
  readonly signal: AbortSignal;
}

/** Where a server that speaks OpenAI's language differs. */
export interface OpenAiVariant {
  /** `undefined`: as usual. */
  availability(): FineTuningAvailability | undefined;
  baseModels(
    api: ProviderApi,
    jobs: () => Promise<readonly FineTuningJob[]>,
    options: Stoppable,
  ): Promise<readonly FineTuningBaseModel[]>;
  /** What a failure of the list means: `false`: there is no fine-tuning at that address. */
  offers?(error: unknown): boolean;
  /** Of a new job that was refused. */
  explain?(error: AiError): AiError;
}

export interface OpenAiAdapterOptions {
  readonly api: ProviderApi;
  readonly title: string;
  readonly variant: OpenAiVariant;
  readonly upload: Uploader;
}

/** Of running jobs so many are asked for their loss when all are listed. */
const LOOKED_INTO = 6;
const MOST_JOBS = 500;
const MOST_EVENTS = 1_000;

/** OpenAI's `/fine_tuning/jobs`, as OpenAI and others speak it. */
export class OpenAiAdapter implements FineTuningAdapter {
  readonly id: string;
  readonly title: string;
  readonly capabilities: FineTuningCapabilities = {
    cancel: true,
    pause: true,
    resume: true,
    validationFile: true,
    suffix: true,
    seed: true,
  };
  readonly #options: OpenAiAdapterOptions;

  constructor(options: OpenAiAdapterOptions) {
    this.#options = options;
    this.id = options.api.providerId;
    this.title = options.title;
  }

  availability(): FineTuningAvailability {
    const { api, variant } = this.#options;
    const told = variant.availability();
    // What is not offered needs no key.
    return (told?.kind === 'not-offered' ? told : setupAvailability(api)) ?? told ?? { kind: 'ready' };
  }

  baseModels(options: Stoppable): Promise<readonly FineTuningBaseModel[]> {
    const { api, variant } = this.#options;
    return variant.baseModels(api, () => this.#jobs(options), options);
  }

  methods(baseModel: string | undefined): readonly FineTuningMethod[] {
    return methodsOf(baseModel);
  }

  async create(
    request: FineTuningRequest,
    options: Stoppable & { readonly onProgress?: (progress: FineTuningCreateProgress) => void },
  ): Promise<FineTuningJob> {
    const { upload, variant } = this.#options;
    return withFiles(request, upload, options, async (files) => {
      options.onProgress?.({ type: 'creating' });
      try {
        return await this.#job(
          { method: 'POST', path: '/fine_tuning/jobs', json: jobRequest(request, files) },
          options,
        );
      } catch (error) {
        throw error instanceof AiError && variant.explain ? variant.explain(error) : error;
      }
    });
  }

  async list(options: Stoppable): Promise<readonly FineTuningJob[]> {
    const jobs = await this.#jobs(options);
    const running = jobs.filter(({ status }) => status === 'running').slice(0, LOOKED_INTO);
    const known = new Map(
      await Promise.all(running.map(async (job) => [job.id, await this.#withProgress(job, options)] as const)),
    );
    return jobs.map((job) => known.get(job.id) ?? job);
  }

  async get(id: string, options: Stoppable): Promise<FineTuningJob> {
    const job = await this.#job({ method: 'GET', path: jobPath(id) }, options, id);
    return job.status === 'queued' ? job : this.#withProgress(job, options);
  }

  async detail(id: string, { signal }: Stoppable): Promise<FineTuningDetail> {
    const { api } = this.#options;
    const pages = (path: string, most: number) =>
      pagedItems(api, { path: jobPath(id, path), most, isAbsentGood: true }, { signal });
    const [events, checkpoints] = await Promise.all([pages('/events', MOST_EVENTS), pages('/checkpoints', 200)]);
    return {
      events: [...readEvents(events)].reverse(),
      metrics: readMetrics(events),
      checkpoints: readCheckpoints(checkpoints),
    };
  }

  cancel(id: string, options: Stoppable): Promise<FineTuningJob> {
    return this.#steer(id, 'cancel', options);
  }

  pause(id: string, options: Stoppable): Promise<FineTuningJob> {
    return this.#steer(id, 'pause', options);
  }

  resume(id: string, options: Stoppable): Promise<FineTuningJob> {
    return this.#steer(id, 'resume', options);
  }

  #steer(id: string, action: string, options: Stoppable): Promise<FineTuningJob> {
    return this.#job({ method: 'POST', path: jobPath(id, `/${action}`), isRepeatable: true }, options, id);
  }

  async #jobs({ signal }: Stoppable): Promise<readonly FineTuningJob[]> {
    const { api, variant } = this.#options;
    try {
      const items = await pagedItems(api, { path: '/fine_tuning/jobs', most: MOST_JOBS }, { signal });
      const jobs = items.filter(isListedJob).flatMap((item) => readJob(item, this.id, api.host.now()) ?? []);
      return jobs.sort((a, b) => b.createdAt - a.createdAt);
    } catch (error) {
      if (variant.offers?.(error) === false) return [];
      throw error;
    }
  }

  /** `id`: of a job that may be unknown. */
  async #job(request: ApiRequest, options: Stoppable, id?: string): Promise<FineTuningJob> {
    const { api } = this.#options;
    const fields = await api.fields(request, options).catch((error: unknown) => {
      throw id !== undefined && aiFailure(error)?.status === 404 ? noSuchJob(api, this.title, id) : error;
    });
    const job = readJob(fields.fields('data') ?? fields, this.id, api.host.now());
    if (!job || (id !== undefined && job.id !== id)) throw otherJob(api, this.title, id, job?.id);
    return job;
  }

  /** What the events say; a job without them is a job all the same. */
  async #withProgress(job: FineTuningJob, { signal }: Stoppable): Promise<FineTuningJob> {
    try {
      const query = { limit: '100' };
      const events = await this.#options.api.items(
        { method: 'GET', path: jobPath(job.id, '/events'), query },
        { signal },
      );
      const progress = job.status === 'succeeded' ? undefined : readProgress(events);
      return { ...withMetrics(job, readMetrics(events)), ...(progress && { progress }) };
    } catch (error) {
      signal.throwIfAborted();
      this.#options.api.host.log.debug(`${this.id}: the events of ${job.id} cannot be read`, { error: String(error) });
      return job;
    }
  }
}

function jobPath(id: string, rest = ''): string {
  return `/fine_tuning/jobs/${encodeURIComponent(id)}${rest}`;
}
