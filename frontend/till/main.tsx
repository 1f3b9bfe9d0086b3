/** Opens the till: one tab, its words, what the device knows, then the screen. */

import "./till.css"; // first: it puts the layers of all styles in order

import { effect } from "@preact/signals";
import { render } from "preact";
import { keepTime } from "../kit/clock.ts";
import { beTheOne } from "../kit/one_tab.ts";
import { askToKeep } from "../kit/persisted.ts";
import { goOver, isNewer, watchForUpdates } from "../kit/update.ts";
import { language, learn, tag, type Words } from "../kit/words.ts";
import { App } from "./app.tsx";
import { openDevice, openKept } from "./device.ts";
import { DISPLAY } from "./display/channel.ts";
import { Display } from "./display/display.tsx";
import { startSelling } from "./sell/start_selling.ts";
import { NoStorage } from "./sign_in/no_storage.tsx";
import { OtherTab } from "./sign_in/other_tab.tsx";
import { staySignedIn } from "./sign_in/stay_signed_in.ts";
import { cashier, go, sale, screen, shift } from "./state.ts";

const words = import.meta.glob<Words>(["./**/words.json", "../kit/**/words.json"], { eager: true, import: "default" });
for (const each of Object.values(words)) learn(each);

const root = document.getElementById("till")!;
language.subscribe(() => {
  document.documentElement.lang = tag();
});

async function open(): Promise<void> {
  if (location.search === DISPLAY) {
    render(<Display />, root);
    return;
  }
  await openKept();
  if (!(await beTheOne("duken-till", () => location.reload()))) {
    render(<OtherTab />, root);
    return;
  }
  keepTime();
  const isTill = await openDevice();
  staySignedIn();
  if (!isTill) go("enrol");
  else if (!cashier.value) go("signin");
  else go(shift.value ? "sell" : "shift");
  render(<App />, root);
  startSelling();
  void askToKeep();
  watchForUpdates("/till/worker.js", "/till/").catch(() => {}); // without it the till sells, but opens only online
}

/** A new version is used at once where nobody sells; in a sale it waits (app.tsx asks). */
effect(() => {
  const isIdle = screen.value.name === "signin" && sale.value.lines.length + sale.value.returned.length === 0;
  if (isNewer.value && isIdle) goOver();
});

open().catch((trouble: unknown) => render(<NoStorage trouble={String(trouble)} />, root));
