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
    ...['.env~', '#.env#', 'server.key.bak', '.env_local', '.env-prod', 'env.local', 'env.production', '.flaskenv'],
    ...['.dev.vars', 'terraform.tfvars', 'prod.auto.tfvars', 'x.tfvars', '.terraformrc', 'api/local.settings.json'],
    ...['gha-creds-0a1b.json', 'shop-firebase-adminsdk-x1.json', 'app/google-services.json', 'auth.json'],
    ...['NuGet.Config', 'deploy_key', 'deploy_key_prod', 'secret.json', 'secret.yaml', 'secret.yml', 'secret.toml'],
    ...['secret.txt', 'secret.env', 'secret.ini', 'password.txt', 'passwords.txt', 'vault.txt', 'wp-config.php'],
    ...['.bash_history', '.zsh_history', '.mysql_history', '.python_history', '.psql_history', '.node_repl_history'],
    ...['release.asc', '.git/config', 'libs/x/.git/config', '.git/modules/x/config', '/etc/shadow', '/etc/gshadow-'],
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
    ...[
      '.env.example~',
      '#.env.sample#',
      '.env-example',
      '.env_template',
      'id_rsa.pub.bak',
      'terraform.tfvars.example',
    ],
    ...['wp-config-sample.php', 'deploy_key.pub', 'notes.txt~', 'env.test.ts', 'secret.ts', 'auth.ts', 'history.py'],
    ...['.gitignore', '.github/config', 'etc/config', 'shadow', 'css/shadow.css'],
  ])('does not mind %s', (path) => {
    expect(isSecretFile(path)).toBe(false);
  });
});
