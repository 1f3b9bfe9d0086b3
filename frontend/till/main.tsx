/** Opens the till: one tab, its words, what the device knows, then the screen. */

import "./till.css"; // first: it puts the layers of all styles in order

import { render } from "preact";
import { keepTime } from "../kit/clock.ts";
import { beTheOne } from "../kit/one_tab.ts";
import { askToKeep } from "../kit/persisted.ts";
import { watchForUpdates } from "../kit/update.ts";
import { language, learn, locale, type Words } from "../kit/words.ts";
import { App } from "./app.tsx";
import { openDevice } from "./device.ts";
import { startSelling } from "./sell/start_selling.ts";
import { OtherTab } from "./sign_in/other_tab.tsx";
import { go } from "./state.ts";

const words = import.meta.glob<Words>(["./**/words.json", "../kit/**/words.json"], { eager: true, import: "default" });
for (const each of Object.values(words)) learn(each);

const root = document.getElementById("till")!;
language.subscribe(() => {
  document.documentElement.lang = locale();
});

async function open(): Promise<void> {
  if (!(await beTheOne("duken-till", () => location.reload()))) {
    render(<OtherTab />, root);
    return;
  }
  keepTime();
  const isTill = await openDevice();
  go(isTill ? "signin" : "enrol");
  render(<App />, root);
  startSelling();
  void askToKeep();
  watchForUpdates("/till/worker.js", "/till/");
}

void open();
