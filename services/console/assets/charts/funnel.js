// Bodies by what they are out of, with the limits within which chance alone would hold them.
import { areaY, axisX, axisY, dot, gridY, lineY, text } from "@observablehq/plot";

import { concern, draw as svgOf, grey, ink, paper, targets, widthOf } from "./plot.js";
import { lineOf, symbolOf } from "./symbols.js";
import { number, rows, say, titles } from "./table.js";

const own = { symbol: "diamond", fill: ink, r: 8 };
const beyond = { symbol: "square", fill: concern, r: 4.5 };
const warned = { symbol: "triangle", fill: paper, stroke: concern, r: 5 };
const within = { symbol: "circle", fill: paper, stroke: grey, r: 4 };
const lookOf = (point) => (point.standing.endsWith("99_8") ? beyond : point.standing === "within" ? within : warned);
const named = 8;

function pointsOf(table, names) {
  return rows(table)
    .filter((row) => row.standing && row.value.value !== undefined)
    .map((row) => ({
      body: row.body.text,
      own: row.own,
      value: number(row.value),
      exposure: number(row.exposure),
      centre: number(row.centre),
      lower95: number(row.lower_95),
      upper95: number(row.upper_95),
      lower998: number(row.lower_99_8),
      upper998: number(row.upper_99_8),
      standing: row.standing.value,
      href: row.body.href,
      title: say(row, names, ["body", "value", "exposure", "standing"]),
    }))
    .sort((a, b) => a.exposure - b.exposure);
}

// Names for the body asked about and for those furthest out, as long as none covers another; before their points where
// there is no room behind them.
function labelsOf(points, x, y, width) {
  const out = ({ value, centre, upper998, lower998 }) => Math.max((value - centre) / (upper998 - centre), (centre - value) / (centre - lower998));
  const far = points.filter((point) => !point.own && point.standing.endsWith("99_8")).sort((a, b) => out(b) - out(a));
  const boxOf = (point, left, right) => ({ left, right, top: y(point.value) - 8, bottom: y(point.value) + 8, of: point });
  const taken = points.map((point) => boxOf(point, x(point.exposure) - 5, x(point.exposure) + 5));
  return [...points.filter(({ own }) => own), ...far.slice(0, named)].filter((point) => {
    const at = x(point.exposure);
    const room = 12 + widthOf(point.body);
    point.before = at + room > width;
    const box = point.before ? boxOf(point, at - room, at - 8) : boxOf(point, at + 8, at + room);
    const free = taken.every((other) => other.of === point || other.right < box.left || other.left > box.right || other.bottom < box.top || other.top > box.bottom);
    if (free || point.own) {
      taken.push(box);
    }
    return free || point.own;
  });
}

export function draw(table, width) {
  const names = titles(table);
  const points = pointsOf(table, names);
  const values = points.flatMap(({ value, lower998, upper998 }) => [value, lower998, upper998]);
  const domain = [Math.max(0, Math.min(...values)), Math.max(...values)];
  const room = (domain[1] - domain[0]) * 0.06;
  const size = { width, height: width >= 560 ? 380 : 300, marginTop: 30, marginLeft: 56, marginRight: 24, marginBottom: 48 };
  const xs = points.map(({ exposure }) => exposure);
  const inner = [size.marginLeft + 12, width - size.marginRight - 12];
  const x = (value) => inner[0] + ((value - Math.min(...xs)) / (Math.max(...xs) - Math.min(...xs) || 1)) * (inner[1] - inner[0]);
  const yDomain = [Math.max(0, domain[0] - room), domain[1] + room];
  const y = (value) => size.height - size.marginBottom - ((value - yDomain[0]) / (yDomain[1] - yDomain[0])) * (size.height - size.marginTop - size.marginBottom);
  const labels = labelsOf(points, x, y, width);
  const limit = (name, dash, stroke = grey) => lineY(points, { x: "exposure", y: name, stroke, strokeWidth: 1.5, strokeDasharray: dash, curve: "monotone-x" });
  const group = (look) => points.filter((point) => !point.own && lookOf(point) === look);
  const svg = svgOf({
    ...size,
    x: { inset: 12, label: names.exposure, labelArrow: "none" },
    y: { domain: yDomain },
    marks: [
      gridY({ stroke: grey, strokeOpacity: 0.18, ticks: 5 }),
      axisY({ label: table.dataset.unit, labelArrow: "none", tickSize: 0, ticks: 5, fontSize: 13 }),
      axisX({ label: names.exposure, labelArrow: "none", ticks: width >= 560 ? 6 : 3, tickFormat: "~s", fontSize: 13 }),
      areaY(points, { x: "exposure", y1: "lower95", y2: "upper95", fill: ink, fillOpacity: 0.06, curve: "monotone-x" }),
      limit("upper998", "6 4"),
      limit("lower998", "6 4"),
      limit("upper95", "2 3"),
      limit("lower95", "2 3"),
      limit("centre", undefined),
      ...[within, warned, beyond].map((look) => dot(group(look), { x: "exposure", y: "value", strokeWidth: 1.5, ...look })),
      dot(points.filter((point) => point.own), { x: "exposure", y: "value", stroke: paper, strokeWidth: 1.5, ...own }),
      ...[true, false].flatMap((bold) =>
        [true, false].map((before) =>
          text(labels.filter((point) => point.own === bold && point.before === before), {
            x: "exposure",
            y: "value",
            text: "body",
            textAnchor: before ? "end" : "start",
            dx: before ? -10 : 10,
            fontSize: 13,
            fontWeight: bold ? 700 : 400,
            fill: ink,
            stroke: paper,
            strokeWidth: 3,
          }),
        ),
      ),
      targets(points, { x: "exposure", y: "value", title: "title", r: 8 }),
    ],
  });
  return {
    svg,
    first: points.findIndex(({ own }) => own),
    legend: [
      [symbolOf(own), points.find((point) => point.own)?.body],
      [lineOf({ stroke: grey, width: 1.5 }), names.centre],
      [lineOf({ stroke: grey, width: 1.5, dash: "2 3" }), table.dataset.limits95],
      [lineOf({ stroke: grey, width: 1.5, dash: "6 4" }), table.dataset.limits998],
    ].filter(([, words]) => words),
  };
}
