import { describe, expect, it } from 'vitest';
import { readLocalSettings } from '../../../../../../plugins/system/finetuning/adapters/local/recipes/read-local-settings.js';

const places = { root: '/project', env: { HOME: '/home/me' } };
const project = (local: unknown) =>
  ({ value: { local }, source: 'project', origin: '/project/pyproject.toml' }) as const;
const person = (local: unknown) =>
  ({ value: { local }, source: 'user', origin: '/home/me/.devmgr/config.toml' }) as const;
const command = ['./train', '{training_file}', '--epochs={epochs}'];

describe('a parameter that is wrong', () => {
  it('is told with its name, and leaves the others and the variables alone', () => {
    const { recipes, problems } = readLocalSettings(
      [
        project({
          command,
          parameters: {
            epochs: { default: 3, minimum: 'one', maximum: 'ten' },
            rate: 0.1,
            seed: 4,
            kind: { type: 'choice' },
            size: { default: 8, maximum: 64 },
          },
          env: { GOOD: '1', 'BAD NAME': '2' },
        }),
      ],
      places,
    );
    expect(recipes).toHaveLength(1);
    expect(recipes[0]?.parameters.map(({ name, maximum }) => [name, maximum])).toEqual([
      ['rate', undefined],
      ['size', 64],
    ]);
    expect(recipes[0]?.env).toEqual({ GOOD: '1' });
    // The command names {epochs}: that it is wrong is said once, and not that there is no such parameter.
    expect(problems.map(({ message }) => message)).toEqual([
      'pyproject.toml: finetune.local.parameters."epochs".minimum must be a number',
      'pyproject.toml: finetune.local.parameters."epochs".maximum must be a number',
      'pyproject.toml: finetune.local.parameters."seed" is a name that every command has already',
      'pyproject.toml: finetune.local.parameters."kind" is a choice without choices',
      'pyproject.toml: finetune.local.env."BAD NAME" is no name of a variable',
    ]);
    expect([...(recipes[0]?.wrong.keys() ?? [])]).toEqual(['epochs', 'seed', 'kind']);
  });

  it('is what another file says of it, where that is right', () => {
    const wrong = { parameters: { epochs: [1] } };
    const right = { command, parameters: { epochs: 5 } };
    for (const layers of [
      [person(wrong), project(right)],
      [person(right), project(wrong)],
    ]) {
      const { recipes, problems } = readLocalSettings(layers, places);
      expect(problems).toHaveLength(1);
      expect(recipes[0]?.parameters).toMatchObject([{ name: 'epochs', default: 5 }]);
      expect(recipes[0]?.wrong.size).toBe(0);
    }
  });
});

it('every name in braces that there is not is told', () => {
  const table = { command: ['./train', '{trainingfile}', '{epoch}', '{epoch}'], parameters: { epochs: 3 } };
  const { problems } = readLocalSettings([project(table)], places);
  expect(problems.map(({ message }) => message)).toEqual([
    'pyproject.toml: finetune.local names {trainingfile}, which there is not',
    'pyproject.toml: finetune.local names {epoch}, which there is not',
  ]);
});
