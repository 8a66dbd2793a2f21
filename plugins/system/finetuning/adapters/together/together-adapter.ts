import { aiFailure } from 'devmgr/plugin-api/contracts/ai';
import { isAbsolute } from 'node:path';
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
import type { Fields } from '../../../providers/json/fields.js';
import { noSuchJob } from '../api/no-such-job.js';
import { otherJob } from '../api/other-job.js';
import type { ApiRequest, ProviderApi } from '../api/provider-api.js';
import { setupAvailability } from '../api/setup-availability.js';
import { withMetrics } from '../api/with-metrics.js';
import type { Uploader } from '../upload/uploader.js';
import { withFiles } from '../upload/with-files.js';
import {
  readTogetherCheckpoints,
  readTogetherEvents,
  readTogetherMetrics,
  readTogetherProgress,
} from './read-together-details.js';
import { readTogetherJob } from './read-together-job.js';
import { together403 } from './together-403.js';
import { togetherMethods } from './together-methods.js';
import { togetherModels } from './together-models.js';
import { togetherRequest, trainingOf } from './together-request.js';

interface Stoppable {
  readonly signal: AbortSignal;
}

const LOOKED_INTO = 6;
const MOST_JOBS = 500;

/** Together's `/fine-tunes`, whose shapes are its own. */
export class TogetherAdapter implements FineTuningAdapter {
  readonly id: string;
  readonly title: string;
  readonly capabilities: FineTuningCapabilities = {
    cancel: true,
    pause: false,
    resume: false,
    validationFile: true,
    suffix: true,
    seed: true,
  };
  readonly #api: ProviderApi;
  readonly #upload: Uploader;

  constructor({ api, title, upload }: { api: ProviderApi; title: string; upload: Uploader }) {
    this.#api = api;
    this.#upload = upload;
    this.id = api.providerId;
    this.title = title;
  }

  availability(): FineTuningAvailability {
    return (
      setupAvailability(this.#api) ?? {
        kind: 'ready',
        notice: 'To use what Together trained it must run on a dedicated endpoint, which is charged by the hour',
      }
    );
  }

  baseModels(options: Stoppable): Promise<readonly FineTuningBaseModel[]> {
    return togetherModels(this.#api, options);
  }

  methods(): readonly FineTuningMethod[] {
    return togetherMethods;
  }

  /** Together reckons with a file that it has: before it is uploaded nobody can say. */
  async estimateCost(request: FineTuningRequest, _tokens: number, options: Stoppable): Promise<number | undefined> {
    const { trainingFile, validationFile, baseModel, parameters } = request;
    if (isAbsolute(trainingFile) || (validationFile !== undefined && isAbsolute(validationFile))) return undefined;
    if (!/^file-/.test(trainingFile)) return undefined;
    const json = {
      model: baseModel,
      training_file: trainingFile,
      ...(validationFile !== undefined && { validation_file: validationFile }),
      ...(parameters['n_epochs'] !== undefined && { n_epochs: parameters['n_epochs'] }),
      ...(parameters['n_evals'] !== undefined && { n_evals: parameters['n_evals'] }),
      ...trainingOf(request),
    };
    const path = '/fine-tunes/estimate-price';
    const answer = await this.#fields({ method: 'POST', path, json, isRepeatable: true }, options);
    return answer.number('estimated_total_price');
  }

  create(
    request: FineTuningRequest,
    options: Stoppable & { readonly onProgress?: (progress: FineTuningCreateProgress) => void },
  ): Promise<FineTuningJob> {
    return withFiles(request, this.#upload, options, async (files) => {
      options.onProgress?.({ type: 'creating' });
      const answer = await this.#fields(
        { method: 'POST', path: '/fine-tunes', json: togetherRequest(request, files) },
        options,
      );
      return this.#read(answer);
    });
  }

  async list(options: Stoppable): Promise<readonly FineTuningJob[]> {
    const items = await this.#items({ method: 'GET', path: '/fine-tunes' }, options);
    const jobs = items
      .flatMap((item) => readTogetherJob(item, this.id, this.#api.host.now()) ?? [])
      .sort((a, b) => b.createdAt - a.createdAt)
      .slice(0, MOST_JOBS);
    const running = jobs.filter(({ status }) => status === 'running').slice(0, LOOKED_INTO);
    const known = new Map(
      await Promise.all(running.map(async (job) => [job.id, await this.#withProgress(job, options)] as const)),
    );
    return jobs.map((job) => known.get(job.id) ?? job);
  }

  async get(id: string, options: Stoppable): Promise<FineTuningJob> {
    const job = this.#read(await this.#known(id, { method: 'GET', path: jobPath(id) }, options), id);
    return job.status === 'queued' ? job : this.#withProgress(job, options);
  }

  async detail(id: string, options: Stoppable): Promise<FineTuningDetail> {
    const lists = ['/events', '/metrics', '/checkpoints'].map((list) => this.#list(id, list, options));
    const [events = [], metrics = [], checkpoints = []] = await Promise.all(lists);
    return {
      events: readTogetherEvents(events),
      metrics: readTogetherMetrics(metrics),
      checkpoints: readTogetherCheckpoints(id, checkpoints),
    };
  }

  async cancel(id: string, options: Stoppable): Promise<FineTuningJob> {
    const request = { method: 'POST', path: jobPath(id, '/cancel'), isRepeatable: true } as const;
    return this.#read(await this.#known(id, request, options), id);
  }

  async remove(id: string, options: Stoppable): Promise<void> {
    await this.#known(id, { method: 'DELETE', path: jobPath(id), query: { force: 'false' } }, options);
  }

  async #withProgress(job: FineTuningJob, options: Stoppable): Promise<FineTuningJob> {
    try {
      const lists = ['/events', '/metrics'].map((list) => this.#list(job.id, list, options));
      const [events = [], metrics = []] = await Promise.all(lists);
      const progress = job.status === 'running' ? readTogetherProgress(events) : undefined;
      const told = withMetrics(job, readTogetherMetrics(metrics));
      return progress ? { ...told, progress: { ...job.progress, ...progress } } : told;
    } catch (error) {
      options.signal.throwIfAborted();
      this.#api.host.log.debug(`${this.id}: the events of ${job.id} cannot be read`, { error: String(error) });
      return job;
    }
  }

  /** A list that there is not is empty. */
  async #list(id: string, list: string, options: Stoppable): Promise<readonly Fields[]> {
    try {
      return await this.#items({ method: 'GET', path: jobPath(id, list) }, options);
    } catch (error) {
      if (aiFailure(error)?.status === 404) return [];
      throw error;
    }
  }

  async #known(id: string, request: ApiRequest, options: Stoppable): Promise<Fields> {
    try {
      return await this.#fields(request, options);
    } catch (error) {
      throw aiFailure(error)?.status === 404 ? noSuchJob(this.#api, this.title, id) : error;
    }
  }

  /** `id`: of the job that was asked for. */
  #read(fields: Fields, id?: string): FineTuningJob {
    const job = readTogetherJob(fields.fields('data') ?? fields, this.id, this.#api.host.now());
    if (!job || (id !== undefined && job.id !== id)) throw otherJob(this.#api, this.title, id, job?.id);
    return job;
  }

  #fields(request: ApiRequest, options: Stoppable): Promise<Fields> {
    return this.#api.fields(request, options).catch(together403);
  }

  #items(request: ApiRequest, options: Stoppable): Promise<readonly Fields[]> {
    return this.#api.items(request, options).catch(together403);
  }
}

function jobPath(id: string, rest = ''): string {
  return `/fine-tunes/${encodeURIComponent(id)}${rest}`;
}
