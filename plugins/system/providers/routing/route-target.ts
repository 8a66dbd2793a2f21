import type { AiLanguageModel, AiProvider } from 'devmgr/plugin-api/contracts/ai';
import type { ProviderLimit } from '../status/provider-limits.js';

/** One of the models that are asked in turn. */
export interface RouteTarget {
  /** `provider/model`, or `provider` for its default model. */
  readonly name: string;
  readonly model: AiLanguageModel;
  /** Its provider refuses requests for now. */
  limit(): ProviderLimit | undefined;
  /** As far as one knows without looking. */
  isReadyNow(): boolean;
  /** Whether it is worth asking; looks at the provider when nobody has. Absent: the person named it, so it is. */
  isReady?(signal: AbortSignal): Promise<boolean>;
  /** Its provider, when that is set up and yet not ready: why is told when nobody answers. */
  unready?(): Pick<AiProvider, 'id' | 'title' | 'state'> | undefined;
  /** Asked only when there is nobody else; for those who failed it stands in only where there is code to quote. */
  readonly isLastResort?: boolean;
}
