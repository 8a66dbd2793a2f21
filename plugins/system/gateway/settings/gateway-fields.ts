import { wrong, type Field } from '../../servers/definition/fields/field.js';
import { choiceField, numberField } from '../../servers/definition/fields/plain-fields.js';
import type { GatewaySettings } from '../gateway-settings.js';
import type { Elsewhere, TableFields } from './read-fields.js';

/** `[tool.devmgr.gateway]` as a file has it, without routes and aliases. */
export interface GatewayTable {
  readonly port: number;
  readonly record: GatewaySettings['record'];
  readonly 'keep-calls': number;
  readonly 'max-body-mb': number;
  readonly 'max-file-mb': number;
  readonly 'requests-per-minute': number;
  readonly 'max-concurrent': number;
}

function megabytes(most: number): Field<number> {
  return (value) =>
    typeof value === 'number' && value > 0 && value <= most
      ? { value }
      : wrong(`must be a number of megabytes, at most ${most}`);
}

export const gatewayFields: TableFields<GatewayTable> = {
  port: numberField(1, 65_535),
  record: choiceField(['off', 'calls', 'texts']),
  'keep-calls': numberField(0, 10_000_000),
  'max-body-mb': megabytes(1024),
  'max-file-mb': megabytes(100_000),
  'requests-per-minute': numberField(0, 1_000_000),
  'max-concurrent': numberField(1, 10_000),
};

/** What no file may say: it would open the gateway to others, and a project may be somebody else's. */
export const notInFiles: Elsewhere = {
  host: 'is not read: the gateway is for this machine only, unless it is started with --host',
  token: 'is not read: the gateway makes its token itself. Print it with: devmgr gateway token --show',
};
