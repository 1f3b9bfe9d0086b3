/** What this device is and how it stands: language, storage, what waits; its journal as a file. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { journalFile, saveFile } from "../../kit/export_journal.ts";
import { askToKeep, type Room } from "../../kit/persisted.ts";
import { Icon } from "../../kit/ui/icon.tsx";
import { LanguageChoice } from "../../kit/ui/language_choice.tsx";
import { toast } from "../../kit/ui/toast.tsx";
import { locale, t } from "../../kit/words.ts";
import { progress } from "../catalogue/catalogue_client.ts";
import { journal, renewSettings, sendNow } from "../device.ts";
import { go, isTraining, link, NO_SALE, sale, settings } from "../state.ts";

export function SettingsScreen() {
  const room = useSignal<Room | null>(null);
  const sequence = useSignal(0);
  useEffect(() => {
    void askToKeep().then((told) => {
      room.value = told;
    });
    void journal()
      .head()
      .then((head) => {
        sequence.value = head.sequence;
      });
  }, []);

  async function renew(): Promise<void> {
    try {
      await renewSettings();
      toast(t("The settings are those of the office now."));
    } catch {
      toast(t("The shop's server cannot be reached."));
    }
  }

  function train(): void {
    sale.value = NO_SALE;
    isTraining.value = !isTraining.value;
    go("sell");
  }

  const megabytes = (bytes: number) => Math.round(bytes / 1e6).toLocaleString(locale());
  return (
    <section class="stack settings">
      <h1>{t("Settings")}</h1>
      <div class="card stack">
        <h2>{t("Language")}</h2>
        <LanguageChoice />
      </div>
      <div class="card stack">
        <h2>{t("This device")}</h2>
        <dl class="facts">
          <dt>{t("Till")}</dt>
          <dd>
            {settings.value?.till.name} ({settings.value?.till.code})
          </dd>
          <dt>{t("Version")}</dt>
          <dd>{__VERSION__}</dd>
          <dt>{t("Entries in the journal")}</dt>
          <dd>{sequence.value.toLocaleString(locale())}</dd>
          <dt>{t("Not sent yet")}</dt>
          <dd>{link.value.unsent.toLocaleString(locale())}</dd>
          <dt>{t("Articles on the device")}</dt>
          <dd>
            {t("{here} of {all}", {
              here: progress.value.count,
              all: Math.max(progress.value.total, progress.value.count),
            })}
          </dd>
          <dt>{t("Storage")}</dt>
          <dd>
            {room.value &&
              (room.value.isKept
                ? t("kept for good, {count} MB used", { count: megabytes(room.value.usedBytes) })
                : t("the browser may empty it: install the till as an app"))}
          </dd>
        </dl>
        <div class="row">
          <button type="button" class="button" onClick={sendNow}>
            <Icon name="upload" /> {t("Send now")}
          </button>
          <button type="button" class="button" onClick={renew}>
            <Icon name="refresh" /> {t("Ask the office again")}
          </button>
          <button type="button" class="button" onClick={exportJournal}>
            <Icon name="download" /> {t("Save the journal")}
          </button>
        </div>
      </div>
      <div class="card stack">
        <h2>{t("Training")}</h2>
        <p>
          {t("Everything works as it does in earnest, and nothing of it is written down, sent or taken from stock.")}
        </p>
        <button type="button" class="button" onClick={train} aria-pressed={isTraining.value}>
          {isTraining.value ? t("End the training") : t("Begin training")}
        </button>
      </div>
    </section>
  );
}

async function exportJournal(): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  saveFile(await journalFile(journal()), `${settings.value?.till.code ?? "till"}-${day}.ndjson`);
}
