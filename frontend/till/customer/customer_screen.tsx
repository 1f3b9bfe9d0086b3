/** The customer of the sale, from another screen. */

import { useEffect } from "preact/hooks";

import { open } from "../sell/side.ts";
import { go } from "../state.ts";

export function CustomerScreen() {
  useEffect(() => {
    open({ what: "customer" });
    go("sell");
  }, []);
  return null;
}
