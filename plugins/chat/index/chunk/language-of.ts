import { languageByExtension, languageByInterpreter, languageByName } from './language-names.js';

/**
 * The language of a file by its name, and by its first line when the name says nothing: `python`, `typescript`, `tsx`, `shell`, …;
 * `text` for what is not known.
 */
export function languageOf(path: string, firstLine?: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '';
  const byName = languageByName.get(name) ?? languageByExtension.get(extension) ?? variantOf(name);
  return byName ?? languageOfScript(firstLine) ?? 'text';
}

/** `Dockerfile.dev`, `Makefile.am`. */
function variantOf(name: string): string | undefined {
  return /^(?:dockerfile|makefile|jenkinsfile|procfile)[.-]/.test(name)
    ? languageByName.get(name.split(/[.-]/, 1)[0] ?? '')
    : undefined;
}

/** `#!/usr/bin/env -S python3 -u`, `#!/bin/bash`. */
function languageOfScript(firstLine: string | undefined): string | undefined {
  const command = /^\uFEFF?#!\s*(.*)/.exec(firstLine?.slice(0, 200) ?? '')?.[1];
  if (command === undefined) return undefined;
  const words = command.split(/\s+/).map((word) => word.slice(word.lastIndexOf('/') + 1));
  const program = words.find((word) => word !== 'env' && !word.startsWith('-') && !word.includes('='));
  const interpreter = program?.toLowerCase() ?? '';
  return languageByInterpreter.get(interpreter) ?? languageByInterpreter.get(interpreter.replace(/[\d.]+$/, ''));
}
