import { visibleText } from './visible-text.js';

/** Variables of the providers that devmgr knows. */
const KNOWN_NAMES = new Set([
  'OPENAI_API_KEY',
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AUTH_TOKEN',
  'TOGETHER_API_KEY',
  'ANYSCALE_API_KEY',
  'GEMINI_API_KEY',
  'GOOGLE_API_KEY',
  'HF_TOKEN',
  'HF_ACCESS_TOKEN',
  'HUGGING_FACE_HUB_TOKEN',
  'LLAMA_API_KEY',
  'LM_API_TOKEN',
  'VLLM_API_KEY',
  'OLLAMA_API_KEY',
]);
/** Names that people give to secrets: they end in one of these words, or hold PASSWORD anywhere. */
const SECRET_NAME =
  /(?:^|_)(?:API_?KEY|ACCESS_?KEY(?:_ID)?|SECRET_?KEY|PRIVATE_?KEY|AUTH_?KEY|TOKEN|SECRET|CREDENTIALS?|PASSPHRASE|PASSWD|PASS|PWD|PAT|PIN)$|PASSWORD/i;
/** Where a shell is and was. */
const FOLDER_NAME = /^(?:OLD)?PWD$/;
/** Names of secrets and of other things (`STRIPE_KEY`, `SORT_KEY`): their values tell. */
const OPEN_NAME = /(?:^|_)(?:KEY|SALT|DSN|CONN|CONNECTION|CONN(?:ECTION)?_STR(?:ING)?)$/i;
/** As nobody writes by hand: letters and digits in one word, or both kinds of letters in a long one. */
const GENERATED = /^(?=.*\d)(?=.*[A-Za-z])[^\s:.]{12,}$|^(?=.*[a-z][A-Z])(?=.*[A-Z][a-z])[A-Za-z+/_-]{16,}=*$/;
/** Passwords inside other values: of a URL (RFC 3986, userinfo) and of the connection strings of Azure and ODBC. */
const INNER_SECRETS = [
  /:\/\/[^\s:@/?#]{0,256}:([^\s/?#@]{1,256})@/g,
  /:\/\/([A-Za-z0-9]{16,256})@/g,
  /(?:^|;)\s*(?:AccountKey|SharedAccessKey|Password|Pwd)\s*=\s*([^;\s]{1,1024})/gi,
];
/** Shorter values are words that would be masked everywhere. */
const SHORTEST = 8;
/** A longer value is looked for in pieces, so that the search takes linear time whatever a file of variables holds. */
const LONGEST = 1024;
/** A line of a secret with several (a private key) is looked for by itself too: programs print line by line. */
const SHORTEST_LINE = 24;
/** `postgres`, `changeme`: no secret, and masked it would make a log unreadable. Generated passwords are longer or mixed. */
const PLAIN_WORD = /^[a-z]{1,12}$/;

/** Whether the value of an environment variable of this name is to be kept secret. */
export function isSecretName(name: string): boolean {
  return KNOWN_NAMES.has(name) || (SECRET_NAME.test(name) && !FOLDER_NAME.test(name));
}

/**
 * The strings to look for: the written forms of the values of secret variables, and of passwords in addresses that any
 * variable holds. A plain word is no secret, but for the variables of known providers.
 */
export function secretValues(variables: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(variables).flatMap(([name, value]) => {
    const inner = innerSecrets(value).filter((secret) => !PLAIN_WORD.test(secret));
    return [...(holdsSecret(name, value.trim()) ? [value] : []), ...inner].flatMap(writtenForms);
  });
}

function holdsSecret(name: string, value: string): boolean {
  if (KNOWN_NAMES.has(name)) return true;
  return (isSecretName(name) && !PLAIN_WORD.test(value)) || (OPEN_NAME.test(name) && GENERATED.test(value));
}

function innerSecrets(value: string): readonly string[] {
  // Longer ones are no addresses.
  const text = value.slice(0, 4096);
  return INNER_SECRETS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, secret = '']) => secret));
}

/**
 * What to look for to find one secret of at least 8 characters: itself and as it looks inside JSON, a URL and base64. What
 * is hidden is taken out, as in the text searched.
 */
export function writtenForms(secret: string): readonly string[] {
  const value = secret.trim();
  if (value.length < SHORTEST) return [];
  const bytes = Buffer.from(value, 'utf8');
  const forms = [
    value,
    value.normalize('NFC'),
    value.normalize('NFD'),
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value.toWellFormed()),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    ...linesOf(value),
  ];
  const visible = forms.map((form) => visibleText(form, true).text);
  return [...new Set(visible)].filter((form) => form.length >= SHORTEST).flatMap(piecesOf);
}

function linesOf(value: string): readonly string[] {
  const lines = value.includes('\n') ? value.split('\n').map((line) => line.trim()) : [];
  return lines.filter((line) => line.length >= SHORTEST_LINE && !line.startsWith('-----'));
}

/** Pieces that cover the whole; the last one overlaps, so that none is short. */
function piecesOf(form: string): readonly string[] {
  if (form.length <= LONGEST) return [form];
  const pieces = [form.slice(-LONGEST)];
  for (let at = 0; at + LONGEST < form.length; at += LONGEST) pieces.push(form.slice(at, at + LONGEST));
  return pieces;
}
