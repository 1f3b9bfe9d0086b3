/** What this device is and how it stands; its own devices; its journal as a file. */

import { LanguageChoice } from "../../kit/ui/language_choice.tsx";
import { t } from "../../kit/words.ts";
import { Devices } from "./devices.tsx";
import { ThisDevice } from "./this_device.tsx";

export function SettingsScreen() {
  return (
    <section class="stack settings">
      <h1>{t("Settings")}</h1>
      <ThisDevice />
      <Devices />
      <div class="card stack">
        <h2>{t("Language")}</h2>
        <LanguageChoice />
      </div>
    </section>
  );
}
