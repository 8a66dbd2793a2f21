import { pathToFileURL } from 'node:url';
import { HostFailure } from './host-failure.js';
import type { Transformers } from './transformers.js';

/** Loads transformers.js from a file and takes its ways to the network. Throws a `HostFailure`. */
export async function loadTransformers(file: string): Promise<Transformers> {
  const library = await imported(file);
  const { env } = library;
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.fetch = refuse;
  globalThis.fetch = refuse;
  return library;
}

async function imported(file: string): Promise<Transformers> {
  try {
    return (await import(pathToFileURL(file).href)) as Transformers;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HostFailure('library', `${file} cannot be loaded: ${reason.slice(0, 500)}`, { cause: error });
  }
}

/** Also pictures could be addresses otherwise, whatever `allowRemoteModels` says. */
const refuse = (): Promise<never> => Promise.reject(new Error('The process of the local model uses no network'));
