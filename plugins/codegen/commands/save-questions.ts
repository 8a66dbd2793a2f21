import type { Screen } from 'devmgr/plugin-api';
import type { ConflictChoice, SaveQuestions } from '../session/save-questions.js';

const mostProblems = 3;

/** Asks a person on the screen. */
export function saveQuestions(screen: Pick<Screen, 'confirm' | 'pick'>): SaveQuestions {
  return {
    writeProtected: (path, reason) =>
      screen.confirm({ title: `Write ${path}?`, detail: `It is protected: ${reason}.`, action: 'Write it' }),
    writeProblems: (files) =>
      screen.confirm({ title: 'Save code with problems?', detail: problemsText(files), action: 'Save anyway' }),
    chooseConflict: (path, exists) =>
      screen.pick<ConflictChoice>({
        title: exists ? `${path} was changed on the disk meanwhile` : `${path} was removed from the disk meanwhile`,
        items: [
          { label: 'Keep the file on the disk', detail: 'drops the generated change', value: 'theirs' },
          { label: 'Write mine over it', detail: 'u takes it back', value: 'mine' },
          { label: 'Merge both', detail: 'nothing is written before you looked at it', value: 'merge' },
        ],
      }),
  };
}

function problemsText(files: Parameters<SaveQuestions['writeProblems']>[0]): string {
  const all = files.flatMap(({ path, problems }) => problems.map(({ line, message }) => `${path}:${line} ${message}`));
  const more = all.length > mostProblems ? ` and ${all.length - mostProblems} more` : '';
  return `${all.slice(0, mostProblems).join('; ')}${more}`;
}
