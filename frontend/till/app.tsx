/** The frame around every screen: who sells where, how the till stands with the server, and where else to go. */

import { useErrorBoundary } from "preact/hooks";
import { moment } from "../kit/clock.ts";
import { Badge } from "../kit/ui/badge.tsx";
import { Icon } from "../kit/ui/icon.tsx";
import { Toasts } from "../kit/ui/toast.tsx";
import { goOver, isNewer } from "../kit/update.ts";
import { locale, t } from "../kit/words.ts";
import { sendNow } from "./device.ts";
import { ToPrint } from "./printer/to_print.tsx";
import { problemOfLink } from "./problem_of_link.ts";
import { screens } from "./screens.ts";
import { Approvals } from "./sell/approve_sheet.tsx";
import { cashier, go, isTraining, link, type ScreenName, sale, screen, settings } from "./state.ts";

const PLACES: readonly (readonly [ScreenName, string, () => string])[] = [
  ["sell", "basket", () => t("Sell")],
  ["orders", "box", () => t("Orders")],
  ["shift", "cash", () => t("Shift")],
  ["settings", "settings", () => t("Settings")],
];

export function App() {
  const { name, facts } = screen.value;
  const isInside = name !== "enrol" && name !== "signin";
  const Shown = screens[name];
  return (
    <div class={isTraining.value ? "till training" : "till"}>
      {isInside && <TopBar />}
      {isTraining.value && (
        <p class="training-band" role="status">
          {t("Training: nothing is sold, nothing is written down")}
        </p>
      )}
      {isNewer.value && isInside && <NewVersion />}
      <main class="screen">{Shown ? <Guarded key={name}>{() => <Shown {...facts} />}</Guarded> : null}</main>
      <Approvals />
      <Toasts />
      <ToPrint />
    </div>
  );
}

function TopBar() {
  const time = moment.value.toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit" });
  return (
    <header class="top-bar">
      <nav class="places" aria-label={t("Screens")}>
        {PLACES.map(([name, icon, label]) => (
          <button
            type="button"
            key={name}
            class="place"
            aria-current={screen.value.name === name ? "page" : undefined}
            onClick={() => go(name)}
          >
            <Icon name={icon} />
            <span>{label()}</span>
          </button>
        ))}
      </nav>
      <Badge link={link.value} words={problemOfLink} again={sendNow} />
      <span class="where soft small">
        {settings.value?.store.name} · {settings.value?.till.name} · <time>{time}</time>
      </span>
      <button type="button" class="button quiet who" onClick={() => go("signin")} title={t("Somebody else sells")}>
        <Icon name="person" />
        <span>{cashier.value?.name}</span>
      </button>
    </header>
  );
}

/** Offered beside an empty basket, never in the middle of a sale. */
function NewVersion() {
  const isIdle = sale.value.lines.length === 0 && sale.value.returned.length === 0;
  if (isIdle && screen.value.name !== "sell") return null;
  return (
    <p class="notice" role="status">
      <Icon name="refresh" />
      <span class="grow">
        {isIdle ? t("A new version of the till is here.") : t("A new version waits until this sale is done.")}
      </span>
      {isIdle && (
        <button type="button" class="button" onClick={goOver}>
          {t("Use it")}
        </button>
      )}
    </p>
  );
}

/** A screen that breaks takes nothing with it: what was recorded is on the disk, and the sale is still here. */
function Guarded({ children }: { children: () => preact.ComponentChildren }) {
  const [trouble, forget] = useErrorBoundary();
  if (!trouble) return <>{children()}</>;
  return (
    <section class="empty" role="alert">
      <Icon name="bad" large />
      <h1>{t("This screen broke")}</h1>
      <p>
        {t("Nothing that was recorded is lost. Go on selling; if it happens again, tell whoever looks after the shop:")}
      </p>
      <code>{String((trouble as Error).message ?? trouble)}</code>
      <button
        type="button"
        class="button primary"
        onClick={() => {
          forget();
          go("sell");
        }}
      >
        {t("Back to selling")}
      </button>
    </section>
  );
}
