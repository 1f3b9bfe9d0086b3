/** Find an article by a few letters, or tap one that sells often. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { Icon } from "../../kit/ui/icon.tsx";
import { t } from "../../kit/words.ts";
import { articlesByVariant, progress } from "../catalogue/catalogue_client.ts";
import type { Article } from "../protocol.ts";
import { scans } from "../scan/scans.ts";
import { settings } from "../state.ts";
import { ArticleTile } from "./article_tile.tsx";
import { type FoundArticles, findArticles } from "./find_articles.ts";
import { close, open } from "./side.ts";
import { putOne } from "./weigh.ts";

const PAUSE_MS = 60;
/** Codes are looked up as a scan is; a name is not. */
const CODE = /^[\d]{6,}$|^\d+-\d+$/;

export function FindPanel() {
  const typed = useSignal("");
  const found = useSignal<FoundArticles | null>(null);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const wanted = typed.value;
    if (!wanted.trim()) {
      found.value = null;
      return undefined;
    }
    let isCurrent = true;
    const tell = (answer: FoundArticles) => {
      if (isCurrent) found.value = answer;
    };
    const timer = setTimeout(() => void findArticles(wanted, tell), PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [typed.value]);

  const put = (article: Article) => {
    putOne(article);
    typed.value = "";
    if (article.per === 1) close();
  };
  const enter = () => {
    const first = found.value?.articles[0];
    if (CODE.test(typed.value.trim())) scans.put(typed.value);
    else if (first) put(first);
    typed.value = "";
  };
  return (
    <section class="sell-find-panel" aria-label={t("Articles")}>
      <search class="sell-search">
        <Icon name="search" />
        <label class="heard-only" for="sell-search">
          {t("Name, SKU or barcode")}
        </label>
        <input
          id="sell-search"
          ref={field}
          class="control"
          type="search"
          autocomplete="off"
          enterkeyhint="search"
          placeholder={t("Name, SKU or barcode")}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") enter();
            if (event.key === "Escape") {
              typed.value = "";
              event.currentTarget.blur();
            }
          }}
        />
        <button
          type="button"
          class="button square"
          aria-label={t("Scan with the camera")}
          onClick={() => open({ what: "camera" })}
        >
          <Icon name="scan" />
        </button>
        <button type="button" class="button square only-phone" aria-label={t("Back to the basket")} onClick={close}>
          <Icon name="cross" />
        </button>
      </search>
      {found.value ? <Results found={found.value} put={put} /> : <Favourites put={put} />}
      <Filling />
    </section>
  );
}

function Results({ found, put }: { found: FoundArticles; put: (article: Article) => void }) {
  if (found.articles.length === 0) {
    return (
      <p class="sell-none soft" role="status">
        {found.isAsking
          ? t("Looking …")
          : found.isHereOnly
            ? t("Nothing like it is on this till, and there is no network to ask.")
            : t("Nothing like it is sold here. Try fewer letters.")}
      </p>
    );
  }
  return (
    <ul class="sell-tiles" aria-label={t("Found")}>
      {found.articles.map((article) => (
        <ArticleTile key={article.variant} article={article} put={put} />
      ))}
    </ul>
  );
}

function Favourites({ put }: { put: (article: Article) => void }) {
  const articles = useSignal<readonly Article[]>([]);
  const variants = settings.value?.favourites ?? [];
  useEffect(() => {
    void articlesByVariant(variants).then((found) => {
      articles.value = found;
    });
  }, [variants, progress.value.count, progress.value.position]);
  if (variants.length === 0) {
    return <p class="sell-none soft">{t("Favourites chosen in the office appear here.")}</p>;
  }
  return (
    <ul class="sell-tiles" aria-label={t("Favourites")}>
      {articles.value.map((article) => (
        <ArticleTile key={article.variant} article={article} put={put} />
      ))}
    </ul>
  );
}

/** While the rest of the shop comes in, it is said: what is not here yet is asked for. */
function Filling() {
  const { count, total, next } = progress.value;
  if (next === null || total === 0) return null;
  const percent = Math.min(99, Math.floor((100 * count) / total));
  return (
    <p class="sell-filling small soft">
      <progress value={count} max={total} aria-label={t("Articles on this till")} />{" "}
      {t("{percent} % of the articles are on this till", { percent })}
    </p>
  );
}
