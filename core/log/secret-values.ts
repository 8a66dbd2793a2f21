import { visibleText } from './visible-text.js';

/** Variables of the providers that devmgr knows. */
const KNOWN_NAMES = new Set([
  'OPENAI_API_KEY',
  'ANTHROPIC_API_KEY',
  'TOGETHER_API_KEY',
  'ANYSCALE_API_KEY',
  'GEMINI_API_KEY',
  'GOOGLE_API_KEY',
  'HF_TOKEN',
  'HUGGING_FACE_HUB_TOKEN',
]);
/** Names that people give to secrets: they end in one of these words, or hold PASSWORD anywhere. */
const SECRET_NAME =
  /(?:^|_)(?:API_?KEY|ACCESS_?KEY(?:_ID)?|SECRET_?KEY|PRIVATE_?KEY|AUTH_?KEY|TOKEN|SECRET|CREDENTIALS?|PASSPHRASE|PASSWD|PAT)$|PASSWORD/i;
/** Shorter values are words that would be masked everywhere. */
const SHORTEST = 8;

/** Whether the value of an environment variable of this name is to be kept secret. */
export function isSecretName(name: string): boolean {
  return KNOWN_NAMES.has(name) || SECRET_NAME.test(name);
}

/**
 * The strings to look for: the values of secret variables with at least 8 characters, as they are and as they look
 * inside JSON, a URL and base64. What is hidden is taken out, as in the text searched.
 */
export function secretValues(env: Readonly<Record<string, string>>): readonly string[] {
  const values = new Set<string>();
  for (const [name, value] of Object.entries(env)) {
    if (!isSecretName(name)) continue;
    for (const form of writtenForms(value.trim())) values.add(form);
  }
  return [...values];
}

function writtenForms(value: string): readonly string[] {
  if (value.length < SHORTEST) return [];
  const bytes = Buffer.from(value, 'utf8');
  const forms = [
    value,
    value.normalize('NFC'),
    value.normalize('NFD'),
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value.toWellFormed()),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ];
  return forms.map((form) => visibleText(form, true).text).filter((form) => form.length >= SHORTEST);
}
