import type { HiddenCharacter, TextTools } from 'devmgr/plugin-api';
import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';

/** Of a line. */
const mostNames = 4;

/** Lines that hold characters which nobody sees, one problem for each: what is run may be another code than what is read. */
export function hiddenInLines(
  text: string,
  { hiddenCharacters }: Pick<TextTools, 'hiddenCharacters'>,
): readonly CodeProblem[] {
  if (hiddenCharacters(text).length === 0) return [];
  return text.split('\n').flatMap((line, at) => {
    const hidden = hiddenCharacters(line).filter((each) => at > 0 || !isByteOrderMark(each));
    const [first] = hidden;
    if (!first) return [];
    const names = [...new Set(hidden.map(({ name }) => name))];
    const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
    const which = `${names.slice(0, mostNames).join(', ')}${more}`;
    return {
      line: at + 1,
      column: first.at + 1,
      message: `hidden characters (${which}): take them out, or write escapes`,
    };
  });
}

/** At the beginning of a file. */
function isByteOrderMark({ at, name }: HiddenCharacter): boolean {
  return at === 0 && name === 'U+FEFF';
}
