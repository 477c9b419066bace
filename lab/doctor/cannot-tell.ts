/** The doctor cannot say anything of this app; the message says why. Never to be taken for "no findings". */
export class CannotTell extends Error {}
