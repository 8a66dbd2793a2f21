import type { AiParts } from '../../providers/ai-parts.js';
import type { GatewaySettings } from '../gateway-settings.js';
import type { Translations } from '../translate/translation.js';
import type { PdfReader } from './pdf/pdf-reader.js';

export interface UpstreamOptions {
  readonly ai: Pick<AiParts, 'registry' | 'limits' | 'host' | 'look' | 'gather'>;
  /** As they are now. */
  readonly settings: () => GatewaySettings;
  /** Models that a person serves under a name of its own, beside the aliases of the settings, which come first. */
  readonly servedModels?: () => ReadonlyMap<string, string>;
  /** Default: devmgr's own, loaded with the first call that needs one. */
  readonly translations?: () => Promise<Translations>;
  /** Names this gateway in a header of its requests (`x-devmgr-gateway`), so that it knows them when they come back. */
  readonly gatewayId?: string | undefined;
  /** Whether a request to that address would come to this gateway. */
  readonly isOwnAddress?: (url: URL) => boolean;
  /** For providers that take no PDFs. Without it they are sent as they are. */
  readonly readPdf?: PdfReader;
}
