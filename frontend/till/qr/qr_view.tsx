/** A QR code on the screen: dark on light whatever the theme, with the quiet edge that readers need. */

import { makeQr } from "./make_qr.ts";

export function QrView({ text, label }: { text: string; label?: string }) {
  const modules = makeQr(text);
  const size = modules.length + 8;
  const path = modules
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + 4} ${y + 4}h1v1h-1z` : "")))
    .join("");
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label ?? text} shape-rendering="crispEdges">
      <path fill="#fff" d={`M0 0h${size}v${size}h-${size}z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}
