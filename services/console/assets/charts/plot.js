// What all pictures share: their colours, and an SVG of Observable Plot that fits the page's policy.
import { dot, plot } from "@observablehq/plot";

export const ink = "#16233f";
export const grey = "#505a5f";
export const pale = "#cecece";
export const paper = "#ffffff";
export const concern = "#b34700";
export const improvement = "#1d70b8";
export const neutral = "#4c2c92";

// Shape and colour of what a point shows; either alone tells them apart.
export const looks = {
  usual: { symbol: "circle", fill: grey, r: 4 },
  concern: { symbol: "square", fill: concern, r: 5 },
  improvement: { symbol: "triangle", fill: improvement, r: 5.5 },
  neutral: { symbol: "diamond", fill: neutral, r: 5.5 },
};

// The width of a text in 14 px, near enough for margins and for keeping labels apart.
export const widthOf = (text) => 7.2 * text.length;

// `marks` may hold false for what is not there.
export function draw({ marks, ...options }) {
  const svg = plot({ className: "ladder-plot", ...options, marks: marks.filter(Boolean) });
  // Plot's own rules are inline, which the page's policy forbids; the style sheet has them.
  svg.querySelectorAll("style").forEach((style) => style.remove());
  // What is told aloud is what the points say; "line" or "rule" is nothing to hear.
  for (const group of svg.querySelectorAll("g[aria-label]")) {
    const mark = group.getAttribute("aria-label");
    group.removeAttribute("aria-label");
    group.classList.add(`ladder-plot__${mark.replaceAll(" ", "-")}`);
    if (!group.querySelector("a")) {
      group.setAttribute("aria-hidden", "true");
    }
  }
  return svg;
}

// What the pointer and the keyboard find: an invisible disc over every point, that leads where its row leads.
export function targets(points, { x, y, r = 11, title }) {
  return dot(points, { x, y, r, fill: paper, fillOpacity: 0, stroke: paper, strokeOpacity: 0, title, href: "href", className: "ladder-plot__targets" });
}
