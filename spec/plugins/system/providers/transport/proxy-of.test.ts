import { describe, expect, it } from 'vitest';
import { proxyOf, type Environment } from '../../../../../plugins/system/providers/transport/proxy-of.js';

const proxy = 'http://proxy.test:3128';

function of(url: string, env: Environment): string | undefined {
  return proxyOf(new URL(url), env)?.href;
}

describe('which proxy', () => {
  it.each<[string, Environment, string | undefined]>([
    ['https://api.test/v1', {}, undefined],
    ['https://api.test/v1', { HTTPS_PROXY: proxy }, `${proxy}/`],
    ['https://api.test/v1', { HTTP_PROXY: proxy }, undefined],
    ['http://api.test/v1', { HTTP_PROXY: proxy }, `${proxy}/`],
    ['http://api.test/v1', { HTTPS_PROXY: proxy }, undefined],
    ['http://api.test/v1', { ALL_PROXY: proxy }, `${proxy}/`],
    ['https://api.test/v1', { all_proxy: proxy, HTTPS_PROXY: 'http://other.test' }, 'http://other.test/'],
    ['https://api.test/v1', { https_proxy: proxy, HTTPS_PROXY: 'http://other.test' }, `${proxy}/`],
    ['https://api.test/v1', { https_proxy: ' ', HTTPS_PROXY: proxy }, `${proxy}/`],
    ['https://api.test/v1', { HTTPS_PROXY: 'proxy.test:3128' }, `${proxy}/`],
    ['https://api.test/v1', { HTTPS_PROXY: 'https://me:pw@proxy.test' }, 'https://me:pw@proxy.test/'],
  ])('%s %j', (url, env, expected) => {
    expect(of(url, env)).toBe(expected);
  });

  it.each([
    'http://localhost:1234',
    'http://app.localhost',
    'http://127.0.0.1',
    'http://127.8.9.1:80',
    'https://[::1]:8',
    'http://0.0.0.0:11434',
  ])('never for %s', (url) => {
    expect(of(url, { ALL_PROXY: proxy })).toBeUndefined();
  });
});

describe('NO_PROXY', () => {
  it.each([
    ['*', 'https://api.test'],
    ['api.test', 'https://api.test'],
    ['API.test', 'https://api.test'],
    ['test', 'https://api.test'],
    ['.test', 'https://api.test'],
    ['*.test', 'https://api.test'],
    ['other, api.test', 'https://api.test'],
    ['other api.test', 'https://api.test'],
    ['api.test', 'https://deep.api.test'],
    ['api.test:443', 'https://api.test'],
    ['api.test:8443', 'https://api.test:8443'],
    ['api.test', 'https://api.test.'],
    ['10.1.2.3', 'http://10.1.2.3:8000'],
    ['10.0.0.0/8', 'http://10.1.2.3:8000'],
    ['[fe80::1]', 'http://[fe80::1]/'],
    ['fe80::1', 'http://[fe80::1]/'],
    ['[fe80::1]:80', 'http://[fe80::1]/'],
    ['fe80::/10', 'http://[fe80::1]/'],
  ])('%s excepts %s', (list, url) => {
    expect(of(url, { ALL_PROXY: proxy, NO_PROXY: list })).toBeUndefined();
    expect(of(url, { ALL_PROXY: proxy, no_proxy: list })).toBeUndefined();
  });

  it.each([
    ['', 'https://api.test'],
    ['pi.test', 'https://api.test'],
    ['deep.api.test', 'https://api.test'],
    ['api.test:8443', 'https://api.test'],
    ['2.3', 'http://10.1.2.3'],
    ['10.0.0.0/16', 'http://10.1.2.3'],
    ['10.0.0.0/99', 'http://10.1.2.3'],
    ['api.test/8', 'https://api.test'],
    ['fe80::/10', 'http://10.1.2.3'],
  ])('%j does not except %s', (list, url) => {
    expect(of(url, { ALL_PROXY: proxy, NO_PROXY: list })).toBe(`${proxy}/`);
  });
});

describe('a proxy that cannot be used is told, without its value', () => {
  it.each([
    ['socks5://me:secret@proxy.test', 'the proxy in HTTPS_PROXY is of the kind socks5://, only http and https work'],
    ['http://me:secret@proxy test', 'the proxy in HTTPS_PROXY is not a URL'],
  ])('%s', (value, message) => {
    expect(() => of('https://api.test', { HTTPS_PROXY: value })).toThrow(
      expect.objectContaining({ name: 'HttpFailure', message }) as Error,
    );
  });
});
