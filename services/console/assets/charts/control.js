// A body's own history: values with mean and limits where there are any, and a target.
import { areaY, axisX, axisY, dot, gridY, lineY, ruleY, text } from "@observablehq/plot";

import { draw as svgOf, grey, ink, looks, targets } from "./plot.js";
import { lineOf, symbolOf } from "./symbols.js";
import { day, number, rows, say, titles } from "./table.js";

const lines = ["upper", "mean", "lower"];

function pointsOf(table, names) {
  return rows(table).map((row) => ({
    at: day(row.period.value),
    value: number(row.value),
    mean: number(row.mean),
    lower: number(row.lower),
    upper: number(row.upper),
    group: row.line.dataset.group,
    shows: row.finding?.value ?? "usual",
    finding: row.finding?.text,
    href: row.period.href,
    title: say(row, names, ["period", "value", "finding", "lower", "mean", "upper"]),
  }));
}

// The ends of the lines are named beside them, unless they are too close to each other.
function labelsOf(points, names, table, height, domain) {
  const last = points.at(-1);
  const labels = lines.filter((line) => last[line] !== undefined).map((line) => ({ at: last.at, value: last[line], name: names[line] }));
  if (table.dataset.target) {
    labels.push({ at: last.at, value: Number(table.dataset.target), name: table.dataset.targetName });
  }
  const pixels = (value) => ((value - domain[0]) / (domain[1] - domain[0])) * height;
  labels.sort((a, b) => a.value - b.value);
  let below = -Infinity;
  return labels.filter(({ value }) => {
    const fits = pixels(value) - below >= 15;
    below = fits ? pixels(value) : below;
    return fits;
  });
}

function domainOf(points, target) {
  const values = points.flatMap(({ value, lower, upper }) => [value, lower, upper]).concat(target).filter((value) => value !== undefined);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}

export function draw(table, width) {
  const names = titles(table);
  const points = pointsOf(table, names);
  const target = table.dataset.target ? [Number(table.dataset.target)] : [];
  const wide = width >= 560;
  const height = wide ? 320 : 260;
  const domain = domainOf(points, target);
  const labels = labelsOf(points, names, table, height - 70, domain);
  const right = wide && labels.length ? 110 : 20;
  const hasLimits = points.some(({ mean }) => mean !== undefined);
  const shown = [...new Set(points.map(({ shows }) => shows))];
  const svg = svgOf({
    width,
    height,
    marginTop: 30,
    marginLeft: 56,
    marginRight: right,
    marginBottom: 36,
    x: { type: "utc", inset: 10 },
    y: { domain },
    marks: [
      gridY({ stroke: grey, strokeOpacity: 0.18, ticks: 5 }),
      axisY({ label: table.dataset.unit, labelArrow: "none", tickSize: 0, ticks: 5, fontSize: 13 }),
      axisX({ label: null, tickSize: 4, ticks: wide ? 10 : 4, fontSize: 13 }),
      hasLimits && areaY(points, { x: "at", y1: "lower", y2: "upper", z: "group", fill: ink, fillOpacity: 0.05, curve: "linear" }),
      hasLimits && lineY(points, { x: "at", y: "upper", z: "group", stroke: grey, strokeDasharray: "6 4", strokeWidth: 1.5 }),
      hasLimits && lineY(points, { x: "at", y: "lower", z: "group", stroke: grey, strokeDasharray: "6 4", strokeWidth: 1.5 }),
      hasLimits && lineY(points, { x: "at", y: "mean", z: "group", stroke: grey, strokeWidth: 1.5 }),
      target.length && ruleY(target, { stroke: ink, strokeDasharray: "2 4", strokeWidth: 2 }),
      lineY(points, { x: "at", y: "value", z: "group", stroke: ink, strokeWidth: 2 }),
      ...shown.map((shows) => dot(points.filter((point) => point.shows === shows), { x: "at", y: "value", stroke: "white", strokeWidth: 1, ...looks[shows] })),
      wide && text(labels, { x: "at", y: "value", text: "name", textAnchor: "start", dx: 16, fill: grey, fontSize: 13 }),
      targets(points, { x: "at", y: "value", title: "title", r: Math.max(6, Math.min(12, (width - right - 76) / points.length / 2)) }),
    ],
  });
  const findings = [...new Map(points.filter(({ shows }) => shows !== "usual").map(({ shows, finding }) => [shows, finding.split(": ").at(-1)]))];
  const legend = findings.map(([shows, words]) => [symbolOf(looks[shows]), words]);
  // Where there is no room beside the lines they are named below.
  if (!wide && hasLimits) {
    legend.push([lineOf({ stroke: grey, width: 1.5 }), names.mean], [lineOf({ stroke: grey, width: 1.5, dash: "6 4" }), `${names.lower}, ${names.upper.toLowerCase()}`]);
  }
  if (!wide && target.length) {
    legend.push([lineOf({ stroke: ink, dash: "2 4" }), table.dataset.targetName]);
  }
  return { svg, legend };
}
