// The direction of travel, as a line no higher than the text around it, in place of the list of its figures.
import { dot, lineY } from "@observablehq/plot";

import { draw as svgOf, ink, paper, targets } from "./plot.js";
import { moveAmong } from "./moves.js";
import { day } from "./table.js";

const width = 120;
const height = 36;

export function drawTravel(list) {
  const points = [...list.children].map((item) => ({
    at: day(item.dataset.at),
    value: Number(item.dataset.value),
    href: item.querySelector("a")?.getAttribute("href"),
    title: item.textContent.replace(/\s+/g, " ").trim(),
  }));
  const svg = svgOf({
    width,
    height,
    margin: 8,
    x: { type: "utc", axis: null },
    y: { axis: null },
    marks: [
      lineY(points, { x: "at", y: "value", stroke: ink, strokeWidth: 1.75 }),
      dot(points.slice(-1), { x: "at", y: "value", r: 4, fill: ink, stroke: paper }),
      targets(points, { x: "at", y: "value", title: "title", r: 7 }),
    ],
  });
  svg.classList.add("ladder-travel__line");
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", list.getAttribute("aria-label"));
  moveAmong(svg, () => {});
  list.before(svg);
  list.hidden = true;
}
