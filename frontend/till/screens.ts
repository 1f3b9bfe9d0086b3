/** Which component draws which screen; each folder brings its own. */

import type { ComponentType } from "preact";
import { EnrolScreen } from "./enrol/enrol_screen.tsx";
import { SettingsScreen } from "./settings/settings_screen.tsx";
import { SignInScreen } from "./sign_in/sign_in_screen.tsx";
import type { ScreenName } from "./state.ts";

// biome-ignore lint/suspicious/noExplicitAny: each screen says itself which facts it takes
export const screens: Partial<Record<ScreenName, ComponentType<any>>> = {
  enrol: EnrolScreen,
  signin: SignInScreen,
  settings: SettingsScreen,
};
