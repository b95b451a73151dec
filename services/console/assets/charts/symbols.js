// Small pictures of symbols, for legends.
import { symbolCircle, symbolDiamond, symbolSquare, symbolTriangle, symbol } from "d3";

const shapes = { circle: symbolCircle, diamond: symbolDiamond, square: symbolSquare, triangle: symbolTriangle };
const svgNamespace = "http://www.w3.org/2000/svg";

function svgElement(name, attributes) {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
}

// A symbol as it looks in the picture: { symbol, fill, stroke }.
export function symbolOf(look) {
  const svg = svgElement("svg", { class: "ladder-figure__symbol", viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true", focusable: "false" });
  svg.append(svgElement("path", { d: symbol(shapes[look.symbol], 90)(), fill: look.fill ?? "none", stroke: look.stroke ?? "none", "stroke-width": 1.5 }));
  return svg;
}

// A line as it looks in the picture.
export function lineOf({ stroke, width = 2, dash = "none" }) {
  const svg = svgElement("svg", { class: "ladder-figure__symbol", viewBox: "0 0 28 16", width: 28, height: 16, "aria-hidden": "true", focusable: "false" });
  svg.append(svgElement("path", { d: "M0 8H28", stroke, "stroke-width": width, "stroke-dasharray": dash, fill: "none" }));
  return svg;
}

// Stripes, so that a surface is told from others without its colour. Gives what `fill` takes.
let patterns = 0;
export function stripes(svg, colour) {
  const id = `ladder-stripes-${++patterns}`;
  const pattern = svgElement("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.append(svgElement("rect", { width: 6, height: 6, fill: "white" }), svgElement("rect", { width: 3, height: 6, fill: colour }));
  const defs = svgElement("defs", {});
  defs.append(pattern);
  svg.prepend(defs);
  return `url(#${id})`;
}
