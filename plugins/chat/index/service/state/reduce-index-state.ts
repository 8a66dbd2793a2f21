import type { CodeIndexState, IndexProgress } from 'devmgr/plugin-api/contracts/code-index';
import type { IndexEvent } from './index-event.js';
import { remainingMs } from './remaining-ms.js';

/** The state, and what only estimates need. */
export interface IndexModel {
  readonly state: CodeIndexState;
  /** When the work began that `state.progress` is about. */
  readonly startedAt: number;
}

/** Nobody has looked at the project yet. */
export function initialIndexModel(isEnabled: boolean): IndexModel {
  return {
    startedAt: 0,
    state: {
      status: isEnabled ? 'waiting' : 'off',
      files: 0,
      chunks: 0,
      languages: [],
      skipped: {},
      progress: undefined,
      embedder: { id: 'none' },
      error: undefined,
      refreshedAt: undefined,
      sizeBytes: undefined,
      isWatching: false,
    },
  };
}

export function reduceIndexState(model: IndexModel, event: IndexEvent): IndexModel {
  const next = reduceEnabled(model, event);
  return model.state.status === 'off' && event.type !== 'enable' ? switchedOff(next) : next;
}

/** What was under way still tells things; that the index is off stays so until the person says otherwise. */
function switchedOff(model: IndexModel): IndexModel {
  return { ...model, state: { ...model.state, status: 'off', progress: undefined, error: undefined } };
}

function reduceEnabled(model: IndexModel, event: IndexEvent): IndexModel {
  if (event.type === 'progress') return onProgress(model, event.progress, event.at);
  return { ...model, state: nextState(model.state, event) };
}

function nextState(state: CodeIndexState, event: Exclude<IndexEvent, { readonly type: 'progress' }>): CodeIndexState {
  switch (event.type) {
    case 'enable':
      return { ...state, status: event.isEnabled ? idle(state) : 'off', progress: undefined, error: undefined };
    case 'scan':
      return { ...state, status: 'scanning', progress: undefined, error: undefined };
    case 'embedder':
      return { ...state, embedder: event.embedder };
    case 'count':
      return { ...state, ...event.statistics };
    case 'end':
      return { ...state, status: 'ready', progress: undefined, error: undefined, refreshedAt: event.at };
    case 'stop':
      return { ...state, status: idle(state), progress: undefined };
    case 'fail':
      return { ...state, status: 'failed', progress: undefined, error: { message: event.message, hint: event.hint } };
    case 'watch':
      return { ...state, isWatching: event.isWatching };
  }
}

/** What it is when nothing goes on. */
function idle({ refreshedAt }: CodeIndexState): CodeIndexState['status'] {
  return refreshedAt === undefined ? 'waiting' : 'ready';
}

function onProgress(model: IndexModel, progress: IndexProgress, at: number): IndexModel {
  switch (progress.type) {
    case 'index-start':
      return advance({ ...model, startedAt: at }, 'files', 0, progress.files, at);
    case 'file-end':
      return advance(model, 'files', progress.done, model.state.progress?.total ?? progress.done, at);
    case 'embed': {
      const isFirst = model.state.progress?.what !== 'vectors';
      return advance(isFirst ? { ...model, startedAt: at } : model, 'vectors', progress.done, progress.total, at);
    }
    case 'index-end':
      return model;
  }
}

function advance(
  { state, startedAt }: IndexModel,
  what: 'files' | 'vectors',
  done: number,
  total: number,
  at: number,
): IndexModel {
  const progress = { what, done, total, remainingMs: remainingMs({ done, total, elapsedMs: at - startedAt }) };
  return { startedAt, state: { ...state, status: 'indexing', progress } };
}
