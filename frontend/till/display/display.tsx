/** The customer's display: what is in the basket, what is to be paid, what comes back. A second window, turned around. */

import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../kit/ui/icon.tsx";
import { type Language, language, money, t } from "../../kit/words.ts";
import { CHANNEL } from "./channel.ts";
import type { Told } from "./told.ts";
import "./display.css";

export function Display() {
  const [told, hear] = useState<Told | null>(null);
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => {
      if (data === "hello") return;
      const said = data as Told;
      language.value = said.language as Language;
      hear(said);
    };
    channel.postMessage("hello");
    return () => channel.close();
  }, []);
  if (!told)
    return (
      <main class="display display-quiet">
        <h1>{t("Open the till in the other window.")}</h1>
      </main>
    );
  if (told.stage === "welcome") return <Welcome shop={told.shop} />;
  if (told.stage === "done") return <Thanks told={told} />;
  return <Basket told={told} />;
}

function Welcome({ shop }: { shop: string }) {
  return (
    <main class="display display-quiet">
      <Icon name="shop" large />
      <h1>{shop}</h1>
      <p>{t("Welcome")}</p>
    </main>
  );
}

function Thanks({ told }: { told: Told }) {
  return (
    <main class="display display-quiet">
      <Icon name="good" large />
      {told.sumMinor > 0 && (
        <p class="display-sum">
          <span>{t("Change")}</span> <strong>{money(told.sumMinor, told.currency)}</strong>
        </p>
      )}
      <h1>{t("Thank you!")}</h1>
    </main>
  );
}

function Basket({ told }: { told: Told }) {
  const { currency, lines, sumMinor, discountMinor, stage } = told;
  const words = sumMinor < 0 ? t("You get back") : stage === "paying" ? t("Please pay") : t("Total");
  return (
    <main class="display">
      <h1 class="heard-only">{t("Basket")}</h1>
      <ol class="display-lines">
        {lines.map((line, at) => (
          <li
            key={at}
            ref={(item) => {
              if (at === lines.length - 1) item?.scrollIntoView({ block: "end" });
            }}
          >
            <span class="grow">{line.title}</span>
            <span class="display-quantity">{line.quantity}</span>
            <span>{money(line.amountMinor, currency)}</span>
          </li>
        ))}
      </ol>
      <footer class="display-foot" aria-live="polite">
        {discountMinor > 0 && (
          <p class="display-saved">{t("You save {amount}", { amount: money(discountMinor, currency) })}</p>
        )}
        <p class="display-sum">
          <span>{words}</span> <strong>{money(Math.abs(sumMinor), currency)}</strong>
        </p>
      </footer>
    </main>
  );
}
