/** Which till this is, what waits to be sent, whether the browser keeps it; what a person can do about it. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { now } from "../../kit/clock.ts";
import { journalFile, saveFile } from "../../kit/export_journal.ts";
import { askToKeep, type Room } from "../../kit/persisted.ts";
import { Icon } from "../../kit/ui/icon.tsx";
import { toast } from "../../kit/ui/toast.tsx";
import { locale, t } from "../../kit/words.ts";
import { progress } from "../catalogue/catalogue_client.ts";
import { aheadSeconds, journal, renewSettings, sendNow } from "../device.ts";
import { problemOfLink } from "../problem_of_link.ts";
import { go, link, settings } from "../state.ts";

const WRONG_CLOCK_SECONDS = 120;

export function ThisDevice() {
  const room = useSignal<Room | null>(null);
  const sequence = useSignal(0);
  const { unsent, problem } = link.value;
  useEffect(() => {
    void askToKeep().then((told) => {
      room.value = told;
    });
  }, []);
  useEffect(() => {
    void journal()
      .head()
      .then((head) => {
        sequence.value = head.sequence;
      });
  }, [unsent]);
  return (
    <div class="card stack">
      <h2>{t("This device")}</h2>
      {problem && (
        <p class="notice bad" role="alert">
          <Icon name="bad" />
          <span>{problemOfLink(problem)}</span>
        </p>
      )}
      {Math.abs(aheadSeconds.value) >= WRONG_CLOCK_SECONDS && (
        <p class="notice warn" role="alert">
          <Icon name="clock" />
          <span>
            {t("The clock of this device is wrong by {count} min. Set it right: receipts carry its time.", {
              count: Math.round(Math.abs(aheadSeconds.value) / 60),
            })}
          </span>
        </p>
      )}
      <dl class="facts">
        <dt>{t("Till")}</dt>
        <dd>{[settings.value?.store.name, settings.value?.till.name, settings.value?.till.code].join(" · ")}</dd>
        <dt>{t("Not sent yet")}</dt>
        <dd data-testid="unsent">{count(unsent)}</dd>
        <dt>{t("Entries in the journal")}</dt>
        <dd data-testid="sequence">{count(sequence.value)}</dd>
        <dt>{t("Articles on the device")}</dt>
        <dd>{t("{here} of {all}", { here: count(articlesHere()), all: count(progress.value.total) })}</dd>
        <dt>{t("Storage")}</dt>
        <dd>{room.value && roomWords(room.value)}</dd>
        <dt>{t("Version")}</dt>
        <dd>
          <code class="selectable">{__VERSION__}</code>
        </dd>
      </dl>
      <div class="row">
        <button type="button" class="button" onClick={sendNow}>
          <Icon name="upload" /> {t("Send now")}
        </button>
        <button type="button" class="button" onClick={askOffice}>
          <Icon name="refresh" /> {t("Ask the office again")}
        </button>
        <button type="button" class="button" onClick={saveJournal}>
          <Icon name="download" /> {t("Save the journal")}
        </button>
        <button type="button" class="button quiet" onClick={() => go("enrol")}>
          <Icon name="key" /> {t("Enrol this device anew")}
        </button>
      </div>
    </div>
  );
}

function roomWords({ isKept, usedBytes }: Room): string {
  const used = { count: count(Math.round(usedBytes / 1e6)) };
  if (isKept) return t("kept for good, {count} MB used", used);
  return t("{count} MB used; the browser may empty it when the disk is full: install the till as an app", used);
}

async function askOffice(): Promise<void> {
  try {
    await renewSettings();
    toast(t("The settings are those of the office now."));
  } catch {
    toast(t("The shop's server cannot be reached."));
  }
}

async function saveJournal(): Promise<void> {
  const day = now().toISOString().slice(0, 10);
  saveFile(await journalFile(journal()), `${settings.value?.till.code ?? "till"}-${day}.ndjson`);
}

const count = (number: number) => number.toLocaleString(locale());
const articlesHere = () => Math.min(progress.value.count, progress.value.total);
