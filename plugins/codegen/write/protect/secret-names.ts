/**
 * Names that commonly hold secrets, for when nobody else knows: the chat plugin has the long list. Lower-case; a `*` stands
 * for anything.
 */
const names = [
  '.env',
  '.env.*',
  '.env-*',
  '.env_*',
  '*.env',
  '.envrc',
  '.flaskenv',
  '*.pem',
  '*.key',
  '*.p12',
  '*.pfx',
  '*.jks',
  '*.keystore',
  '*.kdbx',
  'id_rsa*',
  'id_dsa*',
  'id_ecdsa*',
  'id_ed25519*',
  '.netrc',
  '.pgpass',
  '.npmrc',
  '.pypirc',
  '.git-credentials',
  '.htpasswd',
  'credentials',
  'credentials.*',
  'secrets.*',
  'secret.*',
  '*.tfvars',
  '*.tfstate',
  'kubeconfig',
];

const folders = ['.ssh', '.gnupg', '.aws', '.password-store'];

/** Made to be shared. */
const shared = /\.(?:example|sample|template|dist|tpl|pub)$|^\.env[-_](?:example|sample|template)$/;

const secret = new RegExp(
  `^(?:${names.map((name) => name.replaceAll('.', String.raw`\.`).replaceAll('*', '.*')).join('|')})$`,
);

/** Whether a file commonly holds secrets, by its path from the root. */
export function hasSecretName(path: string): boolean {
  const parts = path.toLowerCase().split('/');
  const name = parts.pop() ?? '';
  return parts.some((part) => folders.includes(part)) || (secret.test(name) && !shared.test(name));
}
