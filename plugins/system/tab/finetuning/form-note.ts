import type { StyledText } from 'devmgr/plugin-api';
import type { DraftField } from '../../finetuning/draft/draft-fields.js';
import type { JobForm } from '../../finetuning/draft/job-form.js';
import type { JobFormState, ToldFailure } from '../../finetuning/draft/job-form-state.js';
import { checkLines, problemCountText } from '../../finetuning/view/check-lines.js';

/** What is to be said of the form: the field that is selected, what is wrong, and what was found in the files. */
export function formNote(form: JobForm, field: DraftField | undefined): StyledText[] {
  const state = form.state.get();
  return [
    ...(field ? fieldLines(field) : []),
    ...modelLines(state),
    ...(state.creation.kind === 'failed' ? failureLines(state.creation) : []),
    ...checkNote(state),
    ...readyLines(form),
  ];
}

function fieldLines({ label, value, note, isWarning, standard }: DraftField): StyledText[] {
  return [
    // The value is whole here: the table may have to cut it.
    [{ text: label, style: 'strong' }, ...(value === '' ? [] : [{ text: `  ${value}`, style: 'accent' as const }])],
    ...(note === ''
      ? []
      : note.split('\n').map((text) => [{ text, style: isWarning ? 'warning' : 'default' } as const])),
    ...(standard === '' ? [] : [[{ text: `without a choice: ${standard}`, style: 'muted' as const }]]),
    '',
  ];
}

function modelLines({ models }: JobFormState): StyledText[] {
  if (models.kind === 'loading') return [[{ text: 'The models of the provider are being listed…', style: 'muted' }]];
  return models.kind === 'failed' ? failureLines(models) : [];
}

function failureLines({ message, hint }: ToldFailure): StyledText[] {
  return [[{ text: `✗ ${message}`, style: 'error' }], ...(hint === undefined ? [] : [hint])];
}

function checkNote({ check }: JobFormState): StyledText[] {
  switch (check.kind) {
    case 'none':
      return [];
    case 'running':
      return [[{ text: 'The files are being checked…', style: 'muted' }]];
    case 'failed':
      return failureLines(check);
    case 'done': {
      const style = check.check.isGood ? 'success' : 'error';
      return [
        [{ text: `${check.check.isGood ? '✓' : '✗'} ${problemCountText(check.check)}`, style }],
        ...checkLines(check.check),
      ];
    }
  }
}

function readyLines(form: JobForm): StyledText[] {
  const refusal = form.refusal();
  if (refusal !== undefined) return [[{ text: refusal, style: 'muted' }]];
  return [[{ text: 'Ready: Ctrl-G creates the job', style: 'success' }]];
}
