import type { SettingLayer } from 'devmgr/plugin-api';
import { shownOrigin, type Places } from '../../servers/definition/shown-origin.js';
import { isTable } from '../../servers/definition/fields/field.js';
import type { GatewayRoute, GatewaySettings } from '../gateway-settings.js';
import { gatewayFields, notInFiles, type GatewayTable } from './gateway-fields.js';
import { isModelName, MODEL_NAME_RULE, modelField } from './model-names.js';
import { readFields, shownName } from './read-fields.js';
import { routeFields, type RouteTable } from './route-fields.js';

const MEGABYTE = 1024 * 1024;
/** Names that are read of each layer: every one is in the list of models, and a project could bring any number. */
const MOST_NAMES = 200;
/** Of one layer: whoever writes a thousand settings wrongly need not read them all. */
const MOST_PROBLEMS = 10;

/** What the layers say, those above over those below. */
interface Said {
  table: Partial<GatewayTable>;
  readonly aliases: Map<string, string>;
  readonly routes: Map<string, Partial<RouteTable>>;
  readonly problems: string[];
}

/**
 * Reads `[tool.devmgr.gateway]`: the tables of all layers, field by field, lowest first. A wrong value is told with its file and left out. A
 * file of the project cannot have prompts recorded.
 */
export function readGatewaySettings(layers: readonly SettingLayer[], places: Places): GatewaySettings {
  const said: Said = { table: {}, aliases: new Map(), routes: new Map(), problems: [] };
  for (const layer of layers) addLayer(said, layer, shownOrigin(layer, places));
  const { table, aliases, routes, problems } = said;
  return {
    port: table.port ?? 4664,
    record: table.record ?? 'calls',
    keepCalls: table['keep-calls'] ?? 10_000,
    maxBodyBytes: Math.floor((table['max-body-mb'] ?? 32) * MEGABYTE),
    maxFileBytes: Math.floor((table['max-file-mb'] ?? 512) * MEGABYTE),
    requestsPerMinute: table['requests-per-minute'] ?? 0,
    maxConcurrent: table['max-concurrent'] ?? 256,
    aliases,
    routes: wholeRoutes(routes, aliases, problems),
    problems,
  };
}

function addLayer(said: Said, { value, source }: SettingLayer, file: string): void {
  if (!isTable(value)) return void said.problems.push(`${file}: gateway must be a table`);
  const { aliases = {}, routes = {}, ...rest } = value;
  const { values, problems } = readFields(rest, gatewayFields, { place: 'gateway', elsewhere: notInFiles });
  const isKept = source !== 'project' || values.record !== 'texts';
  said.table = { ...said.table, ...values, ...(!isKept && { record: said.table.record }) };
  const found = [
    ...problems,
    ...(isKept
      ? []
      : [
          'gateway.record = "texts" is not taken from a project: say it in ~/.devmgr/config.toml, or with --record texts',
        ]),
    ...addNamed(aliases, 'gateway.aliases', (name, alias) => {
      const reading = modelField(alias);
      if ('value' in reading) said.aliases.set(name, reading.value);
      return 'value' in reading ? [] : reading.problems.map(({ problem }) => problem);
    }),
    ...addNamed(routes, 'gateway.routes', (name, route) => {
      if (!Array.isArray(route) && !isTable(route)) return ['must be a list of models, or a table with them'];
      const reading = readFields(Array.isArray(route) ? { models: route } : route, routeFields, { place: '' });
      said.routes.set(name, { ...said.routes.get(name), ...reading.values });
      return reading.problems;
    }),
  ];
  const more = found.length - MOST_PROBLEMS;
  said.problems.push(...found.slice(0, MOST_PROBLEMS).map((problem) => `${file}: ${problem}`));
  if (more > 0) said.problems.push(`${file}: ${more} more settings of gateway are wrong`);
}

/** Problems of `add` go on after the name, or after a field of it: `must be a table`, `.order must be one of ...`. */
function addNamed(
  table: unknown,
  place: string,
  add: (name: string, value: unknown) => readonly string[],
): readonly string[] {
  if (!isTable(table)) return [`${place} must be a table`];
  const entries = Object.entries(table);
  const tooMany =
    entries.length > MOST_NAMES ? [`${place} has ${entries.length} names: the first ${MOST_NAMES} are read`] : [];
  const problems = entries.slice(0, MOST_NAMES).flatMap(([name, value]) => {
    const at = `${place}.${shownName(name)}`;
    if (!isModelName(name)) return [`${at} ${MODEL_NAME_RULE}`];
    return add(name, value).map((problem) => (/^[. ]/.test(problem) ? at + problem : `${at} ${problem}`));
  });
  return [...tooMany, ...problems];
}

/** Only what has models is a route; which of them is known when all layers have been read. */
function wholeRoutes(
  tables: ReadonlyMap<string, Partial<RouteTable>>,
  aliases: ReadonlyMap<string, string>,
  problems: string[],
): ReadonlyMap<string, GatewayRoute> {
  const routes = new Map<string, GatewayRoute>();
  for (const [name, table] of tables) {
    const { models: members } = table;
    const at = `gateway.routes.${shownName(name)}`;
    if (aliases.has(name)) problems.push(`${at} is an alias too: the route is taken`);
    if (!members) problems.push(`${at} is no route: models = ["provider/model"] is missing or wrong`);
    else
      routes.set(name, {
        name,
        members,
        order: table.order ?? (members.some(({ weight }) => weight !== 1) ? 'weighted' : 'ordered'),
        cooldownMs: table.cooldown,
        maxTries: table['max-tries'] ?? Math.max(3, members.length),
        maxConcurrent: table['max-concurrent'],
      });
  }
  return routes;
}
