/** Between the windows of one till on one machine; nothing leaves it. */
export const CHANNEL = "duken-till-display";
/** The address of the second window. */
export const DISPLAY = "?display";
