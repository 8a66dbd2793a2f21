import type { BaseOptions } from './widget.js';

export interface ButtonsOptions extends BaseOptions {
  /** Command ids; label, key and state come from the commands. A label given here replaces the command's. */
  readonly commands: readonly (string | { readonly command: string; label(): string })[];
}
