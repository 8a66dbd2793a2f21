import { configFiles } from '../rules/config-files.js';
import { formatRules } from '../rules/format-rules.js';
import { pythonRules } from '../rules/python-rules.js';
import { scriptRules } from '../rules/script-rules.js';
import type { ContextSource } from './context-source.js';

const mostLabels = 4;

/** What the config files of the project ask for, in words. */
export const projectRules: ContextSource = async (view) => {
  const request = { path: view.target.path, files: configFiles(view) };
  const sources = [pythonRules, scriptRules, formatRules];
  const rules = (await Promise.all(sources.map((source) => source(request)))).flat();
  if (rules.length === 0) return [];
  const labels = rules.map(({ label }) => label).filter((label) => label !== undefined);
  return [
    {
      id: 'rules:project',
      title: labels.slice(0, mostLabels).join(', ') || 'rules of the project',
      reason: 'project rules',
      text: rules.map(({ text }) => `- ${text}\n`).join(''),
      value: 0.97,
    },
  ];
};
