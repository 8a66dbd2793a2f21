/** `__init__` of Python, `__init__.py`, `_private_.py`: CommonMark takes the underscores for emphasis, who writes of code does not. */
const name =
  /^(?:__[a-z](?:\w*[a-z\d])?__(?!\w)|__[A-Za-z](?:\w*[A-Za-z\d])?__(?=[./(]\w)|_[A-Za-z](?:\w*[A-Za-z\d])?_(?=[./]\w))/;

/** The name with underscores around it that a text begins with. */
export function nameAt(text: string): string | undefined {
  return text.startsWith('_') ? name.exec(text)?.[0] : undefined;
}

/** Where in a text the next one may begin. */
export function nextName(text: string): number | undefined {
  for (let at = text.indexOf('_'); at >= 0; at = text.indexOf('_', at + 1)) {
    if (at === 0 || !/\w/.test(text.charAt(at - 1))) return at;
  }
  return undefined;
}
