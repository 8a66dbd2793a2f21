import type { SettingContribution } from 'devmgr/plugin-api';
import { DEEPEST, isTooDeep } from './is-too-deep.js';

/** The value of a setting in its type, or what is wrong with it. Text from the environment is read as that type. */
export function checkSetting(
  value: unknown,
  spec: SettingContribution,
  fromText: boolean,
): { readonly value: unknown } | { readonly problem: string } {
  const typed = fromText ? fromEnvironment(String(value), spec.type) : value;
  const problem = problemOf(typed, spec);
  return problem === undefined ? { value: typed } : { problem };
}

function fromEnvironment(text: string, type: SettingContribution['type']): unknown {
  switch (type) {
    case 'string':
      return text;
    case 'number':
      return text.trim() === '' ? text : Number(text);
    case 'boolean':
      return /^(1|true|yes|on)$/i.test(text) ? true : /^(0|false|no|off)$/i.test(text) ? false : text;
    case 'array':
    case 'object':
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return text;
      }
  }
}

function problemOf(value: unknown, spec: SettingContribution): string | undefined {
  switch (spec.type) {
    case 'string':
      if (typeof value !== 'string') return 'must be a text';
      return spec.enum && !spec.enum.includes(value) ? `must be one of ${spec.enum.join(', ')}` : undefined;
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
      if (spec.minimum !== undefined && value < spec.minimum) return `must be at least ${spec.minimum}`;
      return spec.maximum !== undefined && value > spec.maximum ? `must be at most ${spec.maximum}` : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'array':
      return Array.isArray(value) ? problemOfDepth(value) : 'must be a list';
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? problemOfDepth(value)
        : 'must be a table';
  }
}

function problemOfDepth(value: object): string | undefined {
  return isTooDeep(value) ? `must not be nested deeper than ${DEEPEST} levels` : undefined;
}
