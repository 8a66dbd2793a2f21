import { hasPlaceholder } from '../../../../../../plugins/system/finetuning/adapters/local/recipes/check-placeholders.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { SettingLayer } from 'devmgr/plugin-api';
import { parameterValues } from '../../../../../../plugins/system/finetuning/adapters/local/create/parameter-values.js';
import { expandWords } from '../../../../../../plugins/system/finetuning/adapters/local/recipes/expand-words.js';
import { readLocalSettings } from '../../../../../../plugins/system/finetuning/adapters/local/recipes/read-local-settings.js';
import { templates } from '../../../../../../plugins/system/finetuning/adapters/local/recipes/templates/templates.js';
import { toYaml } from '../../../../../../plugins/system/finetuning/adapters/local/recipes/templates/to-yaml.js';

const places = { root: '/project', env: { HOME: '/home/me' } };
const project = (local: unknown): SettingLayer => ({
  value: { local },
  source: 'project',
  origin: '/project/pyproject.toml',
});
const person = (local: unknown): SettingLayer => ({
  value: { local },
  source: 'user',
  origin: '/home/me/.devmgr/config.toml',
});

describe('the table finetune.local', () => {
  it('of several files is one, field by field', () => {
    const { recipes, maxJobs, problems } = readLocalSettings(
      [
        person({ 'max-jobs': 3, env: { A: '1', B: '1' }, parameters: { epochs: 3, rate: 0.1 } }),
        project({ command: 'python train.py "{training_file}"', env: { B: '2' }, parameters: { epochs: 5 } }),
      ],
      places,
    );
    expect(problems).toEqual([]);
    expect(maxJobs).toBe(3);
    expect(recipes).toMatchObject([
      {
        id: 'default',
        title: 'python train.py',
        command: ['python', 'train.py', '{training_file}'],
        env: { A: '1', B: '2' },
        cwd: '/project',
        dataFormat: 'any',
      },
    ]);
    expect(recipes[0]?.parameters.map(({ name, default: value }) => [name, value])).toEqual([
      ['epochs', 5],
      ['rate', 0.1],
    ]);
  });

  it('with tables below is several recipes, which share what it says itself', () => {
    const { recipes, problems } = readLocalSettings(
      [
        project({
          cwd: 'training',
          env: { HF_HOME: '/models' },
          small: { command: ['./train'], title: 'Small' },
          large: { recipe: 'axolotl', parameters: { epochs: 1 }, env: { X: 1 } },
        }),
      ],
      places,
    );
    expect(problems).toEqual([]);
    expect(recipes.map(({ id, cwd }) => [id, cwd])).toEqual([
      ['small', '/project/training'],
      ['large', '/project/training'],
    ]);
    expect(recipes[1]).toMatchObject({ dataFormat: 'chat', env: { HF_HOME: '/models', X: '1' } });
    expect(recipes[1]?.parameters.find(({ name }) => name === 'epochs')?.default).toBe(1);
    expect(recipes[1]?.parameters.some(({ name }) => name === 'lora_rank')).toBe(true);
  });

  it('that is wrong somewhere is told with file, table and name, and the rest stands', () => {
    const { recipes, problems } = readLocalSettings(
      [
        project({
          comand: 'x',
          'max-jobs': 0,
          good: { command: ['./train'], los: 'x', 'base-models': 'tiny' },
          empty: { cwd: '.' },
          piped: { command: 'a | b' },
          form: { command: ['a'], loss: '(' },
          odd: { command: ['a', '--seed={seed}', '{epoch}'], parameters: { epochs: 3 } },
        }),
      ],
      places,
    );
    expect(recipes.map(({ id }) => id)).toEqual(['good', 'form', 'odd']);
    expect(recipes.map((recipe) => hasPlaceholder(recipe, 'seed'))).toEqual([false, false, true]);
    expect(recipes[0]?.baseModels).toEqual(['tiny']);
    const messages = problems.map(({ message }) => message);
    expect(messages[0]).toBe('pyproject.toml: finetune.local.comand is not a setting. Did you mean command?');
    expect(messages[1]).toMatch(/^pyproject.toml: finetune.local.max-jobs must be a whole number from 1 to 16/);
    expect(messages).toContain('pyproject.toml: finetune.local.good.los is not a setting. Did you mean loss?');
    expect(problems).toContainEqual({
      message: 'pyproject.toml: finetune.local.odd names {epoch}, which there is not',
      hint: 'Write {epochs}.',
    });
    expect(messages).toContain('pyproject.toml: finetune.local.empty has neither command nor recipe');
    expect(messages).toContainEqual(expect.stringContaining('finetune.local.piped.command has a pipe'));
    expect(messages).toContainEqual(expect.stringContaining('finetune.local.form.loss is no regular expression'));
  });

  it.each([undefined, 3, [], 'x', { local: 4 }, { local: [] }])('may be anything: %j', (value) => {
    expect(readLocalSettings([{ value, source: 'project' }], places).recipes).toEqual([]);
  });
});

