/** Later than this a number can only mean milliseconds: as seconds it would lie in the year 5138. */
export const LAST_SECOND = 1e11;

/** Seconds since 1970, from a number that is seconds or milliseconds. */
export const inSeconds = (number: number): number => (number > LAST_SECOND ? number / 1000 : number);
