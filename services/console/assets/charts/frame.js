// The figure around a picture: its caption, its legend, what is said of the point that is looked at; and the folded table.
import { moveAmong } from "./moves.js";

const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  if (text) {
    made.textContent = text;
  }
  return made;
};

// What symbols mean: [[svg, "Concern"], ...].
function legendOf(entries) {
  const list = element("ul", "ladder-figure__legend");
  for (const [symbol, text] of entries) {
    const item = element("li", "", "");
    item.append(symbol, text);
    list.append(item);
  }
  return list;
}

// Puts the picture of `table` before it and folds the table away. `draw(table, width)` gives { svg, legend, first }:
// `first` is the number of the point at which the keyboard begins.
export function frame(table, draw) {
  const whole = table.closest(".ladder-scroll") ?? table;
  const caption = table.caption.textContent;
  const figure = element("figure", "ladder-figure");
  figure.setAttribute("aria-label", caption);
  const canvas = element("div", "ladder-figure__canvas");
  const readout = element("p", "ladder-figure__readout");
  readout.setAttribute("aria-hidden", "true");
  figure.append(element("figcaption", "ladder-figure__caption", caption), canvas);
  whole.before(figure);

  let drawn = 0;
  const redraw = () => {
    const width = Math.floor(canvas.clientWidth);
    if (width === 0 || width === drawn) {
      return;
    }
    const { svg, legend, first } = draw(table, width);
    drawn = width;
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", caption);
    readout.textContent = "";
    moveAmong(svg, (words) => (readout.textContent = words), first);
    canvas.replaceChildren(svg, ...(legend?.length ? [legendOf(legend)] : []), readout);
  };
  try {
    redraw();
  } catch (error) {
    figure.remove();
    throw error;
  }
  new ResizeObserver(() => requestAnimationFrame(redraw)).observe(canvas);

  const fold = element("details", "govuk-details ladder-fold");
  fold.open = "open" in table.dataset;
  const summary = element("summary", "govuk-details__summary");
  summary.append(element("span", "govuk-details__summary-text", table.dataset.fold));
  whole.before(fold);
  fold.append(summary, whole);
}