describe('the words of a command', () => {
  it('get values without a shell, and go when there is none', () => {
    const values = { file: "a b; rm -rf '$HOME'", none: undefined, n: '3' };
    expect(expandWords(['x', '--data', '{file}', '--n={n}', '--val', '{none}', '--w={none}', '{{n}}'], values)).toEqual(
      ['x', '--data', values.file, '--n=3', '{n}'],
    );
    expect(expandWords(['{"json": {n}}', '${HOME}x{n}'.replace('${HOME}', '')], values)).toEqual(['{"json": 3}', 'x3']);
  });

  it('hold every value whole', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(expandWords(['{a}', 'x{b}y'], { a, b })).toEqual([a, `x${b}y`]);
      }),
    );
  });
});

describe('parameters', () => {
  const epochs = { name: 'epochs', title: '', type: 'number', default: 3, minimum: 1, description: '' } as const;
  const kind = { name: 'kind', title: '', type: 'choice', choices: ['a', 'b'], description: '' } as const;

  it('are checked', () => {
    expect(parameterValues([epochs, kind], { kind: 'b' })).toEqual({ epochs: 3, kind: 'b' });
    expect(parameterValues([epochs], { epochs: '7' })).toEqual({ epochs: 7 });
    expect(() => parameterValues([epochs], { epochs: 0 })).toThrow('must be at least 1');
    expect(() => parameterValues([epochs], { epochs: ' ' })).toThrow('must be a number');
    expect(() => parameterValues([epochs, kind], { kind: 'c' })).toThrow('must be one of a, b');
    expect(() => parameterValues([epochs], { toString: 'c' })).toThrow('There is no parameter "toString"');
  });
});

describe('the configuration of a trainer', () => {
  const request = { baseModel: 'org/"tiny": 1B', trainingFile: '/data/a: b.jsonl', parameters: {}, seed: 7 };

  it.each(['trl', 'axolotl', 'llama-factory', 'unsloth'] as const)('of %s is what its reader reads', (name) => {
    const { files, parameters } = templates[name];
    const facts = {
      request: { ...request, validationFile: '/data/v.jsonl' },
      parameters: parameterValues(parameters, { learning_rate: 2e-5, quantization: '4bit' }),
      jobDir: '/job',
      outputDir: '/job/output',
    };
    const config = files.find((file) => file.name.startsWith('config'))?.text(facts) ?? '';
    const read = parse(config) as Record<string, unknown>;
    expect(read['base_model'] ?? read['model_name_or_path']).toBe(request.baseModel);
    expect(read['learning_rate']).toBe(2e-5);
    expect(read['output_dir']).toBe('/job/output');
    expect(read['seed']).toBe(7);
    expect([read['load_in_4bit'], read['quantization_bit'], read['quantization']].filter(Boolean)).toHaveLength(1);
    for (const file of files.filter((each) => each.name.endsWith('.json')))
      expect(JSON.stringify(JSON.parse(file.text(facts) ?? ''))).toContain('/data/a: b.jsonl');
  });

  it('is read back as it was, whatever it holds', () => {
    const scalar = fc.oneof(fc.string(), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    const key = fc.stringMatching(/^[a-z_]{1,10}$/);
    fc.assert(
      fc.property(fc.dictionary(key, fc.oneof(scalar, fc.array(scalar))), (table) => {
        const read = parse(toYaml(table)) as unknown;
        expect(JSON.stringify(read ?? {})).toBe(JSON.stringify({ ...table }));
      }),
    );
  });
});
