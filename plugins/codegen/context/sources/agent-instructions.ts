import { fileItems } from '../read/file-item.js';
import { foldersUp } from '../view/places.js';
import type { ContextSource } from './context-source.js';

/** Where projects write down what somebody who writes code for them should know. */
const names = [
  'AGENTS.md',
  'CLAUDE.md',
  '.github/copilot-instructions.md',
  '.cursorrules',
  'GEMINI.md',
  'CONVENTIONS.md',
];

/** The nearest of such files, and one above. */
export const agentInstructions: ContextSource = async (view) => {
  const paths = foldersUp(view.target.path).flatMap((folder) => names.map((name) => folder + name));
  const options = { reason: 'instructions of the project', values: [0.8, 0.6], mostChars: 6_000 };
  return fileItems(view, paths.filter(view.has).slice(0, 2), options);
};
