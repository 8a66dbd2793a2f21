import { tableAt, type ConfigFiles, type ConfigTable } from './config-files.js';
import { editorconfigOf } from './editorconfig.js';
import type { Rule, RuleSource } from './rule.js';

const formatted = /\.(?:[cm]?[jt]sx?|vue|svelte|json|css|scss|less|html|md|mdx|ya?ml|graphql)$/;
const script = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;
const prettierNames = ['.prettierrc', '.prettierrc.json', '.prettierrc.yaml', '.prettierrc.yml', '.prettierrc.toml'];
const eslintNames = [
  'eslint.config.js',
  'eslint.config.mjs',
  'eslint.config.ts',
  '.eslintrc.json',
  '.eslintrc.js',
  '.eslintrc.cjs',
  '.eslintrc.yml',
  '.eslintrc',
];

/** Formatters of whatever language: .editorconfig, prettier, biome; and that ESLint looks at the code. */
export const formatRules: RuleSource = async ({ path, files }) => {
  const editor = editorconfigOf(path, await files.texts('.editorconfig'));
  const prettier = formatted.test(path) ? await prettierRules(files) : [];
  const biome =
    script.test(path) && prettier.length === 0 ? biomeRules(await files.json('biome.json', 'biome.jsonc')) : [];
  const eslint = script.test(path) && files.has(...eslintNames) ? [{ text: 'ESLint checks the code.' }] : [];
  return [...prettier, ...biome, ...editor, ...eslint];
};

async function prettierRules(files: ConfigFiles): Promise<readonly Rule[]> {
  const manifest = await files.json('package.json');
  const options = files.has(...prettierNames) ? await prettierOptions(files) : tableAt(manifest, 'prettier');
  const isUsed =
    Object.keys(options).length > 0 || files.has(...prettierNames, 'prettier.config.js', 'prettier.config.mjs');
  if (!isUsed) return [];
  const parts = [
    typeof options['printWidth'] === 'number' && `lines of at most ${options['printWidth']} characters`,
    options['useTabs'] === true
      ? 'tabs'
      : typeof options['tabWidth'] === 'number' && `${options['tabWidth']} blanks of indentation`,
    options['singleQuote'] === true && 'single quotes',
    options['semi'] === false && 'no semicolons',
    typeof options['trailingComma'] === 'string' && `trailing commas: ${options['trailingComma']}`,
  ].filter((part) => typeof part === 'string');
  return [{ text: `Formatted with prettier${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`, label: 'prettier' }];
}

/** `.prettierrc` is YAML, of which JSON is a part. */
async function prettierOptions(files: ConfigFiles): Promise<ConfigTable> {
  if (files.has('.prettierrc.toml')) return files.toml('.prettierrc.toml');
  const [first] = await files.texts(...prettierNames);
  const { parse } = await import('yaml');
  try {
    const value: unknown = parse(first?.text ?? '');
    return tableAt({ value }, 'value');
  } catch {
    return {};
  }
}

function biomeRules(biome: ConfigTable): readonly Rule[] {
  if (Object.keys(biome).length === 0) return [];
  const general = tableAt(biome, 'formatter');
  const own = tableAt(biome, 'javascript', 'formatter');
  const parts = [
    typeof general['lineWidth'] === 'number' && `lines of at most ${general['lineWidth']} characters`,
    general['indentStyle'] === 'space' ? 'blanks for indentation' : 'tabs for indentation',
    own['quoteStyle'] === 'single' && 'single quotes',
    own['semicolons'] === 'asNeeded' && 'no semicolons',
  ].filter((part) => typeof part === 'string');
  return [{ text: `Formatted with biome: ${parts.join(', ')}.`, label: 'biome' }];
}
