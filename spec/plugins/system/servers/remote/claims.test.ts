import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Claims } from '../../../../../plugins/system/servers/remote/claims.js';

const OWN = 101;
const OTHER = 102;
let dir: string;
/** Start times of the processes that live. */
let alive: Map<number, string>;
let warnings: string[];

beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'devmgr-claims-')), 'claims');
  alive = new Map([
    [OWN, 'boot/1'],
    [OTHER, 'boot/2'],
  ]);
  warnings = [];
});
afterEach(() => rmSync(join(dir, '..'), { recursive: true, force: true }));

function claims(pid: number): Claims {
  const processes = { startTime: (asked: number) => Promise.resolve(alive.get(asked)) };
  return new Claims({ dir, processes, log: { warn: (message) => void warnings.push(message) }, pid });
}

describe('Claims', () => {
  it('are of one until it lets go', async () => {
    const [own, other] = [claims(OWN), claims(OTHER)];
    expect(await own.take('api')).toBeUndefined();
    expect(await own.take('api')).toBeUndefined();
    expect(await other.take('api')).toMatchObject({ pid: OWN });
    expect(await other.take('db')).toBeUndefined();
    await own.release('api');
    expect(await other.take('api')).toBeUndefined();
    await other.releaseAll();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('are taken over from a pipe in their place, which tells nothing', async () => {
    mkdirSync(dir, { recursive: true });
    execFileSync('mkfifo', [join(dir, 'server-api')]);
    expect(await claims(OWN).take('api')).toBeUndefined();
  });

  it('are taken over from a process that is gone, and from another that has its number now', async () => {
    await claims(OTHER).take('api');
    alive.delete(OTHER);
    expect(await claims(OWN).take('api')).toBeUndefined();
    alive.set(OTHER, 'boot/3');
    alive.set(OWN, 'boot/4');
    expect(await claims(OTHER).take('api')).toBeUndefined();
    expect(readdirSync(dir)).toEqual(['server-api']);
  });

  it('are of exactly one of many that come at the same time, also where a dead one stands in the way', async () => {
    await claims(OTHER).take('api');
    alive.delete(OTHER);
    const pids = Array.from({ length: 12 }, (_, index) => 200 + index);
    for (const pid of pids) alive.set(pid, `boot/${pid}`);
    const results = await Promise.all(pids.map((pid) => claims(pid).take('api')));
    const winners = pids.filter((_, index) => results[index] === undefined);
    expect(winners).toHaveLength(1);
    expect(new Set(results.flatMap((result) => result?.pid ?? []))).toEqual(new Set(winners));
    expect(readdirSync(dir)).toEqual(['server-api']);
  });

  it('are not lost by a release that comes before the next start', async () => {
    const own = claims(OWN);
    await own.take('api');
    const released = own.release('api');
    const taken = own.take('api');
    await Promise.all([released, taken]);
    expect(await claims(OTHER).take('api')).toMatchObject({ pid: OWN });
  });

  it('pass over files that are none, and a lock that somebody was killed with', async () => {
    mkdirSync(dir);
    writeFileSync(join(dir, 'server-api'), '{"pid"');
    writeFileSync(join(dir, 'server-api.lock'), JSON.stringify({ pid: 999, startTime: 'boot/0' }));
    expect(await claims(OWN).take('api')).toBeUndefined();
    expect(readdirSync(dir)).toEqual(['server-api']);
  });

  it('keep names apart that look like paths', async () => {
    for (const name of ['..', '.', 'a/b', 'detached', 'ä']) expect(await claims(OWN).take(name)).toBeUndefined();
    expect(readdirSync(dir).sort()).toEqual([
      'server-%C3%A4',
      'server-.',
      'server-..',
      'server-a%2Fb',
      'server-detached',
    ]);
    expect(await claims(OTHER).detached()).toBeUndefined();
  });

  it('say who is in the background, and where it answers', async () => {
    const own = claims(OWN);
    expect(await own.takeDetached('/run/1.sock')).toBeUndefined();
    await own.take('api');
    expect(await claims(OTHER).takeDetached('/run/2.sock')).toMatchObject({ pid: OWN, socket: '/run/1.sock' });
    expect(await claims(OTHER).detached()).toMatchObject({ pid: OWN, socket: '/run/1.sock' });
    expect(await claims(OTHER).take('api')).toMatchObject({ pid: OWN, detached: true });
    await own.releaseAll();
    expect(await claims(OTHER).detached()).toBeUndefined();
  });

  it.skipIf(process.getuid?.() === 0)('are no reason not to start where the disk refuses them', async () => {
    mkdirSync(dir);
    chmodSync(dir, 0o500);
    expect(await claims(OWN).take('api')).toBeUndefined();
    expect(warnings).toEqual([
      expect.stringMatching(/^Other devmgrs are not kept from starting the same server: .*EACCES/),
    ]);
  });

  it('are no reason not to start where their folder is a file', async () => {
    writeFileSync(dir, '');
    expect(await claims(OWN).take('api')).toBeUndefined();
    expect(warnings).toEqual([expect.stringMatching(/^Other devmgrs are not kept/)]);
  });
});
