import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layer, messages, read, shown } from './definitions-of.js';

describe('what is wrong', () => {
  const first = (lines: string) => messages(`[servers.x]\n${lines}`)[0];
  it.each([
    ['app = "main"', 'app must be an application as module:attribute, such as "app.main:app"'],
    ['app = "m:app"\nport = "80"', 'port must be a whole number from 1 to 65535'],
    ['app = "m:app"\nport = 0', 'port must be a whole number from 1 to 65535'],
    ['app = "m:app"\nhost = "http://x"', 'host must be a name or an address, such as "127.0.0.1", "::1" or "0.0.0.0"'],
    ['app = "m:app"\nprot = 80', 'prot is not a setting. Did you mean port?'],
    ['app = "m:app"\nhealth = { intervall = 1 }', 'health.intervall is not a setting. Did you mean interval?'],
    [
      'app = "m:app"\nhealth = { interval = "x" }',
      'health.interval must be seconds, or a text such as "500ms", "2s", "1m30s"',
    ],
    ['app = "m:app"\nhealth = { interval = 0 }', 'health.interval must be at least 100ms'],
    ['app = "m:app"\nhealth = { http = "/", tcp = true }', 'health names http and tcp'],
    ['app = "m:app"\nhealth = { status = 200 }', 'health says what is answered, and not to what'],
    ['app = "m:app"\nhealth = { http = "//evil" }', 'health.http must be a path such as "/health", or a whole URL'],
    [
      'app = "m:app"\nhealth = { http = "/", status = "600" }',
      'health.status must be a status or a list of them: 200, "2xx", "200-299"',
    ],
    [
      'app = "m:app"\nhealth = { http = "/", headers = { "a b" = "x" } }',
      'health.headers."a b" is no name of a header',
    ],
    ['app = "m:app"\nhealth = { on-failure = "stop" }', 'health.on-failure must be one of say, restart'],
    ['app = "m:app"\ncommand = "x"', 'names app and command'],
    ['command = "a | b"', 'command has a pipe (|), and no shell runs it'],
    ['command = []', 'command must name a command'],
    ['command = [1]', 'command must be a text or a list of texts'],
    ['command = "x"\npython = "python3"', 'python is for applications that uvicorn serves'],
    ['command = "x"\nreload = "handover"', 'reload must be true or "restart" for a command'],
    ['command = "x"\nhealth = "/live"', 'health needs to know where the server listens'],
    ['url = "http://x"\nenv = { A = "b" }', 'env has no effect: what has only a url is watched, not run'],
    ['url = "ftp://x"', 'url must be a URL, such as "http://127.0.0.1:8000"'],
    ['url = "http://a:b@x"', 'url must not hold a password'],
    ['url = "http://x"\nhealth = false', 'health needs a process, and what has only a url is not run'],
    ['app = "m:app"\nenv = ["A=b"]', 'env must be a table: { NAME = "value" }'],
    ['app = "m:app"\nenv = { "A=B" = "x" }', 'env."A=B" is no name of a variable'],
    ['app = "m:app"\nenv = { A = [1] }', 'env."A" must be a text'],
    ['app = "m:app"\nreload = "yes"', 'reload must be true, false, "handover" or "restart"'],
    ['app = "m:app"\nreload = true\nwatch = false', 'watch is false, and reload is not'],
    [
      'app = "m:app"\nssh = "box"\nreload = true',
      'reload has no effect over ssh: files of the other machine are not watched',
    ],
    ['app = "m:app"\ntrace-tests = true', 'trace-tests is for commands: an app is always traced'],
    ['command = "x"\nssh = "box"\ntrace-tests = true', 'trace-tests has no effect over ssh'],
    ['command = "x"\ntrace-tests = true', 'trace-tests needs to know where the server listens'],
    ['command = "x"\ntrace-tests = "yes"', 'trace-tests must be true or false'],
    [
      'app = "m:app"\nssh = "-oProxyCommand=x"',
      'ssh must be a machine as ssh takes it, such as "user@host", or a table { host, folder }',
    ],
    [
      'app = "m:app"\nrestart = "sometimes"',
      'restart must be "no", "on-failure", "always", or a table { when, delay, max-delay, max-restarts, window }',
    ],
    ['app = "m:app"\nstop = { signal = "KILL" }', 'stop.signal must be one of SIGTERM, SIGINT, SIGQUIT, SIGHUP'],
    ['app = "m:app"\ndepends-on = { db = "up" }', 'depends-on."db" must be one of healthy, started, completed'],
    ['app = "m:app"\nautostart = 1', 'autostart must be true or false'],
    ['app = "m:app"\nenv-file = "a"\nenv_file = "b"', 'env_file stands there twice: env-file'],
  ])('%j', (lines, message) => {
    expect(first(lines)).toBe(`pyproject.toml: servers.x${message.startsWith('names') ? ' ' : '.'}${message}`);
  });

  it('says what to write', () => {
    const hint = (lines: string) => read(`[servers.x]\n${lines}`).problems[0]?.hint;
    expect(hint('command = "a && b"')).toBe('Write it as a list for the shell: ["sh", "-c", "a && b"]');
    expect(hint('app = "m:app"\nenvironment = {}')).toBe('Write env = { NAME = "value" }.');
    expect(hint('app = "m:app"\nport = "x"')).toBe('Correct servers.x.port in pyproject.toml.');
    expect(hint('host = "127.0.0.1"')).toContain('Write app = "app.main:app"');
  });

  it('leaves the other servers alone', () => {
    const found = read('[servers.a]\napp = "m:a"\n[servers.b]\nprot = 1\n[servers.c]\napp = "m:c"\n[servers]\nd = 1');
    expect(shown(found)).toEqual(['a=m:a', 'c=m:c']);
    expect(found.problems.map(({ name }) => name)).toEqual(['b', 'd']);
  });

  it.each([
    ['"a b"', 'a-b'],
    ['"../etc"', 'etc'],
    ['constructor', undefined],
    ['"-x"', 'x'],
    ['""', undefined],
  ])('is the name %s', (name, proposed) => {
    const [problem] = read(`[servers.${name}]\napp = "m:a"`).problems;
    expect(problem?.message).toContain('is not read: a server is named with letters, digits');
    expect(problem?.hint).toBe(proposed === undefined ? 'Give it another name.' : `Write servers.${proposed}.`);
  });

  it('names the file that says it, in all layers', () => {
    const wrongly = '[servers.x]\napp = "m:a"\nport = "x"';
    const all = read([layer(wrongly, 'user'), layer(wrongly), layer(wrongly, 'environment')]);
    expect(all.problems.map(({ message }) => message.split(':')[0])).toEqual([
      '~/.devmgr/config.toml',
      'pyproject.toml',
      'DEVMGR_SERVERS',
    ]);
  });

  it('is cut to what a person reads', () => {
    const many = Array.from({ length: 200 }, (_, index) => `[servers.s${index}]\ncommand = "x"`).join('\n');
    const found = read(many);
    expect(found.servers).toHaveLength(100);
    expect(found.problems[0]?.message).toBe('pyproject.toml: servers has 200 tables; the first 100 are read');
    const fields = Array.from({ length: 50 }, (_, index) => `f${index} = 1`).join('\n');
    expect(messages(`[servers.x]\napp = "m:a"\n${fields}`)).toHaveLength(6);
  });

  it('never throws, whatever stands there', () => {
    const keys = fc.constantFrom(
      'app',
      'command',
      'url',
      'health',
      'env',
      'watch',
      'restart',
      'stop',
      'ssh',
      'depends-on',
      'port',
      'x',
    );
    const table = fc.dictionary(
      keys,
      fc.oneof(fc.jsonValue(), fc.constantFrom('m:app', 'tcp', '/x', 'a "b', { http: '/' })),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(table, fc.jsonValue())), (value) => {
        const { servers, problems } = read([{ value, source: 'project' }]);
        for (const { name } of servers)
          expect(problems.filter((each) => each.name === name && each.severity === 'error')).toEqual([]);
        for (const { message, hint } of problems) expect([message !== '', hint !== '']).toEqual([true, true]);
      }),
    );
  });
});
