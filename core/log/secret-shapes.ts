import {
  isSparedAuthorization,
  isSparedBare,
  isSparedCookie,
  isSparedPassword,
  isSparedQuoted,
  SECRET_NAME as NAME,
  type FoundValue,
} from './spared-values.js';

/** A form that secrets have. Group 1 of the pattern is kept, the rest of the match is masked. */
export interface SecretShape {
  readonly name: string;
  /** Source of an expression that must match somewhere in the text; cheap, it runs on every line. */
  readonly hint: string;
  readonly pattern: RegExp;
  /** Whether what was found is no secret after all: source code has the same form. */
  readonly spares?: (found: FoundValue) => boolean;
}

const NAME_HINT = '[Pp]assw|PASSW|[Pp]assph|[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Kk]ey|KEY';

/**
 * Formats from the issuers' documentation (OpenAI, Anthropic, GitHub, GitLab, Slack, AWS, Google, Hugging Face, Groq,
 * npm, PyPI, Together, Anyscale), RFC 7468 (PEM), RFC 7519 (JWT), RFC 9110 (Authorization) and RFC 3986 (userinfo).
 * Every pattern is linear: it can begin at one place a word only, and its parts cannot match the same characters.
 */
export const SECRET_SHAPES: readonly SecretShape[] = [
  {
    name: 'key with a prefix',
    hint: 'sk-|gh[pousr]_|github_pat_|glpat-|xox|xapp-|hf_|gsk_|npm_|pypi-|tgp_v|esecret_',
    pattern:
      /(?<![A-Za-z0-9])()(?:sk-[\w-]{16,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[a-z]-[\w-]{10,}|xapp-[\w-]{10,}|hf_[A-Za-z0-9]{20,}|gsk_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{30,}|pypi-[\w-]{30,}|tgp_v\d_[\w-]{20,}|esecret_\w{16,})/g,
  },
  {
    name: 'cloud key',
    hint: 'A(?:KIA|SIA|Iza)',
    pattern: /(?<![A-Za-z0-9])()(?:A(?:KIA|SIA)[A-Z0-9]{16,}|AIza[\w-]{30,})/g,
  },
  {
    // RFC 7468 and its kin, also inside a string of source code. What follows is base64, line by line, up to the next dashes.
    name: 'private key',
    hint: 'PRIVATE KEY',
    pattern:
      /(-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:\\[nr]|[\s"'`+,#*|>]){0,80})(?:(?:Proc-Type|DEK-Info|Version|Comment)[^\n]{0,80}\n\s{0,40}){0,4}[A-Za-z0-9+/]{16}(?:[A-Za-z0-9+/=\s\\"'`,#*|>]|-(?!----))*/g,
  },
  { name: 'JWT', hint: 'eyJ', pattern: /(?<![\w-])()eyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?/g },
  {
    name: 'Authorization header',
    hint: '[Aa]uthorization|AUTHORIZATION|[Bb]earer|BEARER|[Bb]asic|BASIC',
    pattern:
      /(\bauthorization\b["']?\s{0,4}[:=,]\s{0,4}(?:b?["'])?(?:(?:bearer|basic|digest|token|apikey|key|negotiate)[ \t]{1,4})?|\b(?:bearer|basic)[ \t]{1,4}(?=[\w.~+/=-]{0,200}\d|[\w.~+/=-]{16}))[^\s"',;)}\]]{4,}/gi,
    spares: isSparedAuthorization,
  },
  {
    // RFC 6265; of `Set-Cookie` the attributes stay. A session is as good as a password.
    name: 'cookies of a header',
    hint: '[Cc]ookie|COOKIE',
    pattern:
      /(\b(?:set-)?cookie["']?\s{0,4}(?:[:,]\s{0,4}b?["']?|=\s{0,4}["'])[\w.!#$%&*+^`|~-]{1,80}=)[^\s"',;]+(?:;\s{0,2}(?!(?:path|expires|domain|max-age|samesite|secure|httponly|priority|partitioned)\b)[\w.!#$%&*+^`|~-]{1,80}=[^\s"',;]*)*/gi,
    spares: isSparedCookie,
  },
  {
    // `{'password': ...klmnop12'}`, as pytest cuts long values.
    name: 'end of a value of a secret name',
    hint: NAME_HINT,
    pattern: new RegExp(`(${NAME}["']?\\s{0,2}[:=]\\s{0,2}\\.{3})[^\\s"',;)}\\].]{4,}`, 'gi'),
  },
  {
    name: 'quoted value of a secret name',
    hint: NAME_HINT,
    // A comma only behind a name in quotes, as in lists of headers: `{"access_token": token, "token_type": "bearer"}`.
    pattern: new RegExp(`(${NAME}(?:["']?\\s{0,2}[:=]|["']\\s{0,2},)\\s{0,2}b?(["']))(?:(?!\\2)[^\\n]){4,}`, 'gi'),
    spares: isSparedQuoted,
  },
  {
    // Source code in a traceback (`token=make(user)`, `password=form.password,`) is left alone.
    name: 'bare value of a secret name',
    hint: NAME_HINT,
    pattern: new RegExp(
      `((?:[?&][\\w-]{0,40})${NAME}=|${NAME}(?:=|:[ \\t]{0,2})(?=[^\\s"',;&)}\\](]{0,200}\\d)|${NAME}=(?=\\w{4,200}(?:[\\s;&"']|$)))` +
        `[^\\s"',;&)}\\]]{4,}`,
      'gi',
    ),
    spares: isSparedBare,
  },
  {
    name: 'password in a URL',
    hint: '://',
    pattern: /(:\/\/[^\s:@/?#"']{0,256}:)[^\s/?#"']+(?=@)/g,
    spares: isSparedPassword,
  },
];
