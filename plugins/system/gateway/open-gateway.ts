import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DisposableStore, type Disposable, type PluginContext } from 'devmgr/plugin-api';
import type { LateFineTuning } from '../finetuning/late-fine-tuning.js';
import type { AiParts } from '../providers/ai-parts.js';
import { createGateway, type Gateway } from './create-gateway.js';
import { FileFolder } from './files/file-folder.js';
import type { GatewaySettings } from './gateway-settings.js';
import type { CallStore } from './record/call-store.js';
import { projectCalls } from './record/project-calls.js';
import { isOwnAddress } from './routing/is-own-address.js';
import { createUpstream } from './upstream/create-upstream.js';

export interface OpenGatewayOptions {
  readonly context: PluginContext;
  readonly ai: AiParts;
  readonly finetuning: LateFineTuning;
  readonly settings: () => GatewaySettings;
  readonly token: () => string;
  readonly host: string | undefined;
  readonly port: number;
}

export interface OpenGateway extends Disposable {
  readonly gateway: Gateway;
  readonly recorder: CallStore;
}

/** Of all files that clients have given. */
const FILES_AT_MOST = 20;

/** Makes the gateway of a project with all that it works with. Nothing listens yet; disposing it does not close the gateway. */
export async function openGateway(options: OpenGatewayOptions): Promise<OpenGateway> {
  const { context, ai, finetuning, settings, port, host } = options;
  const { storage, clock } = context;
  const owned = new DisposableStore();
  const gatewayId = randomBytes(9).toString('base64url');
  const recorder = owned.add(projectCalls(context));
  const { maxFileBytes } = settings();
  const files = new FileFolder({
    folder: join(storage.workspaceDir, 'gateway-files'),
    clock,
    maxBytes: maxFileBytes,
    maxTotalBytes: FILES_AT_MOST * maxFileBytes,
  });
  void files.tidy();
  const upstream = createUpstream({
    ai,
    settings,
    gatewayId,
    isOwnAddress: (url) => isOwnAddress(url, port),
    readPdf: async (...pdf) => (await import('./upstream/pdf/pdf-reader.js')).pdfReader(context.pluginDir)(...pdf),
  });
  const { token } = options;
  const gateway = await createGateway({
    context,
    ai,
    finetuning: await finetuning.load(),
    files,
    upstream,
    recorder,
    settings,
    token,
    host,
    port,
    gatewayId,
  });
  return { gateway, recorder, dispose: () => owned.dispose() };
}
