/**
 * Names of files that hold keys, passwords or tokens. All lower-case; a `*` stands for anything. `secrets.py` may be a
 * module about secrets, but many projects keep them there: it stays out.
 */
const names = [
  '.env',
  '.env.*',
  '*.env',
  '.env_*',
  '.env-*',
  'env.local',
  ...['production', 'prod', 'staging', 'development', 'dev'].flatMap((name) => [`env.${name}`, `env.${name}.local`]),
  '.envrc',
  '.flaskenv',
  '.dev.vars',
  '.dev.vars.*',
  '*.pem',
  '*.key',
  '*.ppk',
  '*.p8',
  '*.p12',
  '*.pfx',
  '*.jks',
  '*.keystore',
  '*.kdb',
  '*.kdbx',
  '*.agekey',
  '*.gpg',
  '*.asc',
  'id_rsa*',
  'id_dsa*',
  'id_ecdsa*',
  'id_ed25519*',
  'deploy_key*',
  '.netrc',
  '_netrc',
  '.pgpass',
  'pgpass.conf',
  '.my.cnf',
  '.mylogin.cnf',
  '.npmrc',
  '.pypirc',
  '.yarnrc.yml',
  '.git-credentials',
  '.dockercfg',
  '.htpasswd',
  '.s3cfg',
  '.boto',
  '.vault-token',
  '.vault_pass*',
  'credentials',
  'credentials.json',
  'credentials.y*ml',
  'credentials.toml',
  'credentials.yml.enc',
  'client_secret*.json',
  ...['env', 'ini', 'json', 'properties', 'py', 'toml', 'txt', 'y*ml', 'enc*'].map((end) => `secrets.${end}`),
  ...['env', 'ini', 'json', 'toml', 'txt', 'y*ml'].map((end) => `secret.${end}`),
  'password.txt',
  'passwords.txt',
  'vault.txt',
  'auth.json',
  'nuget.config',
  'wp-config.php',
  'local.settings.json',
  'google-services.json',
  'gha-creds-*.json',
  '*firebase-adminsdk*.json',
  '.secrets',
  '.secrets.*',
  'service-account*.json',
  'service_account*.json',
  'serviceaccount*.json',
  'kubeconfig',
  '*.kubeconfig',
  'terraform.tfstate*',
  '*.tfstate',
  '*.tfvars',
  '*.tfvars.json',
  '.terraformrc',
  'terraform.rc',
  // What was typed into a shell or a database, passwords among it.
  '.*_history',
];

/** Places of such files whose names alone say nothing. */
const places = [
  '.aws/config',
  '.docker/config.json',
  '.kube/config',
  '.cargo/credentials',
  '.config/gh/hosts.yml',
  'etc/shadow',
  'etc/shadow-',
  'etc/gshadow',
  'etc/gshadow-',
  'etc/master.passwd',
  'etc/sudoers',
];

/** Everything in them is secret. */
const folders = ['.ssh', '.gnupg', '.password-store'];

/** Of a repository, also of one in it: addresses with passwords. */
const gitFiles = ['config', 'config.worktree', 'credentials'];

/** `.env.example` and its like are made to be shared; so is the public half of a key. */
const sharedName =
  /\.(?:example|sample|template|dist|tpl|pub)$|^(?:example|sample|template)\.env$|^\.env[-_](?:example|sample|template)$/;

/** What editors and people leave of a file beside it. */
const backupName = /^#(?<autosaved>.+)#$|^(?<kept>.+?)(?:~|\.(?:bak|backup|old|orig|save))$/;

const secretName = new RegExp(`^(?:${names.map(toExpression).join('|')})$`);

/**
 * Whether a file is one that commonly holds secrets, by its path from the root. Such files are never read. Upper and lower
 * case are the same.
 */
export function isSecretFile(path: string): boolean {
  const lower = path.toLowerCase();
  const parts = lower.split('/');
  const name = originalName(parts.pop() ?? '');
  if (parts.some((folder) => folders.includes(folder))) return true;
  if (places.some((place) => lower === place || lower.endsWith(`/${place}`))) return true;
  if (parts.includes('.git') && gitFiles.includes(name)) return true;
  return secretName.test(name) && !sharedName.test(name);
}

/** A copy of a secret is one, and one of what is shared is not. */
function originalName(name: string): string {
  const { autosaved, kept } = backupName.exec(name)?.groups ?? {};
  return autosaved ?? kept ?? name;
}

function toExpression(name: string): string {
  return name.replace(/[.]/g, String.raw`\.`).replaceAll('*', '.*');
}
