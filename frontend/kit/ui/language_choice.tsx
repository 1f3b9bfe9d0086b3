/** Each language by its own name. */

import { LANGUAGES, type Language, language, t } from "../words.ts";

export function LanguageChoice() {
  return (
    <fieldset class="row gap-s languages" aria-label={t("Language")}>
      {(Object.entries(LANGUAGES) as [Language, string][]).map(([code, name]) => (
        <button
          type="button"
          key={code}
          class="button quiet"
          lang={code}
          aria-pressed={language.value === code}
          onClick={() => {
            language.value = code;
          }}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
