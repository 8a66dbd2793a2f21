import { durationField } from '../../servers/definition/fields/duration.js';
import { wrong, type Field } from '../../servers/definition/fields/field.js';
import { choiceField, numberField } from '../../servers/definition/fields/plain-fields.js';
import type { GatewayRoute, RouteMember } from '../gateway-settings.js';
import { modelField } from './model-names.js';
import { readFields, type TableFields } from './read-fields.js';

/** `[tool.devmgr.gateway.routes.NAME]` as a file has it. */
export interface RouteTable {
  readonly models: readonly RouteMember[];
  readonly order: GatewayRoute['order'];
  readonly cooldown: number;
  readonly 'max-tries': number;
  readonly 'max-concurrent': number;
}

interface MemberTable {
  readonly model: string;
  readonly weight: number;
  readonly 'first-token-timeout': number;
  readonly 'idle-timeout': number;
}

const MOST_MEMBERS = 20;
const HOUR_MS = 3_600_000;
const timeout = durationField(100, HOUR_MS);

const memberFields: TableFields<MemberTable> = {
  model: modelField,
  weight: (value) =>
    typeof value === 'number' && value > 0 && value <= 1000
      ? { value }
      : wrong('must be a number above 0, at most 1000'),
  'first-token-timeout': timeout,
  'idle-timeout': timeout,
};

const membersField: Field<readonly RouteMember[]> = (value) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_MEMBERS)
    return wrong(`must be a list of 1 to ${MOST_MEMBERS} models`);
  const readings = value.map(readMember);
  const problems = readings.flatMap((reading, at) => reading.problems.map((problem) => ({ at: String(at), problem })));
  // Without one of them requests would go where nobody has said that they may.
  if (problems.length > 0) return { problems };
  return { value: readings.flatMap(({ member }) => member ?? []) };
};

function readMember(value: unknown): { readonly member?: RouteMember; readonly problems: readonly string[] } {
  const table = typeof value === 'string' ? { model: value } : value;
  const { values, problems } = readFields(table, memberFields, { place: 'model' });
  const { model, weight = 1, 'first-token-timeout': firstTokenTimeoutMs, 'idle-timeout': idleTimeoutMs } = values;
  if (problems.length > 0) return { problems: problems.map((problem) => `is wrong: ${problem}`) };
  if (model === undefined) return { problems: ['names no model'] };
  return { member: { model, weight, firstTokenTimeoutMs, idleTimeoutMs }, problems };
}

export const routeFields: TableFields<RouteTable> = {
  models: membersField,
  order: choiceField(['ordered', 'weighted']),
  cooldown: durationField(0, 24 * HOUR_MS),
  'max-tries': numberField(1, 100),
  'max-concurrent': numberField(1, 10_000),
};
