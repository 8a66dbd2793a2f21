/** How an answer is called among several: `answer 2`. `number` from one. */
export const roundName = (number: number): string => `answer ${number}`;
