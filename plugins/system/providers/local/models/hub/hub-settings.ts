import { badEndpoint } from '../model-errors.js';

type Variables = Readonly<Record<string, string>>;

/** Where models come from. The token is in no message and no log. */
export interface HubSettings {
  /** Without a slash at the end: `https://huggingface.co`. */
  readonly endpoint: string;
  readonly token: string | undefined;
  readonly tokenVariable: string | undefined;
  /** The variable that forbids requests. */
  readonly offlineBy: string | undefined;
}

const tokenVariables = ['HF_TOKEN', 'HF_ACCESS_TOKEN', 'HUGGING_FACE_HUB_TOKEN'];
const offlineVariables = ['HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE'];

/**
 * As the libraries of the hub read the environment (huggingface_hub, `constants.py`).
 *
 * The project's `.env` may bring a token and forbid requests, but not name the endpoint: a project of somebody else must
 * not decide where the person's token is sent. Throws `DEVMGR_CONFIG_INVALID` for an endpoint that is no URL.
 */
export function hubSettings(env: Variables, dotenv: Variables = {}): HubSettings {
  const both: Variables = { ...dotenv, ...env };
  const tokenVariable = tokenVariables.find((name) => both[name]?.trim());
  return {
    endpoint: endpointOf(env['HF_ENDPOINT']?.trim() || 'https://huggingface.co'),
    token: tokenVariable === undefined ? undefined : both[tokenVariable]?.trim(),
    tokenVariable,
    offlineBy: offlineVariables.find((name) => /^(?:1|on|yes|true)$/i.test(both[name]?.trim() ?? '')),
  };
}

function endpointOf(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw badEndpoint(url ? `${url.protocol}//${url.host}` : value.replace(/.*@/, ''));
  }
  return url.href.replace(/\/+$/, '');
}
