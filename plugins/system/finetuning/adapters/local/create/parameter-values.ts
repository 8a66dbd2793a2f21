import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { FineTuningParameter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { nearestName } from '../../../../servers/definition/nearest-name.js';

export type ParameterValues = Readonly<Record<string, string | number | boolean>>;

/**
 * The values of all parameters: chosen ones over the defaults; numbers and truth may be written as texts. Throws a `DevmgrError` for one that
 * there is not, or that is not as it should be.
 */
export function parameterValues(parameters: readonly FineTuningParameter[], chosen: ParameterValues): ParameterValues {
  const names = parameters.map(({ name }) => name);
  for (const name of Object.keys(chosen)) if (!names.includes(name)) throw unknownParameter(name, names);
  const values = parameters.flatMap((parameter) => {
    const { name, default: standard } = parameter;
    const given = Object.hasOwn(chosen, name) ? chosen[name] : undefined;
    const value = given === undefined ? standard : valueOf(parameter, given);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values);
}

function valueOf(parameter: FineTuningParameter, given: string | number | boolean): string | number | boolean {
  const { name, type, choices = [], words = [] } = parameter;
  const text = String(given);
  if (text.includes('\0')) throw wrongParameter(name, 'must be a text');
  if (words.includes(text)) return text;
  switch (type) {
    case 'number':
      return numberOf(parameter, text);
    case 'flag':
      if (text !== 'true' && text !== 'false') throw wrongParameter(name, 'must be true or false');
      return text === 'true';
    case 'choice':
      if (!choices.includes(text)) throw wrongParameter(name, `must be one of ${choices.join(', ')}`);
      return text;
    case 'text':
      return text;
  }
}

function numberOf({ name, minimum, maximum }: FineTuningParameter, text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) throw wrongParameter(name, 'must be a number');
  if (minimum !== undefined && value < minimum) throw wrongParameter(name, `must be at least ${minimum}`);
  if (maximum !== undefined && value > maximum) throw wrongParameter(name, `must be at most ${maximum}`);
  return value;
}

function unknownParameter(name: string, names: readonly string[]): DevmgrError {
  const near = nearestName(name, names);
  const all =
    names.length > 0 ? `There are: ${names.join(', ')}.` : 'Declare it in [tool.devmgr.finetune.local.parameters].';
  return refused(`There is no parameter "${name}"`, near === undefined ? all : `Did you mean ${near}?`);
}

function wrongParameter(name: string, problem: string): DevmgrError {
  return refused(`The parameter ${name} ${problem}`, `Say it as name=value: ${name}=...`);
}

function refused(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
