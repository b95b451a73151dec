// Draws what a soak wrote: memory, open files and answers over time, as SVG.
// Usage: node soak_plot.mjs SAMPLES.csv > soak.svg
import { readFileSync } from "node:fs";

const [header, ...lines] = readFileSync(process.argv[2], "utf8").trim().split("\n");
const names = header.split(",");
const rows = lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], Number(cell)])));
const panels = [
  { title: "resident memory, MiB", value: (row) => row.mebibytes },
  { title: "open files and sockets", value: (row) => row.open_files },
  { title: "answers, millions", value: (row) => row.answers / 1e6 },
];
const [width, height, left, gap] = [760, 110, 70, 46];
const minutes = rows.at(-1).seconds / 60;
const nice = (most) => {
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= most);
};
const out = [];
panels.forEach(({ title, value }, panel) => {
  const top = panel * (height + gap) + 28;
  const most = nice(Math.max(...rows.map(value)));
  const x = (row) => (left + (row.seconds / 60 / minutes) * (width - left - 30)).toFixed(1);
  const y = (of) => (top + height - (of / most) * height).toFixed(1);
  out.push(`<text x="${left}" y="${top - 10}">${title}</text>`);
  for (const share of [0, 0.5, 1]) {
    out.push(`<path d="M${left} ${y(share * most)}H${width - 30}" stroke="#b1b4b6"/>`);
    out.push(`<text x="${left - 8}" y="${Number(y(share * most)) + 4}" text-anchor="end">${share * most}</text>`);
  }
  out.push(`<polyline fill="none" stroke="#1d70b8" stroke-width="2" points="${rows.map((row) => `${x(row)},${y(value(row))}`).join(" ")}"/>`);
  for (let minute = 0; minute <= minutes; minute += 15) {
    out.push(`<text x="${x({ seconds: minute * 60 })}" y="${top + height + 16}" text-anchor="middle">${minute} min</text>`);
  }
});
const whole = panels.length * (height + gap) + 14;
console.log(
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
${out.join("\n")}
</svg>`,
);
