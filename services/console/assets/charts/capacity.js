// The weeks of peers by month: committed as bars, available as a line over each; what is over it is striped.
import { axisX, axisY, barY, gridY, rect, ruleY, text, tickY } from "@observablehq/plot";

import { concern, draw as svgOf, grey, ink, pale, paper } from "./plot.js";
import { lineOf, stripes, symbolOf } from "./symbols.js";
import { day, number, rows, say, titles } from "./table.js";

const monthOf = (date, width) => new Intl.DateTimeFormat(document.documentElement.lang, { month: width, timeZone: "UTC" }).format(date);

export function draw(table, width) {
  const names = titles(table);
  const months = rows(table).map((row) => ({
    month: row.month.value,
    at: day(row.month.value),
    committed: number(row.committed),
    available: number(row.available),
    within: Math.min(number(row.committed), number(row.available)),
    shown: row.committed.text,
    href: row.procedures?.href ?? `#${row.month.value}`,
    title: say(row, names, ["month", "committed", "available", "left", "procedures"]),
  }));
  const room = (width - 80) / months.length;
  const label = (month) => {
    const at = day(month);
    const name = monthOf(at, room >= 32 ? "short" : "narrow");
    return at.getUTCMonth() === 0 || month === months[0].month ? `${name}\n${at.getUTCFullYear()}` : name;
  };
  const high = Math.max(1, ...months.flatMap(({ committed, available }) => [committed, available])) * 1.12;
  const over = months.filter(({ committed, available }) => committed > available);
  // A number stands on its own bar, but not where the line of what is available would cross it.
  const labelled = ({ committed, available }) => (available > committed && available - committed < high / 6 ? available : committed);
  const svg = svgOf({
    width,
    height: width >= 560 ? 300 : 260,
    marginTop: 30,
    marginLeft: 48,
    marginRight: 12,
    marginBottom: 44,
    x: { domain: months.map(({ month }) => month), padding: 0.25 },
    y: { domain: [0, high] },
    marks: [
      gridY({ stroke: grey, strokeOpacity: 0.18, ticks: 5 }),
      axisY({ label: table.dataset.unit, labelArrow: "none", tickSize: 0, ticks: 5, fontSize: 13 }),
      axisX({ label: null, tickSize: 0, tickFormat: label, fontSize: 13 }),
      barY(months, { x: "month", y: "within", fill: pale, stroke: ink }),
      barY(over, { x: "month", y1: "available", y2: "committed", fill: concern, stroke: ink, className: "ladder-plot__over" }),
      tickY(months, { x: "month", y: "available", stroke: ink, strokeWidth: 4, insetLeft: -4, insetRight: -4 }),
      ruleY([0], { stroke: ink }),
      room >= 32 && text(months, { x: "month", y: labelled, text: "shown", dy: -10, fontSize: 13, fill: ink }),
      rect(months, { x: "month", y1: 0, y2: high, fill: paper, fillOpacity: 0, href: "href", title: "title", className: "ladder-plot__targets" }),
    ],
  });
  const striped = stripes(svg, concern);
  svg.querySelectorAll(".ladder-plot__over rect").forEach((bar) => bar.setAttribute("fill", striped));
  svg.querySelector(".ladder-plot__over")?.setAttribute("fill", striped);
  return { svg, legend: [[symbolOf({ symbol: "square", fill: pale, stroke: ink }), names.committed], [lineOf({ stroke: ink, width: 4 }), names.available]] };
}
