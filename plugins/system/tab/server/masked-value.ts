import { isSecretName } from '../../servers/client/secret-names.js';

const MASK = '***';
/** Names of variables with secrets, beside those that requests have too. */
const SECRET_VARIABLE = /(?:^|_)(?:KEY|SALT|PASS|PAT|PIN)$/i;
/** As nobody writes by hand: letters and digits in one long word that is no path. */
const GENERATED = /^(?!\/)(?=.*\d)(?=.*[A-Za-z])[\w+/=-]{24,}$/;

/**
 * The value of a variable as it may be shown: masked whole where name or value look secret, in part where a secret stands in it (the password
 * of a URL). `redact` masks what is known to be secret.
 */
export function maskedValue(name: string, value: string, redact: (text: string) => string): string {
  if (value === '') return value;
  if (isSecretName(name) || SECRET_VARIABLE.test(name) || GENERATED.test(value)) return MASK;
  const line = redact(`${name}=${value}`);
  return line.startsWith(`${name}=`) ? line.slice(name.length + 1) : MASK;
}
