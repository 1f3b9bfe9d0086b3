/** Three states and nothing between: online; offline, with how many wait and since when; a person must act. */

import { useState } from "preact/hooks";
import { moment } from "../clock.ts";
import type { Link } from "../link.ts";
import { n, t } from "../words.ts";
import { Icon } from "./icon.tsx";
import { Sheet } from "./sheet.tsx";

export interface BadgeFacts {
  readonly link: Link;
  /** What a problem's code means, and what to do. */
  readonly words: (problem: string) => string;
  readonly again: () => void;
}

export function Badge({ link, words, again }: BadgeFacts) {
  const [isOpen, open] = useState(false);
  const age = ageWords(link.oldest_at);
  const close = () => open(false);
  return (
    <>
      <button type="button" class={`badge link ${link.state}`} onClick={() => open(true)} data-testid="link">
        <Icon name={{ online: "good", offline: "warn", action: "bad" }[link.state]} />
        <span>{shortWords(link)}</span>
        {link.unsent > 0 && age && <span class="age">{age}</span>}
      </button>
      {isOpen && (
        <Sheet title={t("Connection")} close={close}>
          <p>{longWords(link, words)}</p>
          {link.unsent > 0 && <p class="strong">{waitingWords(link.unsent)}</p>}
          <button
            type="button"
            class="button primary"
            onClick={() => {
              again();
              close();
            }}
          >
            <Icon name="refresh" /> {t("Try now")}
          </button>
        </Sheet>
      )}
    </>
  );
}

function shortWords({ state, unsent }: Link): string {
  if (state === "action") return t("Action needed");
  if (state === "offline") return unsent ? t("Offline · {count}", { count: unsent }) : t("Offline");
  return unsent ? t("Sending · {count}", { count: unsent }) : t("Online");
}

function longWords({ state, problem }: Link, words: (problem: string) => string): string {
  if (state === "action") return words(problem);
  if (state === "offline") {
    return t(
      "No connection to the shop's server. Go on selling: everything is kept on this device and sent by itself.",
    );
  }
  return t("Everything works.");
}

function waitingWords(count: number): string {
  return n("{count} entry waits to be sent.", "{count} entries wait to be sent.", count);
}

function ageWords(oldest: string | null): string {
  if (!oldest) return "";
  const minutes = Math.floor((moment.value.getTime() - Date.parse(oldest)) / 60_000);
  if (minutes < 1) return "";
  if (minutes < 60) return t("{count} min", { count: minutes });
  if (minutes < 48 * 60) return t("{count} h", { count: Math.floor(minutes / 60) });
  return t("{count} days", { count: Math.floor(minutes / 1440) });
}
