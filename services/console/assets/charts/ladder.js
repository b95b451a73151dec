// The ladder with the path of a body on it: rungs from the top down, time from left to right.
import { axisX, dot, link, ruleY, text } from "@observablehq/plot";

import { draw as svgOf, grey, ink, paper, targets, widthOf } from "./plot.js";
import { day, rows, span } from "./table.js";

const rungHeight = 54;

// Every time at a rung, in the order of time: { rung, from, until, href, title, now }.
function staysOf(table, rungs) {
  const today = day(table.dataset.today);
  return rungs
    .flatMap(({ line, title }) =>
      [...line.querySelectorAll("li[data-from]")].map((stay) => ({
        rung: title,
        from: day(stay.dataset.from),
        until: stay.dataset.until ? day(stay.dataset.until) : today,
        now: !stay.dataset.until,
        href: stay.querySelector("a")?.getAttribute("href"),
        title: `${title}\n${stay.textContent.trim()}`,
      })),
    )
    .sort((a, b) => a.from - b.from || a.until - b.until);
}

export function draw(table, width) {
  const rungs = rows(table).map(({ line }) => ({ line, title: line.querySelector("[data-title]").textContent, now: "now" in line.dataset }));
  const stays = staysOf(table, rungs);
  const wide = width >= 560;
  const left = wide ? Math.max(...rungs.map(({ title }) => widthOf(title))) + 24 : 14;
  const moves = stays.slice(1).map((to, i) => ({ at: to.from, from: stays[i].rung, to: to.rung }));
  const svg = svgOf({
    width,
    height: rungs.length * rungHeight + 44,
    marginTop: 8,
    marginBottom: 36,
    marginLeft: left,
    marginRight: 24,
    x: { type: "utc", domain: span(stays.map(({ from }) => from), day(table.dataset.today)), insetLeft: 14, insetRight: 10 },
    y: { type: "point", domain: rungs.map(({ title }) => title), padding: 0.5, axis: null },
    marks: [
      ruleY(rungs, { y: "title", stroke: ink, strokeOpacity: 0.22, strokeWidth: 3, strokeLinecap: "round" }),
      ...[true, false].map((now) =>
        text(rungs.filter((rung) => rung.now === now), {
          y: "title",
          text: "title",
          frameAnchor: "left",
          textAnchor: wide ? "end" : "start",
          dx: wide ? -12 : 0,
          dy: wide ? 0 : -16,
          fontSize: 14,
          fontWeight: now ? 700 : 400,
          fill: ink,
        }),
      ),
      axisX({ label: null, tickSize: 4, ticks: wide ? 8 : 3, fontSize: 13, color: grey }),
      link(moves, { x1: "at", x2: "at", y1: "from", y2: "to", stroke: ink, strokeWidth: 2, strokeDasharray: "2 3" }),
      link(stays, { x1: "from", x2: "until", y1: "rung", y2: "rung", stroke: ink, strokeWidth: 7, strokeLinecap: "butt" }),
      dot(stays, { x: "from", y: "rung", r: 6, fill: paper, stroke: ink, strokeWidth: 2.5 }),
      dot(stays.filter(({ now }) => now), { x: "until", y: "rung", r: 8, fill: ink, stroke: paper, strokeWidth: 2 }),
      targets(stays, { x: "from", y: "rung", title: "title", r: 12 }),
    ],
  });
  return { svg, legend: [] };
}
