/** The provider or WhatsApp seems to hold the account back; nothing more may be tried. The message says what showed it. */
export class Blocked extends Error {}
