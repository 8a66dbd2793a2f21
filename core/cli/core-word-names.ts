/** Words that the core answers: listed apart, so that choosing between screen and headless loads none of them. */
export const coreWordNames: readonly string[] = ['plugins', 'config', 'screenshot', 'completion'];
