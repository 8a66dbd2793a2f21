import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { testPython } from '../support/python.js';
import { runDevmgr, startDevmgr, temporaryHome } from '../support/run-devmgr.js';

const APP = `
from fastapi import FastAPI, Request
app = FastAPI()

@app.get("/orders/{number}")
async def order(number: int, request: Request):
    print("looking for order", number)
    return sorted(key for key in request.headers if key.startswith("x-"))

try:
    from devmgr_tests import TestsMiddleware
    app.add_middleware(TestsMiddleware)
except ImportError:
    pass
`;

/** The first request waits until it is known who may be told: nothing else does. */
const TESTS = `
import os, time
import httpx, requests, pytest
from app import app
from fastapi.testclient import TestClient

URL = "http://user:hunter2secret@localhost:%s" % os.environ["SPEC_PORT"]

@pytest.fixture(scope="session", autouse=True)
def told():
    deadline = time.monotonic() + 20
    while not os.path.exists(os.path.join(os.environ["DEVMGR_TESTS_RUN"], "requests.json")):
        assert time.monotonic() < deadline
        time.sleep(0.01)

@pytest.mark.parametrize("number", [7, 8])
def test_httpx(number):
    answer = httpx.get("%s/orders/%d" % (URL, number))
    assert answer.json() == []
    assert not [key for key in answer.request.headers if "devmgr" in key.lower()]

def test_command():
    assert requests.get("http://127.0.0.1:%s/orders/11" % os.environ["SPEC_OTHER_PORT"]).json() == []

def test_requests():
    assert requests.get(URL + "/orders/9").json() == []

def test_client():
    assert TestClient(app).get("/orders/10").json() == []
`;

it('brings tests of one devmgr and lines of a server of another together', async () => {
  const root = mkdtempSync(join(tmpdir(), 'devmgr-cli-'));
  const home = temporaryHome();
  const [port, other] = [await freePort(), await freePort()];
  const options = {
    cwd: root,
    home: home.path,
    env: { DEVMGR_PYTHON: testPython(), SPEC_PORT: String(port), SPEC_OTHER_PORT: String(other) },
  };
  writeFileSync(join(root, 'app.py'), APP);
  writeFileSync(join(root, 'test_app.py'), TESTS);
  writeFileSync(
    join(root, '.devmgr.toml'),
    `[servers.api]\napp = "app:app"\nport = ${port}\nhealth = "/openapi.json"\n` +
      `[servers.web]\ncommand = "${testPython()} -m uvicorn app:app --port ${other}"\nport = ${other}\ntrace-tests = true\n`,
  );
  const server = startDevmgr(['server', 'start', '--all'], options);
  try {
    await Promise.all([server.waitFor('● api healthy'), server.waitFor('● web healthy')]);
    const run = await runDevmgr(['test', '--json'], options);
    expect(run.stdout).toContain('"passed":5');
    expect(run.stdout + run.stderr).not.toContain('hunter2secret');
    const logs = async (...args: string[]) => {
      const { stdout } = await runDevmgr(['logs', '--json', ...args], options);
      const lines = stdout.split('\n').filter((line) => line !== '');
      return lines.map((line) => JSON.parse(line) as { message: string; test?: string; source: string });
    };
    await expect.poll(() => logs('--test', 'test_app.py::test_requests'), { interval: 300 }).toHaveLength(2);
    const [said, access] = await logs('--test', 'test_httpx[8]');
    expect(said).toMatchObject({ message: 'looking for order 8', source: 'api', test: 'test_app.py::test_httpx[8]' });
    expect(access?.message).toContain('"GET /orders/8 HTTP/1.1" 200');
    expect(await logs('--test', 'test_command')).toMatchObject([{ source: 'web' }, { source: 'web' }]);
    expect((await logs('--source', 'api')).filter(({ message }) => message.includes('order 10'))).toEqual([]);
  } finally {
    server.child.kill('SIGINT');
    await server.done;
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    home.remove();
  }
});
