/** Which article is asked about: scanned, or found by a few letters. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { moment } from "../../kit/clock.ts";
import { money, t } from "../../kit/words.ts";
import type { Article } from "../protocol.ts";
import { todaysPrice } from "../returns/todays_price.ts";
import { type FoundArticles, findArticles } from "../sell/find_articles.ts";
import { settings } from "../state.ts";

const PAUSE_MS = 120;

export function PickArticle({ onPick }: { readonly onPick: (article: Article) => void }) {
  const typed = useSignal("");
  const found = useSignal<FoundArticles | null>(null);
  useEffect(() => {
    const wanted = typed.value.trim();
    const tell = (answer: FoundArticles) => {
      if (typed.value.trim() === wanted) found.value = answer;
    };
    const timer = setTimeout(() => {
      if (!wanted) found.value = null;
      else void findArticles(wanted, tell);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed.value]);
  return (
    <div class="pick-article">
      <h1>{t("Where is it?")}</h1>
      <p class="soft">{t("Other shops and the warehouse: scan the article, or find it by name.")}</p>
      <search>
        <label class="heard-only" for="pick-article">
          {t("Name, SKU or barcode")}
        </label>
        <input
          id="pick-article"
          class="control"
          type="search"
          autocomplete="off"
          placeholder={t("Name, SKU or barcode")}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            const first = found.value?.articles[0];
            if (event.key === "Enter" && first) onPick(first);
          }}
        />
      </search>
      <ul class="stock-places">
        {found.value?.articles.map((article) => (
          <li key={article.variant}>
            <button type="button" class="stock-place" onClick={() => onPick(article)}>
              {article.picture && <img src={article.picture} alt="" loading="lazy" />}
              <span class="grow">
                <strong>{article.title}</strong>
                <span class="soft small stock-place-when">{article.sku}</span>
              </span>
              <data class="strong">
                {money(todaysPrice(article, article.per, settings.value!, moment.value), settings.value!.currency)}
              </data>
            </button>
          </li>
        ))}
      </ul>
      {found.value && !found.value.isAsking && found.value.articles.length === 0 && (
        <p class="soft">{t("Nothing found.")}</p>
      )}
    </div>
  );
}
