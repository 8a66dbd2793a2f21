import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { loadTransformers } from './host/load-transformers.js';
import { RequestServer } from './host/request-server.js';
import { HOST_PROTOCOL, type HostAnswer } from './host-protocol.js';

// The process of the local model. Its argument is the file of transformers.js to load; see host-protocol.ts for the rest.
const [libraryFile = ''] = process.argv.slice(2);
const channel = Number(process.env['DEVMGR_CHANNEL_FD']);

/** Written at once: the event loop is busy with the next token before a queued write would get its turn. */
function send(answer: HostAnswer): void {
  const bytes = Buffer.from(`${JSON.stringify(answer)}\n`);
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(channel, bytes, written);
  } catch {
    // Nobody listens any more.
    process.exit(1);
  }
}

const server = new RequestServer({ load: () => loadTransformers(libraryFile), send });
const input = createInterface({ input: process.stdin, crlfDelay: Infinity });
input.on('line', (line) => server.receive(line));
input.on('close', () => process.exit(0));
send({ type: 'hello', protocol: HOST_PROTOCOL });
