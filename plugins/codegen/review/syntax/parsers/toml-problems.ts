import type * as Toml from 'smol-toml';
import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';

/** The first mistake of a TOML document. */
export function tomlProblems(
  text: string,
  { parse, TomlError }: Pick<typeof Toml, 'parse' | 'TomlError'>,
): readonly CodeProblem[] {
  try {
    parse(text);
    return [];
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // Below the first line the message shows the place.
    const message = error.message.split('\n', 1)[0]?.replace(/^Invalid TOML document: /, '') ?? 'no TOML';
    return [{ line: error.line, column: error.column, message }];
  }
}
