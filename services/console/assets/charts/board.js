// Who stands at which stage, and since when: a band for each stage, the highest first, time from left to right.
import { axisX, dot, rect, text } from "@observablehq/plot";

import { concern, draw as svgOf, ink, paper, targets, widthOf } from "./plot.js";
import { symbolOf } from "./symbols.js";
import { day, rows, say, span, titles } from "./table.js";

const lineHeight = 24;
const head = 26; // of a band, where its stage is named
const namesMost = 14; // with more at a stage there is no room for names
const dotHeight = 12;
const dotsMost = 8; // above each other; further ones of a day stand beside them
const onTime = { symbol: "circle", fill: ink, r: 5.5 };
const late = { symbol: "square", fill: concern, r: 6 };

const overlaps = ([from, to], [left, right]) => left <= to && from <= right;

// Puts every card of a stage, with its name, into the first line of its band that has room for both. The name stands
// before its point where it would leave the picture behind it. Gives how many lines there are.
function arrangeNamed(cards, width) {
  const lines = [];
  for (const card of cards) {
    const room = 14 + widthOf(card.body);
    card.before = card.x + room > width;
    const place = card.before ? [card.x - room, card.x + 8] : [card.x - 8, card.x + room];
    card.line = lines.findIndex((taken) => !taken.some((other) => overlaps(place, other)));
    if (card.line < 0) {
      card.line = lines.push([]) - 1;
    }
    lines[card.line].push(place);
  }
  return lines.length;
}

// The same for points without names, of which no more than a few lines stand above each other.
function arrangeDots(cards) {
  const lines = Array.from({ length: dotsMost }, () => []);
  const free = (x) => lines.findIndex((taken) => !taken.some((other) => Math.abs(other - x) < dotHeight));
  for (const card of cards) {
    while (free(card.x) < 0) {
      card.x += dotHeight;
    }
    card.line = free(card.x);
    lines[card.line].push(card.x);
  }
  return lines.filter((taken) => taken.length).length;
}

export function draw(table, width) {
  const names = titles(table);
  const today = day(table.dataset.today);
  const stages = [...table.tBodies].map((body) => ({ id: body.dataset.stage, title: body.querySelector("[data-title]").textContent, cards: [] }));
  const cards = rows(table).map((row) => ({
    stage: row.line.closest("tbody").dataset.stage,
    body: row.body.text,
    since: day(row.since.value),
    late: "late" in row.line.dataset,
    href: row.body.href,
    title: say(row, names, ["body", "since", "age", "review"]),
  }));
  const inner = [14, width - 14];
  const [first, last] = span(cards.map(({ since }) => since), today);
  const pixels = (at) => inner[0] + ((at - first) / (last - first)) * (inner[1] - inner[0]);
  cards.forEach((card) => (card.x = pixels(card.since)));
  let top = 8;
  for (const stage of stages) {
    stage.cards = cards.filter((card) => card.stage === stage.id);
    const named = stage.cards.length <= namesMost;
    const lines = named ? arrangeNamed(stage.cards, width) : arrangeDots(stage.cards);
    const height = named ? lineHeight : dotHeight;
    stage.top = top;
    stage.bottom = top + head + Math.max(1, lines) * height + (named ? 0 : 4);
    stage.says = `${stage.title} (${stage.cards.length})`;
    for (const card of stage.cards) {
      card.named = named;
      card.y = top + head + (card.line + 0.5) * height;
      card.at = new Date(+first + ((card.x - inner[0]) / (inner[1] - inner[0])) * (last - first));
    }
    top = stage.bottom + 8;
  }
  const height = top + 34;
  const svg = svgOf({
    width,
    height,
    margin: 0,
    marginBottom: 30,
    x: { type: "utc", domain: [first, last], range: inner },
    y: { type: "identity", axis: null },
    marks: [
      rect(stages, { x1: () => first, x2: () => last, y1: "top", y2: "bottom", fill: ink, fillOpacity: 0.05, insetLeft: -14, insetRight: -14 }),
      text(stages, { x: () => first, y: (d) => d.top + 15, text: "says", textAnchor: "start", dx: -6, fontSize: 14, fontWeight: 700, fill: ink }),
      axisX({ label: null, tickSize: 4, ticks: width >= 560 ? 8 : 3, fontSize: 13, anchor: "bottom" }),
      ...[onTime, late].map((look) => dot(cards.filter((card) => card.late === (look === late)), { x: "at", y: "y", stroke: paper, strokeWidth: 1, ...look })),
      text(cards.filter(({ named, before }) => named && !before), { x: "at", y: "y", text: "body", textAnchor: "start", dx: 10, fontSize: 14, fill: ink }),
      text(cards.filter(({ before }) => before), { x: "at", y: "y", text: "body", textAnchor: "end", dx: -10, fontSize: 14, fill: ink }),
      targets(cards, { x: "at", y: "y", title: "title", r: 9 }),
    ],
  });
  const tag = table.querySelector("[data-late] .govuk-tag");
  return { svg, legend: tag ? [[symbolOf(late), tag.textContent]] : [] };
}
