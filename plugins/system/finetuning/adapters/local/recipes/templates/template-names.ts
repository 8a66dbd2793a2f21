/** Trainers for which devmgr writes the configuration. */
export const TEMPLATE_NAMES = ['trl', 'axolotl', 'unsloth', 'llama-factory'] as const;

export type TemplateName = (typeof TEMPLATE_NAMES)[number];
