/** The id of the built-in model: to be changed with every change of the model or of how it is fed. */
export const builtInId = 'built-in/1';
