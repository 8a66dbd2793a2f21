/** What a shape found, with what stands around it. */
export interface FoundValue {
  /** The name and all up to the value, its quote included: `"Authorization", `, `password=`. */
  readonly before: string;
  readonly value: string;
  /** A few characters of what follows. */
  readonly after: string;
}

/** The end of a name whose value is secret: `client_secret`, `OPENAI_API_KEY`. */
export const SECRET_NAME =
  '(?:api[-_]?key|access[-_]?key|account[-_]?key|secret(?:[-_]key)?|passw(?:or)?d|passphrase|token)';

const CONSTANT = /^(?:None|null|nil|true|false|undefined|NotImplemented|Ellipsis|\.{3,})$/i;
const SCHEME = /^(?:bearer|basic|digest|token|apikey|key|negotiate)$/i;
/** Of templates and shells, as a whole: `{token}`, `${TOKEN}`, `$TOKEN`, `<token>`, `%(token)s`. None with a default in it. */
const PLACEHOLDER =
  /^(?:\$?\{\{? ?[A-Za-z_][\w.]{0,60} ?\}{0,2}|\$[A-Z]+(?:_[A-Z]+)*|<[A-Za-z][A-Za-z _-]{0,40}>|%\([a-z_]{1,40}\)s)$/;
/** Words as the names of fields, options, headers and variables have them; generated secrets have digits or mixed letters. */
const NAME =
  /^(?:(?:proxy-)?authorization|-{0,2}[a-z]{1,12}(?:-[a-z]{1,12}){0,2}|[a-z]{1,12}(?:_[a-z]{1,12}){1,2}|[A-Z]{1,8}|[A-Z]{1,12}(?:_[A-Z]{1,12}){1,4}|[A-Z][a-z]{0,12}(?:-(?:[A-Z][a-z]{1,12}|API|ID|CSRF|XSRF)){0,3})$/;
/** `DB_PASSWORD` as a value: where the secret is looked for. */
const VARIABLE_NAME =
  /^[A-Z]+(?:_[A-Z]+)*_(?:API_KEY|ACCESS_KEY|SECRET_KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE)$/;

const GENERIC =
  '(?:[A-Za-z]+\\.)?(?:Optional|Union|Annotated|Mapped|[Ll]ist|[Dd]ict|[Ss]et|[Tt]uple|Sequence|Literal|Option|Array|Promise)[[<]';
/** Types that have digits in their names, also in others. */
const NUMBERED_TYPE = new RegExp(
  `^(?:${GENERIC})*(?:[A-Za-z_]+\\.)*(?:UUID[1-8]|[Uu]?[Ii]nt\\d{1,3}|[Ff]loat\\d{2,3}|Base64(?:Url)?(?:Str|Bytes)|(?:Big)?(?:Uint|Int|Float)\\d+Array|u\\d{1,3}|OAuth2[A-Za-z]*)[>?]*$`,
);
/** A class by its name: words, each with a capital. */
const CLASS = /^(?:[a-z]+\.)*(?:HTTP|API|JWT|OAuth2?)?(?:[A-Z][a-z]{2,14}){1,5}\d?$/;
const WRITTEN_TYPE = new RegExp(
  `^(?:${GENERIC}.*\\]|(?:[A-Z][a-z]{2,12})*(?:Str|Bytes|Any)|[A-Za-z]{3,20} \\| None)(?: \\| None)?$`,
);
/** A call or a look into something, by names that passwords do not begin with: dotted, with underscores, or known. */
const EXPRESSION =
  /^(?:(?:[a-z_][a-z0-9_]+\.)+[A-Za-z_]\w+[([]|[a-z][a-z0-9]*(?:_[a-z0-9]+)+[([]|(?:uuid\d|sha\d+|md5|blake2[bs]|b(?:16|32|64|85)(?:en|de)code)\()/;
const MEMBER = new RegExp(
  `^(?:(?:self|cls|this|settings|config|args|process\\.env|os\\.environ)\\.[A-Za-z_][\\w.]*|(?:[a-z_][a-z0-9_]*\\.)+[a-z0-9_]*${SECRET_NAME})$`,
);
const IDENTIFIER = /^[a-z]{0,12}(?:[._]+[a-z]{1,12}){0,7}$/;

/** `password=…`: what is no value but code, a constant or a placeholder. */
export function isSparedBare({ before, value, after }: FoundValue): boolean {
  if (CONSTANT.test(value) || isPlaceholder(value, after)) return true;
  if (/[?&]/.test(before)) return false;
  return (
    (/:\s*$/.test(before) && NUMBERED_TYPE.test(value)) ||
    EXPRESSION.test(value) ||
    (/^[a-z_]+\[-?\d$/.test(value) && after.startsWith(']')) ||
    MEMBER.test(value) ||
    isNamedAlike(before, value)
  );
}

/** `"password": "…"` and `("x-api-key", "…")`: constants, placeholders, names of variables; after a comma any name. */
export function isSparedQuoted({ before, value, after }: FoundValue): boolean {
  if (CONSTANT.test(value) || VARIABLE_NAME.test(value) || isPlaceholder(value, after)) return true;
  if (/,\s*b?["']$/.test(before)) return NAME.test(value);
  return /[\w]:\s*["']$/.test(before) && WRITTEN_TYPE.test(value);
}

/** `Authorization: …`: all that is not a value. Behind `Bearer` there is one, but for placeholders and, in sentences, classes. */
export function isSparedAuthorization({ before, value, after }: FoundValue): boolean {
  if (isPlaceholder(value, after)) return true;
  if (!/^authorization/i.test(before)) return CLASS.test(value);
  if (/[a-z][ \t]+$/i.test(before)) return false;
  if (CONSTANT.test(value) || SCHEME.test(value)) return true;
  if (/,\s*(?:b?["'])?$/.test(before) && NAME.test(value)) return true;
  if (/[:=,]\s*b?["']$/.test(before)) return false;
  if (
    /^(?:bytes|string|object|[A-Za-z_]+[([].*)$/.test(value) ||
    EXPRESSION.test(value) ||
    MEMBER.test(value) ||
    CLASS.test(value) ||
    NUMBERED_TYPE.test(value)
  )
    return true;
  return (
    IDENTIFIER.test(value) && (/["']\s*[:,]\s*$|\s=\s*$/.test(before) || (/=$/.test(before) && /^[,)]/.test(after)))
  );
}

/** `://user:{password}@`. */
export function isSparedPassword({ value, after }: FoundValue): boolean {
  return isPlaceholder(value, after);
}

/** `Cookie: session=…`: constants and placeholders. */
export function isSparedCookie({ value, after }: FoundValue): boolean {
  return CONSTANT.test(value) || isPlaceholder(value, after);
}

/** The shapes leave out the brace at the end. */
function isPlaceholder(value: string, after: string): boolean {
  return PLACEHOLDER.test(value) && (!value.includes('{') || value.endsWith('}') || after.startsWith('}'));
}

/** `token=access_token`: a variable that is called like the argument. Names in capitals are those of files of variables. */
function isNamedAlike(before: string, value: string): boolean {
  const name = /^([a-z_]+)=$/.exec(before)?.[1];
  return name !== undefined && (value === name || (/^[a-z_]+$/.test(value) && value.endsWith(`_${name}`)));
}
