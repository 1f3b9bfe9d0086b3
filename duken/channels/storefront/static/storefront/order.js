// The page of an order follows the order: events from the live process, or a question every fifteen seconds.
const part = document.getElementById("order");
const address = part?.dataset.live;
if (address) {
  const follow = () => htmx.trigger(part, "changed");
  const source = new EventSource(address);
  source.addEventListener("changed", follow);
  let asking = 0;
  source.onerror = () => (asking ||= setInterval(follow, 15_000));
  source.onopen = () => (asking = void clearInterval(asking));
}
