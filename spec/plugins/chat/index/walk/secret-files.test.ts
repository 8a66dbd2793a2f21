import { describe, expect, it } from 'vitest';
import { isSecretFile } from '../../../../../plugins/chat/index/walk/secret-files.js';

describe('isSecretFile', () => {
  it.each([
    ...[
      '.env',
      '.env.local',
      'app/.ENV.Production',
      'prod.env',
      'a/server.pem',
      'tls.KEY',
      'id_rsa',
      'ID_ED25519',
      'x.p12',
    ],
    ...[
      'x.pfx',
      'x.jks',
      'debug.keystore',
      '.netrc',
      '.pgpass',
      'web/.npmrc',
      '.pypirc',
      'credentials.json',
      'secrets.yaml',
    ],
    ...[
      'config/secrets.toml',
      'app/secrets.py',
      'service-account-prod.json',
      'home/.aws/credentials',
      '.aws/config',
      '.htpasswd',
      'p.kdbx',
    ],
    ...['.ssh/known_hosts', '.docker/config.json', 'terraform.tfstate', 'terraform.tfstate.backup', '.git-credentials'],
  ])('keeps away from %s', (path) => {
    expect(isSecretFile(path)).toBe(true);
  });

  it.each([
    ...[
      '.env.example',
      '.env.sample',
      '.env.template',
      'example.env',
      'id_rsa.pub',
      'env.py',
      'environment.ts',
      'keys.py',
    ],
    ...[
      'credentials.py',
      'secret_santa.py',
      'docs/secrets-of-python.md',
      'config.json',
      'docker/config.json',
      'keystore.ts',
    ],
    ...['monkey', 'pem.go', '.envoy/config.yaml', 'src/netrc.c', 'secrets/store.py', 'secrets.test.ts', 'secrets.ts'],
  ])('does not mind %s', (path) => {
    expect(isSecretFile(path)).toBe(false);
  });
});
