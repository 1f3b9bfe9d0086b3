/** Practice: everything looks as it does, and nothing of it is true. */

import { isTraining } from "../state.ts";
import { beginAnew } from "./change_sale.ts";
import { forgetPractice } from "./parked.ts";

/** Into practice, or out of it; what was practised is gone either way. Call it with an empty basket: what lies in it is forgotten. */
export function setTraining(on: boolean): void {
  isTraining.value = on;
  forgetPractice();
  beginAnew();
}
