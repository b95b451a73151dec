// A body beside its peers, as bars.
import { barX, rect, ruleX, text } from "@observablehq/plot";

import { draw as svgOf, grey, ink, pale, paper, widthOf } from "./plot.js";
import { lineOf } from "./symbols.js";
import { number, rows, say, titles } from "./table.js";

const rowHeight = 28;

export function draw(table, width) {
  const names = titles(table);
  const bodies = rows(table)
    .map((row) => ({ body: row.body.text, own: row.own, value: number(row.value), shown: row.value?.text, href: row.body.href, title: say(row, names, ["body", "value"]) }))
    .filter(({ value }) => value !== undefined);
  const left = Math.min(width * 0.42, Math.max(...bodies.map(({ body }) => widthOf(body))) + 12);
  const mean = table.dataset.mean ? [Number(table.dataset.mean)] : [];
  const [low, high] = [Math.min(0, ...bodies.map(({ value }) => value)), Math.max(0, ...bodies.map(({ value }) => value), ...mean)];
  const svg = svgOf({
    width,
    height: bodies.length * rowHeight + 12,
    marginTop: 6,
    marginBottom: 6,
    marginLeft: left,
    marginRight: 64,
    x: { axis: null, domain: [low, high] },
    y: { domain: bodies.map(({ body }) => body), padding: 0.28, axis: null },
    marks: [
      barX(bodies, { x: "value", y: "body", fill: (d) => (d.own ? ink : pale), stroke: ink, strokeWidth: 1 }),
      ruleX([0], { stroke: ink }),
      ruleX(mean, { stroke: grey, strokeDasharray: "6 4", strokeWidth: 2 }),
      ...[true, false].flatMap((own) => {
        const some = bodies.filter((body) => body.own === own);
        const look = { y: "body", fontSize: 14, fontWeight: own ? 700 : 400, fill: ink };
        return [
          text(some, { ...look, text: "body", frameAnchor: "left", textAnchor: "end", dx: -8 }),
          text(some, { ...look, x: "value", text: "shown", textAnchor: "start", dx: 6, stroke: paper, strokeWidth: 8 }),
        ];
      }),
      rect(bodies, { x1: low, x2: high, y: "body", fill: paper, fillOpacity: 0, title: "title", href: "href", insetLeft: -left + 4, insetRight: -60, className: "ladder-plot__targets" }),
    ],
  });
  return { svg, first: bodies.findIndex(({ own }) => own), legend: mean.length ? [[lineOf({ stroke: grey, dash: "6 4" }), table.dataset.meanName]] : [] };
}
