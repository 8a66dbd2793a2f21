import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** `$$`, `$NAME`, `${NAME}`: upper case, as variables are written. */
const REFERENCE = /\$(?:(\$)|([A-Z_][A-Z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)\})/g;
/** Nothing in it is secret: `$TOKEN`, `Bearer $TOKEN`, `session=$SESSION; id=${ID}`. */
const ONLY_REFERENCES =
  /^(?:[A-Za-z][\w-]* +|[\w-]+=)?\$(?:[A-Z_][A-Z0-9_]*|\{[A-Za-z_]\w*\})(?:; *[\w-]+=\$(?:[A-Z_][A-Z0-9_]*|\{[A-Za-z_]\w*\}))*$/;

export interface ResolvedValue {
  readonly value: string;
  /** The values that were put in. */
  readonly inserted: readonly string[];
}

/** Puts variables in place of their names. Throws a `DevmgrError` for one that is not set. */
export function resolveReferences(
  text: string,
  variable: (name: string) => string | undefined,
  where: string,
): ResolvedValue {
  const inserted: string[] = [];
  const value = text.replace(REFERENCE, (_all, dollar?: string, plain?: string, braced?: string) => {
    if (dollar !== undefined) return '$';
    const name = plain ?? braced ?? '';
    const found = variable(name);
    if (found === undefined) {
      throw new DevmgrError({
        code: 'PLUGIN_SYSTEM_CALL_INVALID',
        message: `${where} needs $${name}, which is not set`,
        hint: `Set ${name} in the environment or in .env, or write $$ for a dollar`,
        exitCode: ExitCode.usage,
      });
    }
    inserted.push(found);
    return found;
  });
  return { value, inserted };
}

/** Whether a value names variables and holds nothing else that is secret. */
export function isOnlyReferences(text: string): boolean {
  return ONLY_REFERENCES.test(text);
}

/** The pieces of a text: literal ones, and names of variables. */
export function referencePieces(text: string): ({ readonly text: string } | { readonly variable: string })[] {
  const pieces: ({ text: string } | { variable: string })[] = [];
  let at = 0;
  for (const match of text.matchAll(REFERENCE)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    const [all, dollar, plain, braced] = match;
    pieces.push(dollar === undefined ? { variable: plain ?? braced ?? '' } : { text: '$' });
    at = match.index + all.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}
