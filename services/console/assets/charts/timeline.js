// What happened: a line for every kind, time from left to right; what lasts is a bar.
import { axisX, dot, link, ruleY, text } from "@observablehq/plot";

import { draw as svgOf, grey, ink, paper, targets, widthOf } from "./plot.js";
import { day, rows, say, span, titles } from "./table.js";

const lineHeight = 40;

export function draw(table, width) {
  const names = titles(table);
  const today = day(table.dataset.today);
  const happenings = rows(table).map((row) => ({
    at: day(row.on.value),
    until: row.line.dataset.until ? day(row.line.dataset.until) : today,
    lasting: "lasting" in row.line.dataset,
    kind: row.kind.text,
    href: row.text.href,
    title: say(row, names, ["on", "kind", "text"]),
  }));
  const kinds = [...new Set(happenings.map(({ kind }) => kind))];
  const wide = width >= 560;
  const left = wide ? Math.max(...kinds.map(widthOf)) + 24 : 14;
  const lasting = happenings.filter((happening) => happening.lasting);
  const svg = svgOf({
    width,
    height: kinds.length * lineHeight + 44,
    marginTop: 8,
    marginBottom: 36,
    marginLeft: left,
    marginRight: 24,
    x: { type: "utc", domain: span(happenings.flatMap(({ at, until, lasting }) => (lasting ? [at, until] : [at])), today), inset: 12 },
    y: { type: "point", domain: kinds, padding: 0.5, axis: null },
    marks: [
      ruleY(kinds, { y: (kind) => kind, stroke: grey, strokeOpacity: 0.25 }),
      text(kinds, { y: (kind) => kind, text: (kind) => kind, frameAnchor: "left", textAnchor: wide ? "end" : "start", dx: wide ? -12 : 0, dy: wide ? 0 : -14, fontSize: 14, fill: ink }),
      axisX({ label: null, tickSize: 4, ticks: wide ? 8 : 3, fontSize: 13 }),
      link(lasting, { x1: "at", x2: "until", y1: "kind", y2: "kind", stroke: ink, strokeWidth: 8, strokeOpacity: 0.35, strokeLinecap: "butt" }),
      dot(happenings, { x: "at", y: "kind", r: 5.5, symbol: (d) => (d.lasting ? "square" : "circle"), fill: ink, stroke: paper, strokeWidth: 1.5 }),
      targets(happenings, { x: "at", y: "kind", title: "title" }),
    ],
    symbol: { type: "identity" },
  });
  return { svg, legend: [] };
}
