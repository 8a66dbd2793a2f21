const QUOTED = /^(["'])([^]*)\1$/;

/** The value without the blanks, line breaks and quotes around it; `undefined` when nothing is left, or nothing was set. */
export function readVariable(variables: Readonly<Record<string, string>>, name: string): string | undefined {
  // Names come from settings too: `constructor` is no variable.
  if (!Object.hasOwn(variables, name)) return undefined;
  return bareText(variables[name]);
}

/** See `readVariable`; for texts of settings. */
export function bareText(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  const bare = QUOTED.exec(trimmed)?.[2]?.trim() ?? trimmed;
  return bare === '' ? undefined : bare;
}
