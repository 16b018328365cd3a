/** A moment as a clock on the wall shows it, such as `09:05`. @param time milliseconds since 1970 */
export const clockTime = (time: number): string => new Date(time).toTimeString().slice(0, 5);

/** The same with seconds. */
export const exactTime = (time: number): string => new Date(time).toTimeString().slice(0, 8);

/** A day as a heading between messages. @param time milliseconds since 1970 */
export const dayName = (time: number, locale: string): string =>
	new Date(time).toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long' });
