import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testPython } from '../../../support/python.js';

const FOLDER = join(import.meta.dirname, '../../../../plugins/tests/pytest/devmgr_pytest');

/** A name leads to two addresses here; on the second one a stranger may listen. */
const SCRIPT = `
import json, socket, sys
sys.path.insert(0, sys.argv[1])
from reach import Reach

mine = socket.create_server(("127.0.0.1", 0))
port = mine.getsockname()[1]

def asks(told, *hosts, number=port):
    reach = Reach()
    reach._resolve = lambda *_: [(2, 1, 6, "", (each, 0)) for each in ("127.0.0.2", "127.0.0.1")]
    servers = reach.servers((host, port) for host in told)
    return [reach.is_one_of(servers, host, number) for host in hosts]

said = {
    "exact": asks(["127.0.0.1"], "127.0.0.1", "0.0.0.0", "::ffff:127.0.0.1", "127.0.0.2", "::1", "127.1", ""),
    "others": asks(["127.0.0.1"], "example.com", "127.0.0.1.example.com") + asks(["127.0.0.1"], "127.0.0.1", number=port + 1),
    "nobody else": asks(["127.0.0.1"], "localhost", "x.localhost"),
    "by name": asks(["my-machine"], "my-machine", "127.0.0.1", "other"),
}
stranger = socket.create_server(("127.0.0.2", port))
said["a stranger"] = asks(["127.0.0.1"], "localhost", "x.localhost", "127.0.0.1")
print(json.dumps(said))
`;

it('a server is reached only by what leads to its address and to nobody else', () => {
  const said = execFileSync(testPython(), ['-c', SCRIPT, FOLDER], { encoding: 'utf8' });
  expect(JSON.parse(said)).toEqual({
    exact: [true, true, true, false, false, false, false],
    others: [false, false, false],
    'nobody else': [true, true],
    'by name': [true, true, false],
    'a stranger': [false, false, true],
  });
});
