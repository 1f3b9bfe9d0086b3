/** Which component draws which screen; each folder brings its own. */

import type { ComponentType } from "preact";
import type { ScreenName } from "./state.ts";

export const screens: Partial<Record<ScreenName, ComponentType<Readonly<Record<string, unknown>>>>> = {};
