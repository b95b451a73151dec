// Server time of every page that somebody of each desk is led to, at a steady rate, and the weight of the first one.
// Usage: node pages_bench.mjs [--seconds N] [--rate N]   (LADDER_BINARY names the binary; 20 s at 50 requests/s)
// Pages are found by following links from the menu, a few of each kind; times are those of the server's own log.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { ask, formOf, post } from "../../browser/support/raw.mjs";
import { startServer } from "../../browser/support/server.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const { values } = parseArgs({
  options: { seconds: { type: "string", default: "20" }, rate: { type: "string", default: "50" } },
});
const seconds = Number(values.seconds);
const rate = Number(values.rate);
const pagesOfAKind = 4;
const people = [
  "sam@hmic.example",
  "nia@npia.example",
  "henry@homeoffice.example",
  "chief@nottinghamshire.example",
  "clerk@nottinghamshire.example",
  "admin@ladder.example",
];

const cleanUps = [];
const micros = new Map(); // by kind of page
const server = await startServer((cleanUp) => cleanUps.push(cleanUp), { onLine: note });

// "/bodies/*/indicators" of "/bodies/kent/indicators": pages of one template.
function kindOf(path) {
  const collection = /^\/(bodies|cases|meetings|letters|documents|directions|commissions|peers|requests|figures|register|admin\/people|admin\/services)\/(?!new$|feed$)/;
  const [plain] = path.split("?");
  const match = plain.match(collection);
  if (!match) {
    return plain;
  }
  const rest = plain.slice(match[0].length).split("/");
  return `/${match[1]}/*${rest.slice(1).map((part) => (match[1] === "figures" ? "/*" : `/${part.replace(/.*\d.*/, "*")}`)).join("")}`;
}

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

// Everybody's year in Nottinghamshire, so that pages hold what they will hold.
function playHistory() {
  const tokens = mkdtempSync(join(tmpdir(), "ladder-tokens-"));
  mkdirSync(tokens, { recursive: true });
  for (const person of ["sam@hmic.example", "ann@hmic.example", "nia@npia.example", "henry@homeoffice.example",
    "jane.smith@hmic.example", "denis@hmic.example", "carol@hmic.example", "alex@hmic.example", "rita@hmic.example",
    "chief@nottinghamshire.example", "dcc@nottinghamshire.example", "clerk@nottinghamshire.example"]) {
    const file = join(tokens, `${person}.token`);
    const secret = server.operate("token", person, "--title", "bench").match(/ladder_[\w-]+/)[0];
    writeFileSync(file, `${secret}\n`);
    chmodSync(file, 0o600);
  }
  execFileSync(join(root, "deploy", "demo", "nottinghamshire"), ["--server", server.url, "--tokens", tokens], {
    env: { ...process.env, LADDER_BINARY: process.env.LADDER_BINARY },
    stdio: ["ignore", "ignore", "inherit"],
  });
  rmSync(tokens, { recursive: true });
}

// Signs in by a one-time link; gives the cookies.
async function signIn(person) {
  const link = server.invite(person);
  const code = new URL(link, server.url).searchParams.get("code");
  const form = await formOf(server.url, link);
  const password = "correct horse battery staple";
  const answer = await post(server.url, "/welcome", { csrf: form.csrf, code, password, again: password }, { cookies: form.cookies });
  const cookies = (answer.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]).join("; ");
  if (answer.status !== 303) {
    throw new Error(`${person} can't sign in: ${answer.status}`);
  }
  return cookies;
}

const linksOf = (html) => [...html.matchAll(/href="(\/[^"#]*)/g)].map(([, path]) => path.replaceAll("&amp;", "&"));
const isPage = (path) => !/^\/(assets|sign-|welcome)|format=csv|known_at=|[?&](sort|page)=|\.ics|\/feed|\/content/.test(path);

async function crawl(cookies) {
  const found = ["/"];
  const kinds = new Map();
  for (let i = 0; i < found.length && found.length < 400; ++i) {
    const { status, body } = await ask(server.url, found[i], { headers: { Accept: "text/html", Cookie: cookies } });
    if (status !== 200) {
      found.splice(i--, 1);
      continue;
    }
    for (const path of linksOf(body.toString()).filter(isPage)) {
      const kind = kindOf(path);
      if (!found.includes(path) && (kinds.get(kind) ?? 0) < pagesOfAKind) {
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        found.push(path);
      }
    }
  }
  return found;
}

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

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

playHistory();
const visits = [];
for (const person of people) {
  const cookies = await signIn(person);
  for (const path of await crawl(cookies)) {
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
