/** How long a look is called new, in milliseconds. */
export const JUST_NOW_MS = 10_000;
