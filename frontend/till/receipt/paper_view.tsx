/** A paper on the screen, and for the browser's own print. */

import { QrView } from "../qr/qr_view.tsx";
import type { Paper, Row } from "./paper.ts";
import "./paper.css";

export function PaperView({ paper }: { paper: Paper }) {
  return (
    <div class="paper">
      {paper.map((row, at) => (
        <RowView key={at} row={row} />
      ))}
    </div>
  );
}

function RowView({ row }: { row: Row }) {
  switch (row.row) {
    case "rule":
      return <hr />;
    case "space":
      return <p class="paper-space" />;
    case "qr":
      return <QrView text={row.text} />;
    case "bars":
      return null;
    case "pair":
      return (
        <p class={styleOf(row)}>
          <span>{row.left}</span>
          <span>{row.right}</span>
        </p>
      );
    default:
      return <p class={styleOf(row)}>{row.text}</p>;
  }
}

function styleOf(row: Extract<Row, { row: "pair" | "text" }>): string {
  const isCentred = row.row === "text" && row.isCentred;
  return [row.row, row.isBold && "bold", row.isLarge && "large", isCentred && "centred"].filter(Boolean).join(" ");
}
