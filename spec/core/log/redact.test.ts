import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyLines } from '../../../core/log/key-lines.js';
import { createRedactor } from '../../../core/log/redact.js';
import { clean } from '../../../core/screen/text/clean.js';
import { expectQuick } from '../../support/expect-quick.js';

const none = createRedactor({});

const secretText = fc
  .string({ unit: fc.constantFrom(...'abcXYZ0189-_./+=!$@:;,"\\ é→'), minLength: 8, maxLength: 60 })
  .filter((value) => value.trim().length >= 8 && !/^[a-z]+$/.test(value.trim()))
  .map((value) => value.trim());
/** What may stand between two characters of a secret and is not seen on the screen. */
const gap = fc.oneof(
  fc.constant(''),
  fc.constantFrom(
    '\x1b[31m',
    '\x1b[0m',
    '\n',
    '\n    ',
    '\r',
    '\x1b]8;;x\x07',
    '\x9b1m',
    '\x0b ',
    '\u2028',
    '\u200d🔧',
  ),
  fc.constantFrom('\u200b', '\xad', '\ufe0f', '\u202e', '\x00', '\x85', '\u{e0041}', '🏽', '\u20dd', '\ufeff'),
);
const noise = fc.string({ unit: fc.constantFrom(...'the quick =:"\'{}\n\t→'), maxLength: 40 });

const shown = (text: string) => clean(text).replace(/\n\s*/g, '');

