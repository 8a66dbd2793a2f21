import type { FastifyInstance, FastifyReply } from 'fastify';
import { DevmgrError } from 'devmgr/plugin-api';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { requestSignal } from '../files/request-signal.js';
import { GatewayError } from '../gateway-error.js';
import type { GatewayParts } from '../gateway-parts.js';
import type { JsonObject } from '../gateway-protocol.js';
import { listDocument, pageOf, type PageQuery } from '../page-of.js';
import { serviceError } from '../service-error.js';
import { createJob } from './create-job.js';
import { checkpointDocuments, eventDocuments } from './detail-documents.js';
import { fineTuningSchemas as schemas } from './fine-tuning-schemas.js';
import { jobDocument } from './job-document.js';
import type { JobBody } from './read-job-request.js';
import { followTraining } from './training-folder.js';

/** Clients ask again and again: providers are asked no more often. */
const staleMs = 3_000;

interface ById {
  readonly Params: { readonly id: string };
  readonly Querystring: PageQuery;
}

/** `/v1/fine_tuning/jobs`: jobs of all providers, in OpenAI's shape. */
export function fineTuningRoutes(app: FastifyInstance, parts: GatewayParts): void {
  const jobs = new ClientJobs(parts);
  const training = followTraining(parts);
  app.addHook('onClose', () => training.dispose());
  const path = '/v1/fine_tuning/jobs';
  app.post<{ Body: JobBody }>(path, { schema: schemas.create }, ({ body }, reply) =>
    told(reply, async (signal) => jobs.document(await createJob(body, parts, signal))),
  );
  app.get<ById>(path, { schema: schemas.list }, ({ query }, reply) =>
    told(reply, async (signal) => {
      const { items, hasMore } = pageOf(await jobs.all(signal), query, { usual: 20, most: 1000 });
      return listDocument(items, hasMore);
    }),
  );
  app.get<ById>(`${path}/:id`, { schema: schemas.get }, ({ params: { id } }, reply) =>
    told(reply, async (signal) => jobs.document(await jobs.fresh(id, signal))),
  );
  for (const action of ['cancel', 'pause', 'resume'] as const)
    app.post<ById>(`${path}/:id/${action}`, { schema: schemas[action] }, ({ params: { id } }, reply) =>
      told(reply, async (signal) => {
        const job = await jobs.find(id, signal);
        return jobs.document((await parts.finetuning.steer(job, action, { signal })) ?? job);
      }),
    );
  app.get<ById>(`${path}/:id/events`, { schema: schemas.events }, ({ params: { id }, query }, reply) =>
    told(reply, async (signal) => {
      const job = await jobs.find(id, signal);
      const events = eventDocuments(job, await parts.finetuning.detail(job, { signal }));
      const { items, hasMore } = pageOf(events, query, { usual: 20, most: 1000 });
      return listDocument(items, hasMore);
    }),
  );
  app.get<ById>(`${path}/:id/checkpoints`, { schema: schemas.checkpoints }, ({ params: { id }, query }, reply) =>
    told(reply, async (signal) => {
      const job = await jobs.find(id, signal);
      const detail = await parts.finetuning.detail(job, { signal });
      const { items, hasMore } = pageOf(checkpointDocuments(job, id, detail), query, { usual: 10, most: 1000 });
      return listDocument(items, hasMore);
    }),
  );
}

/** Jobs by the names that clients know: the provider's own, with the adapter's before it where two have the same. */
class ClientJobs {
  readonly #parts: Pick<GatewayParts, 'finetuning' | 'context'>;

  constructor(parts: Pick<GatewayParts, 'finetuning' | 'context'>) {
    this.#parts = parts;
  }

  async all(signal: AbortSignal): Promise<readonly (JsonObject & { readonly id: string })[]> {
    const { finetuning, context } = this.#parts;
    const { lookedAt } = finetuning.state.get();
    if (lookedAt === undefined || context.clock.now() - lookedAt > staleMs) await finetuning.refresh({ signal });
    return finetuning.state.get().jobs.map((job) => this.document(job));
  }

  /** As it was when its provider was last asked. */
  async find(id: string, signal: AbortSignal): Promise<FineTuningJob> {
    try {
      const job = await this.#parts.finetuning.find(id, { signal });
      // The beginning of an id is for people.
      if (job.id === id || `${job.adapterId}:${job.id}` === id) return job;
    } catch (error) {
      if (!DevmgrError.isInstance(error) || error.code !== 'DEVMGR_USAGE') throw error;
    }
    const message = `There is no fine-tuning job ${id.slice(0, 100)}, or several have that id.`;
    throw new GatewayError({ kind: 'not-found', message, param: 'fine_tuning_job_id', code: 'fine_tune_not_found' });
  }

  async fresh(id: string, signal: AbortSignal): Promise<FineTuningJob> {
    const job = await this.find(id, signal);
    if (['succeeded', 'failed', 'cancelled'].includes(job.status)) return job;
    const adapter = this.#parts.finetuning.adapters.get().find((each) => each.id === job.adapterId);
    return (await adapter?.get(job.id, { signal })) ?? job;
  }

  document(job: FineTuningJob): JsonObject & { readonly id: string } {
    const same = this.#parts.finetuning.state.get().jobs.filter(({ id }) => id === job.id);
    const id = same.length > 1 ? `${job.adapterId}:${job.id}` : job.id;
    return { ...jobDocument(job, id), id };
  }
}

async function told(reply: FastifyReply, work: (signal: AbortSignal) => Promise<JsonObject>): Promise<JsonObject> {
  const signal = requestSignal(reply);
  try {
    return await work(signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof GatewayError || DevmgrError.isInstance(error) ? serviceError(error) : error;
  }
}
