/** A symbol of the shop's icons.svg, as tall as the text beside it; words stand beside it or in `label`. */

import icons from "../../../duken/channels/static/duken/icons.svg?url";

export function Icon({ name, label, large }: { name: string; label?: string; large?: boolean }) {
  return (
    <svg class={large ? "icon large" : "icon"} role={label ? "img" : undefined} aria-label={label} aria-hidden={!label}>
      <use href={`${icons}#${name}`} />
    </svg>
  );
}
