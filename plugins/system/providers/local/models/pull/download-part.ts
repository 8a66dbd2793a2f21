import { constants } from 'node:fs';
import { lstat, open, rm } from 'node:fs/promises';
import { HttpFailure } from '../../../transport/http-failure.js';
import type { HttpResponse } from '../../../transport/http-client.js';
import type { ManifestFile } from '../folder/model-manifest.js';
import { BusyHub } from '../hub/busy-hub.js';
import type { Hub } from '../hub/hub.js';
import { refusal } from '../hub/refusal.js';
import { retrying, type RetryOptions } from '../hub/retrying.js';
import { wrongBytes } from '../model-errors.js';

export interface PartDownload {
  readonly hub: Hub;
  readonly id: string;
  readonly revision: string;
  readonly file: ManifestFile;
  /** Where it goes; what lies there already is its beginning. */
  readonly part: string;
  readonly retry: RetryOptions;
  /** Told how many bytes of it are here. */
  onBytes(bytes: number): void;
}

/**
 * Fetches a file of a revision, or the rest of it, until its size is reached. The content of a revision never changes, so
 * what an earlier pull left can be continued. Torn connections are taken up where they broke.
 */
export async function downloadPart(download: PartDownload): Promise<void> {
  let reached = await sizeOf(download.part);
  let before = reached;
  const onBytes = (bytes: number) => {
    reached = Math.max(reached, bytes);
    download.onBytes(bytes);
  };
  const progressed = () => before < (before = reached);
  await retrying(() => fetchRest({ ...download, onBytes }), download.retry, progressed);
}

async function fetchRest(download: PartDownload): Promise<void> {
  const { hub, id, revision, file, part, retry } = download;
  let have = await sizeOf(part);
  if (have > 0 && have === file.size) return;
  if (file.size !== undefined && have > file.size) have = await startAnew(part);
  const path = `/${id}/resolve/${revision}/${file.path.split('/').map(encodeURIComponent).join('/')}`;
  const response = await hub.get(path, retry.signal, have > 0 ? { range: `bytes=${have}-` } : {});
  const from = startOf(response, have);
  if (from === undefined) {
    await response.text(0).catch(() => '');
    if (BusyHub.is(response.status)) throw new BusyHub(response);
    if (response.status !== 206 && response.status !== 416) throw refusal(hub, id, response, []);
    // A file of unknown size that was whole already.
    if (response.header('content-range') === `bytes */${have}` && file.size === undefined) return;
    await startAnew(part);
    throw new HttpFailure('torn', 'the hub does not continue the file where it broke off');
  }
  const total = await store(response, from, download);
  if (file.size !== undefined && total < file.size) throw new HttpFailure('torn', 'the file ended too early');
}

/** The byte that the answer begins with; `undefined` when it brings nothing that fits. */
function startOf(response: HttpResponse, have: number): number | undefined {
  if (response.status === 200) return 0;
  const isRest = response.status === 206 && response.header('content-range')?.startsWith(`bytes ${have}-`) === true;
  return isRest ? have : undefined;
}

/** Resolves to the size that the part has then. */
async function store(response: HttpResponse, from: number, { file, part, onBytes }: PartDownload): Promise<number> {
  const how = from > 0 ? constants.O_APPEND : constants.O_TRUNC;
  const handle = await open(part, constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW | how);
  let total = from;
  try {
    for await (const piece of response.body) {
      total += piece.byteLength;
      if (file.size !== undefined && total > file.size) break;
      await handle.writeFile(piece);
      onBytes(total);
    }
  } finally {
    await handle.close();
  }
  if (file.size === undefined || total <= file.size) return total;
  await rm(part, { force: true });
  throw wrongBytes(file.path);
}

async function startAnew(part: string): Promise<0> {
  await rm(part, { force: true });
  return 0;
}

/** Of the file as it lies there. A link is none of ours. */
async function sizeOf(part: string): Promise<number> {
  const facts = await lstat(part).catch(() => undefined);
  if (facts?.isFile()) return facts.size;
  return facts ? startAnew(part) : 0;
}
