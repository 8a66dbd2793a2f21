import type { FormField, FormValue } from 'devmgr/plugin-api';
import { optionFields } from '../../results/option-fields.js';
import type { RunOptionName, RunOptionTexts } from '../../results/run-options-store.js';

/** In reading order, with what stands in an empty one and the width of its box. */
const texts: readonly { readonly id: RunOptionName; readonly width: number; readonly placeholder?: string }[] = [
  { id: 'paths', width: 16, placeholder: 'all' },
  { id: 'markers', width: 12, placeholder: 'any' },
  { id: 'keyword', width: 12 },
  { id: 'args', width: 16 },
  { id: 'workers', width: 4, placeholder: 'none' },
  { id: 'verbosity', width: 2, placeholder: '0' },
  { id: 'env', width: 14 },
];
const switches: readonly RunOptionName[] = ['failFast', 'failedFirst', 'coverage'];

/** What stands in the list of profiles where none is chosen. */
export const ALL = 'all';

const resetButton = { id: 'reset', kind: 'button', label: 'Reset', command: 'tests.reset-options' } as const;

/** `profiles`: their names. */
export function formFields(profiles: readonly string[]): readonly FormField[] {
  return [
    { id: 'profile', kind: 'select', label: optionFields.profile.label, choices: profiles },
    ...texts.map(({ id, ...more }): FormField => ({ id, kind: 'text', label: optionFields[id].label, ...more })),
    ...switches.map((id): FormField => ({ id, kind: 'toggle', label: optionFields[id].label })),
    resetButton,
  ];
}

/** What the form shows for what is remembered. */
export function toFormValues(options: RunOptionTexts): Readonly<Record<string, FormValue>> {
  const isOn = switches.map((id) => [id, options[id] === 'on'] as const);
  return { ...options, profile: options.profile || ALL, ...Object.fromEntries(isOn) };
}

/** What is remembered of a value of the form. */
export function toOptionText(id: string, value: FormValue | undefined): string {
  if (typeof value === 'boolean') return value ? 'on' : '';
  const text = String(value ?? '');
  return id === 'profile' && text === ALL ? '' : text;
}