describe('values of secret variables', () => {
  it.each([
    'OPENAI_API_KEY',
    'HF_TOKEN',
    'STRIPE_SECRET',
    'DB_PASSWORD',
    'PASSWORD_FOR_DB',
    'aws_secret_access_key',
    'MY_API_KEY',
  ])('of %s are masked', (name) => {
    const { redact } = createRedactor({ [name]: 'correct horse battery' });
    expect(redact('it is "correct horse battery" indeed')).toBe('it is "***" indeed');
  });

  it.each([
    ['STRIPE_KEY', 'CanaryStripeEnv123456'],
    ['FERNET_KEY', 'x2Jx0vA9b_Yw3kqz8R-1TtQWmN5uLdcE7fGhIjKlMnOp='],
    ['JWT_SIGNING_KEY', 'kCWzqRtYbnVxMpLs'],
    ['DB_PASS', 'horse-battery'],
    ['MYSQL_PWD', 'tr0ub4dor'],
    ['CARD_PIN', '48151623'],
  ])('of %s are masked', (name, value) => {
    expect(createRedactor({ [name]: value }).redact(`it is ${value} indeed`)).toBe('it is *** indeed');
  });

  it.each(['PWD', 'OLDPWD'])('of %s, the folder of a shell, are not', (name) => {
    const { redact } = createRedactor({ [name]: '/home/me/shop-api' });
    expect(redact('File "/home/me/shop-api/main.py", line 2')).toBe('File "/home/me/shop-api/main.py", line 2');
  });

  it.each([
    ['SORT_KEY', 'created_at'],
    ['CACHE_KEY', 'orders:by-customer'],
    ['PRIMARY_KEY', 'order_id_2'],
    ['DATABASE_URL', 'postgres://app:postgres@localhost/orders'],
    ['SENTRY_DSN', 'disabled'],
  ])('of %s, which is no secret here, are not', (name, value) => {
    expect(createRedactor({ [name]: value }).redact('created_at orders:by-customer order_id_2 postgres disabled')).toBe(
      'created_at orders:by-customer order_id_2 postgres disabled',
    );
  });

  it.each([
    ['DATABASE_URL', 'postgres://app:hunter2hunter@db.local/orders', 'hunter2hunter'],
    [
      'SENTRY_DSN',
      'https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/2',
      '0123456789abcdef0123456789abcdef',
    ],
    ['STORAGE', 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=q1w2e3r4t5y6u7i8==;E=x', 'q1w2e3r4t5y6u7i8=='],
  ])('inside an address are masked by themselves: %s', (name, value, inner) => {
    expect(createRedactor({ [name]: value }).redact(`login with ${inner} failed`)).toBe('login with *** failed');
  });

  it('of other variables and short values are not', () => {
    const { redact } = createRedactor({ HOME: '/home/someone', API_TOKENS_PATH: '/etc/tokens', X_TOKEN: 'short' });
    expect(redact('/home/someone /etc/tokens short')).toBe('/home/someone /etc/tokens short');
  });

  it.each(['postgres', 'changeme', 'developmen'])('such as %s are words, but for provider keys', (word) => {
    const { redact } = createRedactor({ DB_PASSWORD: word, SECRET_KEY: ` ${word} ` });
    expect(redact(`connected to ${word}`)).toBe(`connected to ${word}`);
    expect(redact(`DB_PASSWORD=${word}`)).toBe('DB_PASSWORD=***');
    expect(createRedactor({ VLLM_API_KEY: word }).redact(`a ${word} b`)).toBe('a *** b');
  });

  it.each(['abcdefghijklmnop', 'postgres1', 'Postgres', 'post gres', 'pöstgres'])(
    'such as %s are no words',
    (value) => {
      expect(createRedactor({ DB_PASSWORD: value }).redact(`a ${value} b`)).toBe('a *** b');
    },
  );

  it('are masked from the moment they are added, with those of before', () => {
    const { redact, redactJoined, add, addValue } = createRedactor({ A_TOKEN: 'first value' });
    const text = 'first value, second value, postgres, short';
    expect(redact(text)).toBe('***, second value, postgres, short');
    add({ B_TOKEN: 'second value', HOME: 'postgres', C_TOKEN: 'short' });
    expect(redact(text)).toBe('***, ***, postgres, short');
    addValue(' postgres ');
    addValue('short');
    add({});
    expect(redact(text)).toBe('***, ***, ***, short');
    expect(redact(encodeURIComponent('second value'))).toBe('***');
    const long = 'x1'.repeat(400);
    addValue(long);
    expect(redactJoined(redact(`a ${long.slice(0, 790)}`), `${long.slice(790)} b`)).toBe('a *** b');
  });

  it('are masked as a whole when they are long', () => {
    const secret = Array.from({ length: 700 }, (_, at) => `k${at}`).join('-');
    const { redact } = createRedactor({ A_PRIVATE_KEY: secret });
    expect(redact(`a ${secret} b ${secret.replaceAll('-', '-\n  ')}`)).not.toMatch(/k\d/);
    expect(redact(`a ${secret} b`)).toBe('a *** b');
  });

  it('are masked line by line too', () => {
    const key =
      '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\nEFAASCBKcwggSjAgEAAoIBAQ\n-----END PRIVATE KEY-----\n';
    const { redact } = createRedactor({ A_PRIVATE_KEY: key });
    expect(key.split('\n').map(redact)).toEqual([
      '-----BEGIN PRIVATE KEY-----',
      '***',
      '***',
      '-----END PRIVATE KEY-----',
      '',
    ]);
    expect(redact(`a ${key} b`)).toBe('a ***\n b');
  });

  it('take linear time, whatever a file of variables holds', async () => {
    const hostile = { A_TOKEN: 'a'.repeat(250_000), B_TOKEN: `${'a'.repeat(900)}b` };
    const { redact } = createRedactor(hostile);
    await expectQuick(1500, () => redact('a'.repeat(250_000)));
  });

  it('never survive, however they are cut apart by what is not seen', () => {
    fc.assert(
      fc.property(secretText, fc.array(gap, { maxLength: 12 }), noise, noise, (secret, gaps, before, after) => {
        const { redact } = createRedactor({ SOME_API_KEY: secret });
        const cut = [...secret].map((character, index) => character + (gaps[index % Math.max(1, gaps.length)] ?? ''));
        const masked = redact(`${before}${cut.join('')}${after}${secret}`);
        return !shown(masked).includes(shown(secret));
      }),
      { numRuns: 500 },
    );
  });

  it('never survive when a text comes in two parts', () => {
    fc.assert(
      fc.property(secretText, fc.nat(60), noise, noise, (secret, at, before, after) => {
        const { redact, redactJoined } = createRedactor({ SOME_API_KEY: secret });
        const first = redact(before + secret.slice(0, at));
        return !shown(redactJoined(first, secret.slice(at) + after)).includes(shown(secret));
      }),
    );
  });

  it('are found in JSON, URLs and base64', () => {
    const secret = 'a"b\\c/d e=f+g';
    const { redact } = createRedactor({ SOME_TOKEN: secret });
    const forms = [JSON.stringify(secret), encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
    expect(redact(`x ${forms[0]} y`)).toBe('x "***" y');
    expect(redact(`x ${forms[1]} y`)).toBe('x *** y');
    expect(redact(`x ${forms[2]} y`)).toMatch(/^x \*\*\*=* y$/);
  });
});

/** As vendors make them: mixed, with digits. */
const generated = fc
  .tuple(
    fc.string({
      unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-'),
      minLength: 12,
      maxLength: 40,
    }),
    fc.nat(9),
    fc.constantFrom('q', 'Z', '7'),
  )
  .map(([text, digit, last]) => `x${digit}${text}${last}`);
const secretName = fc.constantFrom(
  'password',
  'api_key',
  'X-API-Key',
  'OPENAI_API_KEY',
  'client_secret',
  'access_token',
);
const writing = fc.constantFrom<(name: string, value: string) => string>(
  (name, value) => `${name}=${value}`,
  (name, value) => `host=db ${name}=${value} user=me`,
  (name, value) => `${name}: ${value}`,
  (name, value) => `"${name}": "${value}"`,
  (name, value) => `${name} = '${value}'`,
  (name, value) => `("${name}", "${value}")`,
  (name, value) => `(b'${name}', b'${value}')`,
  (name, value) => `os.getenv("${name}", "${value}")`,
  (name, value) => `["user", "token", "${name}", "${value}"]`,
  (name, value) => `connect(${name}="${value}")`,
  (name, value) => `/login?${name}=${value}&x=1`,
  (_, value) => `Authorization: Bearer ${value}`,
  (_, value) => `Authorization: ${value}`,
  (_, value) => `{"Authorization": "Basic ${value}"}`,
  (_, value) => `headers=[("Authorization", "${value}")]`,
  (_, value) => `authorization = ${value}`,
  (_, value) => `sent Bearer ${value} twice`,
  (_, value) => `postgresql://me:${value}@db/shop`,
);

/** What code has in the places of secrets. Words of Python's and names as people give them. */
const word = fc.constantFrom(
  'user',
  'order',
  'token',
  'key',
  'password',
  'form',
  'session',
  'data',
  'body',
  'value',
  'auth',
);
const identifier = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('_'));
const member = fc.tuple(identifier, identifier).map(([object, name]) => `${object}.${name}`);
const constant = fc.constantFrom('None', 'True', 'False', 'null', 'true', 'undefined', '...');
const annotation = fc.constantFrom(
  'str',
  'bytes',
  'SecretStr',
  'str | None',
  'Optional[str]',
  'Annotated[str, Header()]',
  'UUID4',
  'dict[str, int64]',
  'Mapped[bytes]',
  'HTTPAuthorizationCredentials',
);
const lookup = fc.constantFrom(
  'os.environ["API_KEY"]',
  'os.getenv("API_KEY")',
  'os.environ.get("DB_PASSWORD", "")',
  'config["secrets"]["token"]',
  'base64.b64encode(data)',
  'uuid4()',
  'process.env.TOKEN_2',
);
const named = fc.constantFrom('password', 'api_key', 'secret', 'access_token', 'Authorization', 'authorization');
const codeLine = fc.oneof(
  fc
    .tuple(named, fc.oneof(identifier, member, constant, lookup))
    .map(([name, value]) => `login(${name}=${value}, x=1)`),
  fc.tuple(named, fc.oneof(identifier, member, constant, lookup)).map(([name, value]) => `${name} = ${value}`),
  fc
    .tuple(named, fc.oneof(identifier, member, constant, lookup))
    .map(([name, value]) => `{"${name}": ${value}, "x": 1}`),
  fc.tuple(named, fc.oneof(identifier, member, constant)).map(([name, value]) => `headers.pop("${name}", ${value})`),
  fc.tuple(named, annotation).map(([name, type]) => `def check(${name}: ${type} = None, other: int = 1) -> bool:`),
  fc.tuple(named, annotation).map(([name, type]) => `    ${name}: ${type}`),
  fc.tuple(named, identifier).map(([name, value]) => `return {"${name}": ${value}, "token_type": "bearer"}`),
  fc
    .tuple(named, fc.constantFrom('Content-Type', 'X-API-Key', 'user_name', 'email', '--key', 'API_KEY'))
    .map(([name, other]) => `names = ["${name}", "${other}"]`),
  fc.tuple(named, identifier).map(([name, value]) => `f"?${name}={${value}}"`),
  fc.tuple(named, identifier).map(([name, value]) => `{"${name}": f"Bearer {${value}}"}`),
  identifier.map((value) => `{"Authorization": "Bearer " + ${value}}`),
  fc.tuple(identifier, identifier).map(([user, value]) => `f"postgresql://{${user}}:{${value}}@{host}/db"`),
);

describe('code and secrets', () => {
  it('code is left alone', () => {
    fc.assert(
      fc.property(codeLine, (line) => void expect(none.redact(line)).toBe(line)),
      { numRuns: 3000 },
    );
  });

  it('generated secrets are masked wherever they stand', () => {
    fc.assert(
      fc.property(
        secretName,
        generated,
        writing,
        (name, value, write) => void expect(none.redact(write(name, value))).toBe(write(name, '***')),
      ),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['password=$ecret1x', 'password=***'],
    ['password=Abc[9xyz', 'password=***'],
    ['password=true-blue-7', 'password=***'],
    ['password=self.1x.y2', 'password=***'],
    ['DB_PASSWORD=my_password', 'DB_PASSWORD=***'],
    ['DATABASE_URL=pg://me:${DB_PASSWORD:-secret123}@db', 'DATABASE_URL=pg://me:***@db'],
    ['token: "${TOKEN:-abc123}"', 'token: "***"'],
    ['{"password": "Correct Horse"}', '{"password": "***"}'],
    ['("password", "correct horse battery staple")', '("password", "***")'],
    ['("x-api-key", "correct-horse-battery-staple")', '("x-api-key", "***")'],
    ['["--api-key", "0123abcd"]', '["--api-key", "***"]'],
    ['Authorization: abcdef', 'Authorization: ***'],
    ['"Authorization": "abcdef"', '"Authorization": "***"'],
  ])('%s', (text, masked) => expect(none.redact(text)).toBe(masked));
});

describe('shapes of secrets', () => {
  const abc = 'abcdefghijklmnopqrstuvwxyz0123456789ABCD';
  it.each([
    [`key sk-${abc} used`, 'key *** used'],
    [`sk-ant-api03-${abc}`, '***'],
    [`sk-proj-${abc}`, '***'],
    [`url?x=ghp_${abc}&y=1`, 'url?x=***&y=1'],
    [`github_pat_${abc}`, '***'],
    [`xoxb-1234567890-${abc}`, '***'],
    ['AKIAIOSFODNN7EXAMPLE', '***'],
    [`AIzaSyA${abc.slice(0, 32)}`, '***'],
    [`hf_${abc}`, '***'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', '***'],
    ['Authorization: Bearer abcdef', 'Authorization: Bearer ***'],
    ['authorization: Basic dXNlcjpwYXNz', 'authorization: Basic ***'],
    ["'Authorization': 'Bearer abc.def'", "'Authorization': 'Bearer ***'"],
    ["(b'authorization', b'Bearer abc-def')", "(b'authorization', b'Bearer ***')"],
    ['sent Bearer a1b2c3d4', 'sent Bearer ***'],
    ['postgres://me:p@ssw0rd@db:5432/shop', 'postgres://me:***@db:5432/shop'],
    ['redis://:hunter22@localhost', 'redis://:***@localhost'],
    ['GET /login?user=me&password=hunter HTTP/1.1', 'GET /login?user=me&password=*** HTTP/1.1'],
    ['host=db password=hunter22 user=me', 'host=db password=*** user=me'],
    ['{"client_secret": "a b c d"}', '{"client_secret": "***"}'],
    ['X-API-Key: 0123abcd', 'X-API-Key: ***'],
    ['OPENAI_API_KEY=whatever', 'OPENAI_API_KEY=***'],
    ['{"Cookie": "session=abcdef123456"}', '{"Cookie": "session=***"}'],
    ['Cookie: theme=dark; session=abcdef123456 sent', 'Cookie: theme=*** sent'],
    ["(b'cookie', b'session=abcdef')", "(b'cookie', b'session=***')"],
    ['set-cookie: session=abc/def==; Path=/; HttpOnly', 'set-cookie: session=***; Path=/; HttpOnly'],
    ["assert {'password': ...mptokengot11'} == 1", "assert {'password': ...***'} == 1"],
  ])('%s', (text, masked) => expect(none.redact(text)).toBe(masked));

  it.each([
    'INFO:     127.0.0.1:5000 - "GET /orders?page=2 HTTP/1.1" 200 OK',
    '    token = get_token(request)',
    '    user = login(name, password=form.password, token=token)',
    'password: field required',
    'a task-force-of-many-words-in-a-row',
    'Basic authentication is needed',
    'max_tokens=2000 tokens: 1234',
    'see http://localhost:8000/docs or mail me@example.org',
    'password=None token=null',
    'headers.pop("Authorization", None)',
    'return {"access_token": token, "token_type": "bearer"}',
    'BasicAuth(username=auth[0], password=auth[1])',
    'allow_headers=["Authorization", "Content-Type", "X-API-Key"]',
    'Vary: Authorization, Accept-Encoding',
    'password=os.environ["DB_PASSWORD"], token=os.getenv("TOKEN"),',
    'authorization: Annotated[str | None, Header()] = None',
    'postgresql://${DB_USER}:${DB_PASSWORD}@db/shop',
    'def check(api_key: str, secret: bytes) -> bool:',
    'response.set_cookie("session", value, path="/")',
    'session: str = Cookie(default=None), cookie=Cookie(alias="session")',
    'headers = {"Cookie": f"session={value}"}',
    'def check(token: str = ..., password=...): ...',
  ])('leaves alone: %s', (text) => expect(none.redact(text)).toBe(text));

  it('are found when colours cut them apart', () => {
    expect(none.redact(`key \x1b[31msk-\x1b[0m${abc}\x1b[0m used`)).toBe('key \x1b[31m***\x1b[0m used');
  });

  it('takes linear time on hostile text', async () => {
    const pieces = [
      'sk-',
      'eyJ',
      'eyJ.',
      '://',
      '://a:',
      'token=',
      '"token":"',
      'Authorization: ',
      'bearer ',
      '\x1b[',
      '\n ',
      "password='",
      'token=a_',
      '"token","',
      'password={',
      'authorization=a.',
      'cookie: a=',
      'cookie: a=b;',
      'password: ...',
    ];
    for (const piece of pieces) {
      const text = piece.repeat(200_000 / piece.length);
      await expectQuick(1500, () => none.redact(text), JSON.stringify(piece));
    }
  });
});

it('knows everything that the screen does not draw', () => {
  const { redact } = createRedactor({ X_TOKEN: 'correct horse' });
  for (let codePoint = 0; codePoint < 0x110000; codePoint += codePoint === 0xd7ff ? 0x801 : 1) {
    const character = String.fromCodePoint(codePoint);
    if (clean(character) !== '') continue;
    const text = `correct${character}${codePoint === 0x1b || (codePoint >= 0x80 && codePoint < 0xa0) ? '\x1b\\' : ''} horse`;
    if (clean(text).includes('correct horse')) expect(redact(text), codePoint.toString(16)).not.toContain('horse');
  }
});

describe('private keys', () => {
  const body = ['MIIEpAIBAAKCAQEA7c0p8m3mJmQ1Z2x9', 'k3hT4b5n6m7QwErTyUiOpAsDfGhJkLz='];

  it('lose their lines, one by one', () => {
    const key = `a\n-----BEGIN RSA PRIVATE KEY-----\n${body.join('\n')}\n-----END RSA PRIVATE KEY-----\nb`;
    expect(none.redact(key)).toBe('a\n-----BEGIN RSA PRIVATE KEY-----\n***\n***\n-----END RSA PRIVATE KEY-----\nb');
  });

  it('are found in source code and with headers', () => {
    const code = `PEM = (\n  "-----BEGIN PRIVATE KEY-----\\n"\n  "${body[0]}\\n"\n  "${body[1]}\\n"\n)\nx = 1`;
    const masked = none.redact(code);
    expect(masked).not.toContain('MIIE');
    expect(masked).not.toContain('k3hT4b');
    expect(masked).toContain('x = 1');
    expect(masked.split('\n')).toHaveLength(code.split('\n').length);
    const headed = `-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A\n\n${body[0]}\n-----END`;
    expect(none.redact(headed)).not.toContain('MIIE');
  });

  it('are not seen where only the marker is named', () => {
    const code = 'if text.startswith("-----BEGIN RSA PRIVATE KEY-----"):\n    return load(text)\n';
    expect(none.redact(code)).toBe(code);
  });

  it('are masked when they are printed line by line, with other lines between', () => {
    const lines = new KeyLines();
    const printed = [
      'k3hT4b5n6m7QwErTyUiOpAsDfGhJkLzX',
      '-----BEGIN RSA PRIVATE KEY-----',
      ...body,
      'INFO: all is well',
    ];
    const rest = ['  "QwErTyUi\\n"', 'ab==', '-----END RSA PRIVATE KEY-----', 'k3hT4b5n6m7QwErTyUiOpAsDfGhJkLzX'];
    const marker = ['-----BEGIN PRIVATE KEY-----', ...Array.from({ length: 10 }, (_, at) => `line ${at}`), 'finished'];
    const all = [...printed, ...rest, ...marker];
    const shown = all.map((line) => (line === body[0] || line === body[1] || line === 'ab==' ? '***' : line));
    expect(all.map((line) => lines.next(line))).toEqual(shown.with(5, '  "***\\n"'));
  });
});
