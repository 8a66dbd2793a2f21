import type { StyledText } from 'devmgr/plugin-api';
import type { IndexedFile } from 'devmgr/plugin-api/contracts/code-index';

/** Nobody begins with them. */
const isAside =
  /(?:^|\/)(?:tests?|spec|docs?|examples?|migrations|vendor|dist)\/|(?:^|[/_.])(?:test|spec|conftest)[_.]|(?:\.lock|\.min\.js)$/i;
const code = /\.(?:py|pyi|ts|tsx|js|jsx|mjs|go|rs|java|kt|rb|php|cs|c|h|cpp|swift|scala)$/i;

/** What stands in the place of a conversation that has not begun. `files`: of the index, as far as they are known. */
export function emptyConversationText(files: readonly IndexedFile[]): StyledText {
  return [
    { text: 'Ask about this project: the answer comes from its own code and says where each part is.\n\n' },
    { text: `For example: ${exampleQuestion(files)}\n\n`, style: 'muted' },
    { text: '/help lists commands. Esc leaves the message, w goes back to it.', style: 'muted' },
  ];
}

/** A question that this project has an answer to: about its largest file of code. */
export function exampleQuestion(files: readonly IndexedFile[]): string {
  const own = files.filter(({ path }) => code.test(path) && !isAside.test(path));
  const [first, ...others] = own;
  if (!first) return 'what is this project about?';
  const largest = others.reduce((most, file) => (file.chunks > most.chunks ? file : most), first);
  return `what does ${largest.path} do, and who uses it?`;
}
