import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayToken } from '../../../../../plugins/system/gateway/security/gateway-token.js';

let home: string;
let path: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'devmgr-token-'));
  path = join(home, 'gateway-token');
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('the token of the gateway', () => {
  it('is made once, for nobody else, also when many want it at once', async () => {
    const tokens = await Promise.all(Array.from({ length: 8 }, () => new GatewayToken(home).get()));
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).toMatch(/^dmg-[\w-]{43}$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await new GatewayToken(home).get()).toBe(readFileSync(path, 'utf8').trim());
  });

  it('is another one when it was made anew', async () => {
    const token = new GatewayToken(home);
    const before = await token.get();
    const after = await token.rotate();
    expect(after).not.toBe(before);
    expect(await token.get()).toBe(after);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each([0o644, 0o640, 0o606])('is refused when others can read it: %o', async (mode) => {
    await new GatewayToken(home).get();
    chmodSync(path, mode);
    await expect(new GatewayToken(home).get()).rejects.toMatchObject({
      message: expect.stringContaining(`mode ${mode.toString(8)}`) as string,
      hint: expect.stringContaining('--rotate') as string,
    });
  });

  it('is refused when it is something else', async () => {
    writeFileSync(path, 'short', { mode: 0o600 });
    await expect(new GatewayToken(home).get()).rejects.toThrow('holds no token');
    rmSync(path);
    writeFileSync(join(home, 'other'), `dmg-${'a'.repeat(43)}`, { mode: 0o600 });
    symlinkSync(join(home, 'other'), path);
    await expect(new GatewayToken(home).get()).rejects.toThrow('holds no token');
    expect(await new GatewayToken(home).rotate()).toMatch(/^dmg-/);
    expect(readFileSync(join(home, 'other'), 'utf8')).toBe(`dmg-${'a'.repeat(43)}`);
  });
});
