// Server time of every page that somebody of each desk is led to, at a steady rate, and the weight of the first one.
// Usage: node pages_bench.mjs [--seconds N] [--rate N]   (LADDER_BINARY names the binary; 20 s at 50 requests/s)
// Pages are found by following links from the menu, a few of each kind; times are those of the server's own log.
import { parseArgs } from "node:util";

import { ask } from "../../browser/support/raw.mjs";
import { startServer } from "../../browser/support/server.mjs";
import { crawl, kindOf, people, playHistory, quantile, signIn } from "./visits.mjs";

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "20" }, rate: { type: "string", default: "50" } },
});
const seconds = Number(values.seconds);
const rate = Number(values.rate);

const cleanUps = [];
const micros = new Map(); // by kind of page
const server = await startServer((cleanUp) => cleanUps.push(cleanUp), { onLine: note });

function note(line) {
  if (!line.startsWith("{")) {
    return;
  }
  const said = JSON.parse(line);
  if (said.event === "request" && said.method === "GET" && said.status === 200 && measuring) {
    const kind = kindOf(said.path);
    micros.set(kind, [...(micros.get(kind) ?? []), said.micros]);
  }
}
let measuring = false;

async function weightOfFirstPage() {
  const get = (path) => ask(server.url, path, { headers: { Accept: "text/html", "Accept-Encoding": "br" } });
  const { body: page } = await get("/sign-in");
  let bytes = page.length;
  const html = page.toString();
  const loaded = new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path));
  for (const path of loaded) {
    bytes += (await get(path)).body.length;
    if (path.endsWith("console.js")) {
      bytes += (await get(path.replace("console.js", "govuk-frontend.min.js"))).body.length;
    }
  }
  return bytes;
}

playHistory(server);
const visits = [];
for (const person of people) {
  const cookies = await signIn(server, person);
  for (const path of await crawl(server, cookies)) {
    visits.push({ path, cookies });
  }
}
measuring = true;
const waiting = [];
let failed = 0;
const begun = performance.now();
for (let i = 0; i < seconds * rate; ++i) {
  const pause = begun + (i * 1000) / rate - performance.now();
  if (pause > 0) {
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  // In no order, so that kinds mix.
  const { path, cookies } = visits[(i * 7919) % visits.length];
  waiting.push(
    ask(server.url, path, { headers: { Accept: "text/html", Cookie: cookies } }).then(({ status }) => {
      failed += status === 200 ? 0 : 1;
    }),
  );
}
await Promise.all(waiting);
await new Promise((resolve) => setTimeout(resolve, 200));

const ms = (value) => (value / 1000).toFixed(1);
const all = [...micros.values()].flat().sort((a, b) => a - b);
console.log(`| page (${rate} requests/s, ${visits.length} pages of ${people.length} people) | requests | p50 ms | p99 ms | most ms |`);
console.log("| --- | ---: | ---: | ---: | ---: |");
for (const [kind, times] of [...micros].sort(([a], [b]) => (a < b ? -1 : 1))) {
  times.sort((a, b) => a - b);
  console.log(`| ${kind} | ${times.length} | ${ms(quantile(times, 0.5))} | ${ms(quantile(times, 0.99))} | ${ms(times.at(-1))} |`);
}
console.log(`| all | ${all.length} | ${ms(quantile(all, 0.5))} | ${ms(quantile(all, 0.99))} | ${ms(all.at(-1))} |`);
console.log(`\nfirst page, compressed: ${((await weightOfFirstPage()) / 1000).toFixed(0)} kB; failed: ${failed}`);
for (const cleanUp of cleanUps.reverse()) {
  await cleanUp();
}
process.exit(failed === 0 ? 0 : 1);
