/** Where an article lies, and an order of it for pick-up or delivery: sell what is not here. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../../kit/ui/icon.tsx";
import { t } from "../../kit/words.ts";
import { problemWords } from "../orders/problem_words.ts";
import type { Article, FoundOrder, StockAt } from "../protocol.ts";
import { onArticle } from "../scan/on_article.ts";
import { chosen } from "../sell/change_sale.ts";
import { soundGood } from "../sell/sounds.ts";
import { sale } from "../state.ts";
import { arrange, firstChoice } from "./arrange.ts";
import { askStock } from "./ask_stock.ts";
import { Ordered } from "./ordered.tsx";
import { PickArticle } from "./pick_article.tsx";
import { PlaceRow } from "./place_row.tsx";
import { WishForm } from "./wish_form.tsx";
import "./stock.css";

/** Without an article it is asked for: the line touched last, or one that is found. */
export function StockScreen({ article }: { readonly article?: Article }) {
  const line = sale.value.lines.find((each) => each.id === chosen.value);
  const picked = useSignal<Article | null>(article ?? line?.article ?? null);
  onArticle((held) => {
    if (!held) return false;
    soundGood();
    picked.value = held.article;
    return true;
  });
  const pick = (found: Article | null) => {
    picked.value = found;
  };
  if (!picked.value) return <PickArticle onPick={pick} />;
  const quantity = line?.article.variant === picked.value.variant ? line.quantity : picked.value.per;
  return <StockOf key={picked.value.variant} article={picked.value} quantity={quantity} onOther={() => pick(null)} />;
}

interface Props {
  readonly article: Article;
  readonly quantity: number;
  readonly onOther: () => void;
}

function StockOf({ article, quantity, onOther }: Props) {
  const places = useSignal<readonly StockAt[] | null>(null);
  const problem = useSignal("");
  const store = useSignal("");
  const wanted = useSignal(quantity);
  const ordered = useSignal<FoundOrder | null>(null);

  async function ask(): Promise<void> {
    problem.value = "";
    try {
      places.value = await askStock(article.sku);
      store.value ||= firstChoice(places.value, wanted.value);
    } catch (thrown) {
      problem.value = problemWords(thrown);
    }
  }
  useEffect(() => void ask(), [article.sku]);

  if (ordered.value) return <Ordered order={ordered.value} />;
  return (
    <div class="stock-screen">
      <section aria-labelledby="stock-of">
        <header class="stock-of">
          {article.picture && <img src={article.picture} alt="" />}
          <div>
            <h1 id="stock-of">{article.title}</h1>
            <p class="soft">{article.sku}</p>
          </div>
          <button type="button" class="button quiet" onClick={onOther}>
            <Icon name="search" /> {t("Another article")}
          </button>
        </header>
        {problem.value ? (
          <div class="notice bad" role="alert">
            <span class="grow">{problem.value}</span>
            <button type="button" class="button" onClick={ask}>
              <Icon name="refresh" /> {t("Try again")}
            </button>
          </div>
        ) : places.value === null ? (
          <p class="soft">{t("Looking …")}</p>
        ) : places.value.length === 0 ? (
          <p class="soft">{t("It lies nowhere: neither in a shop nor in the warehouse.")}</p>
        ) : (
          <ul class="stock-places">
            {arrange(places.value, wanted.value).map((place) => (
              <PlaceRow
                key={place.store}
                place={place}
                quantity={wanted.value}
                unit={article}
                isChosen={store.value === place.store}
                onChoose={() => {
                  store.value = place.store;
                }}
              />
            ))}
          </ul>
        )}
      </section>
      <WishForm
        article={article}
        quantity={wanted.value}
        store={store.value}
        places={places.value ?? []}
        onQuantity={(pieces) => {
          wanted.value = pieces;
        }}
        onOrdered={(order) => {
          ordered.value = order;
        }}
      />
    </div>
  );
}
