import type { StyledText } from 'devmgr/plugin-api';
import { optionFields } from '../../results/option-fields.js';
import { noOptions, type RunOptionName, type RunOptionTexts } from '../../results/run-options-store.js';

/** What is run, in a line for where the form has no room. Variables by their names only: they may hold secrets. */
export function foldedLine(options: RunOptionTexts): StyledText {
  const names = Object.keys(noOptions) as RunOptionName[];
  const told = names.filter((name) => options[name].trim() !== '').map((name) => tell(name, options[name].trim()));
  return [
    { text: 'Run ' },
    told.length > 0 ? { text: told.join(' · '), style: 'accent' } : { text: 'everything', style: 'muted' },
    { text: ' · p to change', style: 'muted' },
  ];
}

function tell(name: RunOptionName, text: string): string {
  const { label } = optionFields[name];
  if (text === 'on') return label.toLowerCase();
  if (name === 'env')
    return `${label} ${[...text.matchAll(/(?:^|\s)([^=\s]+)=/g)].map(([, variable]) => variable).join(' ')}`;
  return `${label} ${text}`;
}
