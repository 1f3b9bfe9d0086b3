/** Which shift a till sells in that shares the drawer of another: that one's, as the server told it last. Pure. */

import type { SharedDrawer } from "../protocol.ts";
import type { OpenShift } from "../state.ts";

/** A shift of its own comes first: it was opened before anybody told of the other, and is closed here. */
export function shiftToSellIn(own: OpenShift | null, drawer: SharedDrawer | null): OpenShift | null {
  if (own || !drawer?.shift) return own;
  return { ...drawer.shift, drawerOf: drawer.till };
}
