import type { ProgressState } from 'devmgr/plugin-api';
import type { JobFormState } from '../../finetuning/draft/job-form-state.js';
import { byteText } from '../../providers/local/models/byte-text.js';

/** How far the upload is, or the check of the files; `undefined`: neither is under way. */
export function formProgress({ check, creation }: JobFormState): ProgressState | undefined {
  if (creation.kind === 'running') {
    const { progress } = creation;
    if (progress?.type === 'upload') {
      const { sentBytes, totalBytes } = progress;
      return bar('uploading', sentBytes, totalBytes);
    }
    const label = progress?.type === 'processing' ? 'the provider reads the file' : 'creating the job';
    return { done: 0, total: undefined, label: ` ${label} · Esc stops`, style: 'info' };
  }
  return check.kind === 'running' ? bar('checking', check.readBytes, check.totalBytes) : undefined;
}

function bar(what: string, done: number, total: number): ProgressState {
  const label = total === 0 ? ` ${what}` : ` ${what} ${byteText(done)} of ${byteText(total)}`;
  return {
    done: total === 0 ? 0 : Math.floor((100 * done) / total),
    total: total === 0 ? undefined : 100,
    label,
    style: 'info',
  };
}
