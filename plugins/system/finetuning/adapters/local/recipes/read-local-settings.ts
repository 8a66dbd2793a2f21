import { isAbsolute, join, relative } from 'node:path';
import type { SettingLayer } from 'devmgr/plugin-api';
import { homePath } from '../../../../providers/home-path.js';
import { isTable, type FieldProblem } from '../../../../servers/definition/fields/field.js';
import { tableField } from '../../../../servers/definition/fields/table-field.js';
import type { LocalSettings } from '../local-settings.js';
import { unknownPlaceholders } from './check-placeholders.js';
import type { LocalProblem } from './local-problem.js';
import type { LocalRecipe } from './local-recipe.js';
import { FIELD_HINTS, localFields, recipeFields, type LocalTable, type RecipeTable } from './recipe-fields.js';
import { templates } from './templates/templates.js';

export interface SettingsPlaces {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
}

const NAME = /^[A-Za-z0-9][\w-]{0,40}$/;
const MOST_RECIPES = 50;
/** A trainer may write a last checkpoint. */
const STOP_TIMEOUT_MS = 10_000;
const TABLES_OF_FIELDS = new Set(['env', 'parameters']);

const readRecipeField = tableField(recipeFields, FIELD_HINTS);
const readLocalField = tableField(localFields, FIELD_HINTS);

/** What one recipe is made of. */
interface MergedTable {
  readonly table: LocalTable;
  readonly file: string;
  /** Parameters that are wrong, by name. */
  readonly wrong: ReadonlyMap<string, LocalProblem>;
}

/** What the layers say together, by name of the recipe; `default` is the table `local` itself. */
interface Merged {
  readonly tables: Map<string, MergedTable>;
  readonly problems: LocalProblem[];
}

/** `layers`: of the setting `finetune`, lowest first. A field that is wrong is told, and the rest stands. */
export function readLocalSettings(layers: readonly SettingLayer[], places: SettingsPlaces): LocalSettings {
  const merged: Merged = { tables: new Map(), problems: [] };
  for (const layer of layers) {
    const local = isTable(layer.value) ? layer.value['local'] : undefined;
    const file = shownOrigin(layer, places);
    if (local === undefined) continue;
    if (isTable(local)) addLayer(merged, local, file);
    else merged.problems.push(told(file, 'finetune.local', { at: '', problem: 'must be a table' }));
  }
  const own = merged.tables.get('default')?.table ?? {};
  const recipes = [...merged.tables].flatMap(([id, { table, file, wrong }]) => {
    const isNamed = id !== 'default';
    if (!isNamed && merged.tables.size > 1 && !table.command && !table.recipe) return [];
    const recipe = recipeOf({ id, table: isNamed ? shared(own, table) : table, wrong }, places.root);
    const place = isNamed ? `finetune.local.${id}` : 'finetune.local';
    for (const { name, hint } of recipe ? unknownPlaceholders(recipe) : [])
      merged.problems.push({ message: `${file}: ${place} names {${name}}, which there is not`, hint });
    if (recipe) return [recipe];
    const hint = `Write command = ["python", "train.py", "{training_file}"] in it, or recipe = "trl".`;
    merged.problems.push({ message: `${file}: ${place} has neither command nor recipe`, hint });
    return [];
  });
  return { recipes: recipes.slice(0, MOST_RECIPES), maxJobs: own.maxJobs ?? 1, problems: merged.problems };
}

