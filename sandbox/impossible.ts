/** Something was asked of the sandbox that cannot be, such as a tap on a button nobody has. The message says what. */
export class Impossible extends Error {}
