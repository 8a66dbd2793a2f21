/** What people call the parts of a query that let one in: `?api_key=`, `?sig=`, `?code=` (Azure). */
const SECRET_PARAMETER = /key|token|secret|pass|auth|cred|sig|code/i;

/** What must not be shown of a base URL that was read: the password, and values of the query that are named as keys are. */
export function urlSecrets(url: URL): readonly string[] {
  const values = [...url.searchParams].flatMap(([name, value]) => (SECRET_PARAMETER.test(name) ? [value] : []));
  return [decoded(url.password), ...values].filter((value) => value !== '');
}

/** A single percent sign makes a text that cannot be decoded: it is meant as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
