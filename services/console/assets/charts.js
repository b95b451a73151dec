// Draws the tables that have a [data-chart], as SVG before the table, which is folded away below it. All words and
// figures are the table's: headings name the lines, cells hold the numbers in full in data-value.
import { draw as drawBoard } from "./charts/board.js";
import { draw as drawCapacity } from "./charts/capacity.js";
import { draw as drawControl } from "./charts/control.js";
import { draw as drawFunnel } from "./charts/funnel.js";
import { draw as drawLadder } from "./charts/ladder.js";
import { draw as drawPeers } from "./charts/peers.js";
import { draw as drawTimeline } from "./charts/timeline.js";
import { frame } from "./charts/frame.js";
import { drawTravel } from "./charts/travel.js";

const kinds = {
  board: drawBoard,
  capacity: drawCapacity,
  control: drawControl,
  funnel: drawFunnel,
  ladder: drawLadder,
  peers: drawPeers,
  timeline: drawTimeline,
};

// A picture that can't be drawn leaves its table as it is; the browser's console says why.
function attempt(element, draw) {
  try {
    draw();
  } catch (error) {
    console.error(`no picture of ${element.dataset.chart}`, error);
  }
}

for (const element of document.querySelectorAll("[data-chart]")) {
  const kind = element.dataset.chart;
  attempt(element, () => (kind === "travel" ? drawTravel(element) : frame(element, kinds[kind])));
}
