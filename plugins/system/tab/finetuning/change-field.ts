import { DevmgrError } from 'devmgr/plugin-api';
import type { FineTuningParameter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { modelNote, type DraftField } from '../../finetuning/draft/draft-fields.js';
import type { JobForm } from '../../finetuning/draft/job-form.js';
import { knownModels } from '../../finetuning/draft/job-form-state.js';
import { readParameter } from '../../finetuning/draft/parameter-value.js';
import { availabilityNote, availabilitySign, availabilityWord } from '../../finetuning/view/availability-text.js';
import type { JobsParts } from '../../jobs-parts.js';

type FileField = 'trainingFile' | 'validationFile';

/** Lets the person choose what stands in a field: from a list, typed, or, with `pickFile`, in the tree. */
export async function changeField(
  form: JobForm,
  parts: JobsParts,
  field: DraftField | undefined,
  pickFile: (field: FileField) => void,
): Promise<void> {
  if (!field || form.isCreating) return;
  switch (field.id) {
    case 'provider':
      return chooseProvider(form, parts);
    case 'model':
      return chooseModel(form, parts);
    case 'method':
      return chooseMethod(form, parts);
    case 'training':
      return pickFile('trainingFile');
    case 'validation':
      return pickFile('validationFile');
    case 'suffix':
      return type(parts, 'Part of the name of the new model', form.state.get().draft.suffix, (suffix) =>
        form.change({ suffix }),
      );
    case 'seed':
      return typeSeed(form, parts);
    default:
      if (field.parameter) await changeParameter(form, parts, field.parameter);
  }
}

/** What stands in a field goes back to what counts without a choice. */
export function clearField(form: JobForm, { id, parameter }: DraftField): void {
  if (parameter) return form.setParameter(parameter.name, undefined);
  if (id === 'training') form.change({ trainingFile: '' });
  if (id === 'validation') form.change({ validationFile: '' });
  if (id === 'model') form.change({ baseModel: '' });
  if (id === 'method' || id === 'suffix' || id === 'seed') form.change({ [id]: '' });
}

/** Those that take no jobs are listed too, with the reason. */
async function chooseProvider(form: JobForm, { context, finetuning }: JobsParts): Promise<void> {
  const { screen } = context;
  const items = finetuning.adapters.get().map((adapter) => {
    const availability = adapter.availability();
    const note = availabilityNote(availability).replaceAll('\n', ' ');
    const word = availability.kind === 'ready' ? '' : `${availabilityWord(availability)}: `;
    return {
      label: `${availabilitySign(availability).text} ${adapter.id}`,
      detail: `${word}${note}`,
      isCurrent: adapter === form.adapter,
      value: adapter.id,
    };
  });
  const picked = await screen.pick({ title: 'Where is the model to be trained?', items });
  if (picked !== undefined) form.choose(picked);
}

interface Picked {
  /** `undefined`: it is typed. */
  readonly id: string | undefined;
}

async function chooseModel(form: JobForm, parts: JobsParts): Promise<void> {
  const state = form.state.get();
  const models = knownModels(state);
  const { baseModel } = state.draft;
  const typed: { label: string; detail: string; value: Picked } = {
    label: 'another model…',
    detail: 'type its name',
    value: { id: undefined },
  };
  const listed = models.map((model) => ({
    label: model.id,
    detail: modelNote(model),
    isCurrent: model.id === baseModel,
    value: { id: model.id },
  }));
  const picked =
    models.length === 0
      ? typed.value
      : await parts.context.screen.pick<Picked>({ title: 'Base model', items: [...listed, typed] });
  if (!picked) return;
  if (picked.id !== undefined) return form.change({ baseModel: picked.id });
  await type(parts, 'Base model', baseModel, (name) => form.change({ baseModel: name }));
}

async function chooseMethod(form: JobForm, { context }: JobsParts): Promise<void> {
  const { baseModel, method } = form.state.get().draft;
  const methods = form.adapter?.methods(baseModel === '' ? undefined : baseModel) ?? [];
  const items = methods.map(({ id, title, dataFormat }) => ({
    label: id,
    detail: `${title} · examples: ${dataFormat}`,
    isCurrent: id === method,
    value: id,
  }));
  if (items.length === 0) return;
  const picked = await context.screen.pick({ title: 'How is it to be trained?', items });
  if (picked !== undefined) form.change({ method: picked });
}

async function typeSeed(form: JobForm, parts: JobsParts): Promise<void> {
  await typeAnew(parts, 'Seed, a whole number', form.state.get().draft.seed, (seed) => {
    if (seed !== '' && !/^\d{1,10}$/.test(seed)) throw wrong(`"${seed}" is no whole number`);
    form.change({ seed });
  });
}

async function changeParameter(form: JobForm, parts: JobsParts, parameter: FineTuningParameter): Promise<void> {
  const { name, title, type: kind, choices = [] } = parameter;
  const current = form.state.get().draft.parameters[name] ?? parameter.default;
  if (kind === 'flag') return form.setParameter(name, current !== true);
  if (kind === 'choice') {
    const items = choices.map((choice) => ({ label: choice, isCurrent: choice === current, value: choice }));
    const picked = await parts.context.screen.pick({ title, items });
    if (picked !== undefined) form.setParameter(name, picked);
    return;
  }
  const shown = current === undefined ? '' : String(current);
  const about = `${title}: ${parameter.description}`;
  // A number is typed anew: nobody adds digits to the one that is there.
  if (kind === 'number') return typeAnew(parts, about, shown, setRead);
  await type(parts, about, shown, setRead);

  function setRead(text: string): void {
    if (text === '') return form.setParameter(name, undefined);
    const read = readParameter(parameter, text);
    if ('problem' in read) throw wrong(`${title}: ${read.problem}`);
    form.setParameter(name, read.value);
  }
}

/** The same for a value that stays where nothing is typed; it is seen behind the cursor. */
function typeAnew(parts: JobsParts, title: string, value: string, take: (text: string) => void): Promise<void> {
  return type(parts, title, '', (text) => void (text !== '' && take(text)), value);
}

/** Asks until what is typed can be taken, or the person leaves. What is wrong stands over what was typed, and goes with it. */
async function type(
  { context }: JobsParts,
  title: string,
  value: string,
  take: (text: string) => void,
  placeholder = '',
): Promise<void> {
  let asked = { title, value, placeholder };
  for (;;) {
    const text = await context.screen.prompt(asked);
    if (text === undefined) return;
    try {
      return take(text.trim());
    } catch (error) {
      if (!DevmgrError.isInstance(error)) throw error;
      asked = { title: error.message, value: text, placeholder };
    }
  }
}

function wrong(message: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message });
}
