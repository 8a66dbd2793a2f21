import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { byteText } from './byte-text.js';

const unavailable = (code: `PLUGIN_MODELS_${string}`, message: string, hint: string, cause?: unknown): DevmgrError =>
  new DevmgrError({ code, message, hint, exitCode: ExitCode.unavailable, cause });

const usage = (message: string, hint: string): DevmgrError =>
  new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });

/** `variable` forbids it. `models`: the folder of all models, as people write it. */
export function pullIsOffline(variable: string, models: string): DevmgrError {
  return unavailable(
    'PLUGIN_MODELS_OFFLINE',
    `Nothing is pulled: ${variable} forbids requests to the model hub`,
    `Take ${variable} out of the environment, or copy the model's files to ${models}/<owner>/<name>`,
  );
}

/** A text that is no short name and no `owner/name`. */
export function unknownModel(name: string, nearest: readonly string[]): DevmgrError {
  const like = nearest.length > 0 ? `Did you mean ${nearest.join(', ')}? ` : '';
  return usage(`No model is called "${name}"`, `${like}Give a name of devmgr models list, or owner/name as on the hub`);
}

/** Without a token the hub does not tell private from missing. */
export function modelNotFound(id: string, page: string, nearest: readonly string[], hasToken: boolean): DevmgrError {
  const like = nearest.length > 0 ? `Known names: ${nearest.join(', ')}. ` : '';
  const key = hasToken ? '' : ' If it is private, set HF_TOKEN in the environment or in .env';
  return unavailable(
    'PLUGIN_MODELS_NOT_FOUND',
    `The hub has no model ${id} (${page})`,
    `${like}Look at the spelling.${key}`,
  );
}

/** The hub wants an account that has accepted the conditions of the model, or another token. */
export function modelIsGated(id: string, page: string, hasToken: boolean): DevmgrError {
  return unavailable(
    'PLUGIN_MODELS_NO_ACCESS',
    `The hub does not give ${id} to ${hasToken ? 'the account of this token' : 'everybody'}`,
    `Ask for access at ${page}${hasToken ? '' : ', then set HF_TOKEN in the environment or in .env'}`,
  );
}

export function tokenRefused(variable: string, host: string): DevmgrError {
  return unavailable(
    'PLUGIN_MODELS_NO_ACCESS',
    `${host} does not accept the token in ${variable}`,
    `Set ${variable} to a valid token, or take it away: most models need none`,
  );
}

export function hubUnreachable(host: string, reason: string, cause?: unknown): DevmgrError {
  return unavailable(
    'PLUGIN_MODELS_UNREACHABLE',
    `${host} does not answer: ${reason}`,
    'Look at the connection (HTTPS_PROXY, HF_ENDPOINT). What has come is kept: pull again to go on',
    cause,
  );
}

/** It answered with something that no hub says. */
export function hubAnsweredWrongly(host: string, what: string): DevmgrError {
  return unavailable('PLUGIN_MODELS_UNREACHABLE', `${host}: ${what}`, 'Look whether HF_ENDPOINT names a model hub');
}

export function badEndpoint(value: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_CONFIG_INVALID',
    message: `HF_ENDPOINT is no http or https URL: ${value}`,
    hint: 'Write it like https://huggingface.co, without user and password',
    exitCode: ExitCode.config,
  });
}

export function noOnnxWeights(id: string, other: string | undefined): DevmgrError {
  const name = id.slice(id.indexOf('/') + 1);
  return unavailable(
    'PLUGIN_MODELS_NO_ONNX',
    `${id} has no ONNX weights in onnx/, which are what devmgr runs`,
    other === undefined
      ? `Look for ${name} at https://huggingface.co/onnx-community`
      : `There is a converted one: devmgr models pull ${other}`,
  );
}

export function unsupportedTask(id: string, task: string): DevmgrError {
  return unavailable(
    'PLUGIN_MODELS_UNSUPPORTED',
    `${id} is a model for ${task}`,
    'devmgr runs models for text-generation, image-text-to-text and feature-extraction',
  );
}

export function lacksFile(id: string, path: string): DevmgrError {
  return unavailable('PLUGIN_MODELS_UNSUPPORTED', `${id} has no ${path}`, 'Without it transformers.js cannot run it');
}

export function noSuchWeights(id: string, dtype: string, present: readonly string[]): DevmgrError {
  return usage(`${id} has no ${dtype} weights`, `It has: ${present.join(', ')}`);
}

/** Weights that nobody makes. */
export function unknownDtype(dtype: string, known: readonly string[]): DevmgrError {
  return usage(`"${dtype}" is no kind of weights`, `There are: ${known.join(', ')}`);
}

export function noRoom(dir: string, needed: number, free: number): DevmgrError {
  return unavailable(
    'PLUGIN_MODELS_NO_ROOM',
    `The pull needs ${byteText(needed)}, and ${byteText(free)} are free in ${dir}`,
    'Make room, or take smaller weights with --dtype',
  );
}

export function diskFailed(dir: string, cause: unknown): DevmgrError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DevmgrError({
    code: 'DEVMGR_STORAGE_FAILED',
    message: `The model cannot be stored in ${dir}: ${reason}`,
    hint: 'Look at the room on the disk and the rights of the folder. What has come is kept: pull again to go on',
    exitCode: ExitCode.unavailable,
    cause,
  });
}

export function removalFailed(dir: string, cause: unknown): DevmgrError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DevmgrError({
    code: 'DEVMGR_STORAGE_FAILED',
    message: `${dir} cannot be removed: ${reason}`,
    hint: 'Look at the rights of the folder',
    exitCode: ExitCode.unavailable,
    cause,
  });
}

export function wrongBytes(path: string): DevmgrError {
  return unavailable(
    'PLUGIN_MODELS_WRONG_BYTES',
    `${path} came with other bytes than the hub announced, and was deleted`,
    'Pull again. If it stays so, a proxy or the mirror in HF_ENDPOINT changes the file',
  );
}

export function pullIsOn(id: string, pid: number): DevmgrError {
  return unavailable(
    'PLUGIN_MODELS_BUSY',
    `${id} is being pulled by another devmgr (pid ${pid})`,
    'Wait until it is done, or stop it there',
  );
}

export function folderIsLink(path: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_STORAGE_FAILED',
    message: `${path} is a link, and nothing is written behind one`,
    hint: 'Take the link away, or pull the model where it leads to',
    exitCode: ExitCode.unavailable,
  });
}

/** Nothing to remove. */
export function notHere(name: string, ids: readonly string[]): DevmgrError {
  return usage(
    `No model "${name}" is on this machine`,
    ids.length > 0 ? `There are: ${ids.join(', ')}` : 'There is none',
  );
}
