/** The numbers the specification allows ("Bounds"). They decide where a plain number would not be exact any more. */

export const MOST_LINES = 500;
/** Of one line, in units of the price: 100,000 pieces, or as many kilograms. */
export const MOST_PRICED_UNITS = 100_000;
/** Of the goods before anything is taken off, and of what is to pay. */
export const MOST_TOTAL = 10 ** 15;
/** Of a price, and of every amount a promotion names. */
export const MOST_AMOUNT = 10 ** 12;