function addLayer({ tables, problems }: Merged, local: Readonly<Record<string, unknown>>, file: string): void {
  const add = (id: string, place: string, entries: readonly [string, unknown][], read: typeof readLocalField) => {
    let table = tables.get(id)?.table ?? {};
    const wrong = new Map(tables.get(id)?.wrong);
    for (const [key, value] of entries.flatMap(onePart)) {
      const reading = read({ [key]: value });
      if ('value' in reading) {
        table = mergeTables(table, reading.value);
        for (const { name } of reading.value.parameters ?? []) wrong.delete(name);
        continue;
      }
      const found = reading.problems.slice(0, 3).map((problem) => told(file, place, problem));
      problems.push(...found);
      const [name] = key === 'parameters' && isTable(value) ? Object.keys(value) : [];
      if (name !== undefined && found[0]) wrong.set(name, found[0]);
    }
    tables.set(id, { table, file, wrong });
  };
  const isRecipe = ([key, value]: [string, unknown]) => isTable(value) && !TABLES_OF_FIELDS.has(key);
  const entries = Object.entries(local);
  const own = entries.filter((entry) => !isRecipe(entry));
  if (own.length > 0) add('default', 'finetune.local', own, readLocalField);
  for (const [name, value] of entries.filter(isRecipe).slice(0, MOST_RECIPES)) {
    const place = `finetune.local.${name.slice(0, 60)}`;
    if (NAME.test(name) && name !== 'default') add(name, place, Object.entries(value as object), readRecipeField);
    else problems.push(told(file, place, { at: '', problem: 'is no name of a recipe: take letters, digits, - and _' }));
  }
}

/** What is wrong in one of the fields of a table leaves the others alone. */
function onePart([key, value]: [string, unknown]): readonly [string, unknown][] {
  if (!TABLES_OF_FIELDS.has(key) || !isTable(value)) return [[key, value]];
  const fields = Object.entries(value);
  return fields.length === 0 ? [[key, value]] : fields.map(([name, each]) => [key, { [name]: each }]);
}

function mergeTables(lower: LocalTable, higher: LocalTable): LocalTable {
  const other = new Map([...(lower.parameters ?? []), ...(higher.parameters ?? [])].map((each) => [each.name, each]));
  return {
    ...lower,
    ...higher,
    ...(lower.env && higher.env && { env: { ...lower.env, ...higher.env } }),
    ...(higher.parameters && { parameters: [...other.values()] }),
  };
}

interface RecipeParts extends Pick<MergedTable, 'wrong'> {
  readonly id: string;
  readonly table: RecipeTable;
}

/** What the table `local` says for all of its recipes. */
function shared({ env, cwd, python, baseModels }: RecipeTable, table: RecipeTable): RecipeTable {
  const all = { ...(cwd && { cwd }), ...(python && { python }), ...(baseModels && { baseModels }), ...table };
  return { ...all, ...(env && { env: { ...env, ...table.env } }) };
}

function recipeOf({ id, table, wrong }: RecipeParts, root: string): LocalRecipe | undefined {
  const template = table.recipe && templates[table.recipe];
  const command = table.command ?? template?.command;
  if (!command) return undefined;
  const own = table.parameters ?? [];
  const names = new Set(own.map(({ name }) => name));
  const parameters = [...(template?.parameters ?? []).filter(({ name }) => !names.has(name)), ...own];
  return {
    id,
    title: table.title ?? template?.title ?? (id === 'default' ? command.slice(0, 2).join(' ') : id),
    command,
    env: { ...template?.env, ...table.env },
    cwd: absolute(table.cwd ?? '.', root),
    python: table.python,
    baseModels: table.baseModels ?? [],
    dataFormat: table.dataFormat ?? template?.dataFormat ?? 'any',
    parameters,
    wrong: new Map([...wrong].filter(([name]) => !parameters.some((each) => each.name === name))),
    patterns: { progress: table.progress, loss: table.loss },
    result: table.result,
    stopTimeoutMs: table.stopTimeout ?? STOP_TIMEOUT_MS,
    files: template?.files ?? [],
  };
}

function absolute(path: string, root: string): string {
  return isAbsolute(path) ? path : join(root, path);
}

function told(file: string, place: string, { at, problem, hint }: FieldProblem): LocalProblem {
  const name = at === '' ? place : `${place}.${at}`;
  return { message: `${file}: ${name} ${problem}`, hint: hint ?? `Correct ${name} in ${file}.` };
}

function shownOrigin({ origin, source }: SettingLayer, { root, env }: SettingsPlaces): string {
  if (origin === undefined) return source === 'project' ? 'the settings of the project' : 'your settings';
  if (source === 'environment' || !isAbsolute(origin)) return origin;
  const path = relative(root, origin);
  return path.startsWith('..') ? homePath(origin, env) : path;
}
