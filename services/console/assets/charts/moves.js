// How one moves in a picture. Its points are one stop of the Tab key; the arrows, Home and End move among them.

const steps = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

// Points are links, in the order in which they stand in the picture; one begins at the one numbered `first`, or else at
// the last. `say` gets the words of the one that is looked at.
export function moveAmong(svg, say, first = -1) {
  const links = [...svg.querySelectorAll("a")];
  const stopAt = (link) => links.forEach((other) => other.setAttribute("tabindex", other === link ? "0" : "-1"));
  for (const link of links) {
    const words = link.querySelector("title").textContent.replaceAll("\n", ", ");
    link.setAttribute("aria-label", words);
    link.addEventListener("pointerenter", () => say(words));
    link.addEventListener("focus", () => say(words));
  }
  stopAt(links.at(first));
  svg.addEventListener("keydown", (event) => {
    const at = links.indexOf(document.activeElement);
    const step = steps[event.key];
    if (at < 0 || step === undefined) {
      return;
    }
    event.preventDefault();
    const link = links[Math.max(0, Math.min(links.length - 1, at + step))];
    stopAt(link);
    link.focus();
  });
}
