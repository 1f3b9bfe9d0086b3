/** Practice: everything looks as it does, and nothing of it is true. */

import { isTraining, NO_SALE } from "../state.ts";
import { replace } from "./change_sale.ts";
import { parked } from "./parked.ts";

/** Into practice, or out of it; what was practised is gone either way. */
export function setTraining(on: boolean): void {
  isTraining.value = on;
  parked.value = parked.value.filter((one) => !one.isTraining);
  replace(NO_SALE);
}
