// The page of an order follows the order: news from the live process, else a look every fifteen seconds.
const part = document.getElementById("order");
const follow = () => htmx.trigger(part, "changed");
const PAUSE = 15_000;

async function listen() {
  let source;
  const again = (after) => {
    source?.close();
    setTimeout(listen, after);
  };
  try {
    const { address } = await (await fetch(part.dataset.live)).json();
    source = new EventSource(address);
    source.addEventListener("news", follow);
    source.addEventListener("renew", () => again(0));
    source.onerror = () => {
      follow();
      again(PAUSE);
    };
  } catch {
    follow();
    again(PAUSE);
  }
}
if (part?.dataset.live) listen();
