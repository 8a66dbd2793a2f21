import { describe, expect, it } from 'vitest';
import { defineServers } from '../../../../plugins/system/servers/define-servers.js';

const app = (target: string, folder = '') => ({ target, searchPath: `/p${folder}`, factory: false, source: 'x' });
const names = (apps: readonly ReturnType<typeof app>[], chosen = '') =>
  defineServers('/p', apps, chosen).map(({ name, target }) => `${name}=${target}`);

describe('defineServers', () => {
  it('calls a single application api', () => {
    expect(names([app('shop.web:service')])).toEqual(['api=shop.web:service']);
  });

  it('calls several after their folders', () => {
    expect(names([app('main:app', '/services/orders'), app('main:app', '/services/users')])).toEqual([
      'orders=main:app',
      'users=main:app',
    ]);
    expect(names([app('app.main:app'), app('admin.main:app')])).toEqual(['api=app.main:app', 'admin=admin.main:app']);
  });

  it('calls several of one folder after their files or names, each once', () => {
    expect(names([app('main:app'), app('main:admin'), app('other:app'), app('main:admin', '/src')])).toEqual([
      'api=main:app',
      'admin=main:admin',
      'other=other:app',
      'admin-2=main:admin',
    ]);
  });

  it('makes the chosen one the default, found or not', () => {
    expect(names([app('app.main:app'), app('admin.main:app')], 'admin.main:app')).toEqual([
      'admin=admin.main:app',
      'main=app.main:app',
    ]);
    expect(names([], 'x:y')).toEqual(['api=x:y']);
  });
});
