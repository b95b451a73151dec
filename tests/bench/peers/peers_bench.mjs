// Ladder beside what its stack can do without an engine, and beside its peers: the same work, the same durability, in turn, in one run.
// Usage: node peers_bench.mjs [--repetitions N] [--milliseconds N] [decisions|rules|reads|start]...
// LADDER_BUILD names the build tree with the benches. Prints one table of medians, spreads and ratios.
import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const build = process.env.LADDER_BUILD ?? join(here, "..", "..", "..", "build", "release");
process.env.LADDER_BINARY ??= join(build, "services", "cli", "ladder");
const { asker } = await import("../../browser/support/api.mjs");
const { startPostgres } = await import("../../browser/support/postgres.mjs");
const { startServer } = await import("../../browser/support/server.mjs");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { repetitions: { type: "string", default: "3" }, milliseconds: { type: "string", default: "2000" } },
});
const repetitions = Number(values.repetitions);
const milliseconds = Number(values.milliseconds);
const sections = { decisions, rules, reads, start };
const asked = positionals.length > 0 ? positionals : Object.keys(sections);
const unknown = asked.filter((name) => !sections[name]);
if (unknown.length > 0) {
  console.error(`peers_bench: no such work: ${unknown.join(", ")}; there is ${Object.keys(sections).join(", ")}`);
  process.exit(2);
}

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
const folder = mkdtempSync(join(tmpdir(), "ladder-peers-"));
later(() => rmSync(folder, { recursive: true, force: true }));

const bench = (name) => join(build, "tests", "bench", name);
// What a program printed; it may take its time.
const said = async (program, words) => (await promisify(execFile)(program, words, { cwd: here, maxBuffer: 1 << 24 })).stdout;

// Starts a program and gives the first line that it prints; it ends with this run.
function started(program, words, environment = {}) {
  const child = spawn(program, words, { cwd: here, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "inherit"] });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    }
  };
  later(stop);
  const line = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`${program} ended with ${code}`)));
  });
  line.catch(() => {}); // some print nothing
  return { child, stop, line };
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function answers(url, options = {}) {
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(5)) {
    try {
      if ((await fetch(url, options)).ok) {
        return;
      }
    } catch {
      // not yet
    }
  }
  throw new Error(`nothing answers at ${url}`);
}

// [a second, p50, p99] of our client against any server.
async function load(port, path, callers, more = []) {
  const words = ["--port", port, "--path", path, "--callers", callers, "--milliseconds", milliseconds, ...more];
  return (await said(bench("load/http_load"), words.map(String))).trim().split(" ").map(Number);
}

const rows = []; // { work, what, unit, figures }
function note(work, what, unit, figure) {
  const found = rows.find((row) => row.work === work && row.what === what);
  if (found) {
    found.figures.push(figure);
  } else {
    rows.push({ work, what, unit, figures: [figure] });
  }
  process.stderr.write(`${work}: ${what}: ${Math.round(figure)} ${unit}\n`);
}

const callersAsked = [1, 64];
const decisionsBy = (callers, database) => `durable decision over HTTP, ${callers} caller${callers === 1 ? "" : "s"}, ${database}`;

// Our own, with everything: who may, gates, leaf, read models, idempotency.
async function ladderDecisions() {
  const words = ["--callers", ...callersAsked, "--runs", 1, "--milliseconds", milliseconds].map(String);
  for (const line of (await said(bench("load/load_bench"), words)).split("\n")) {
    const [, database, what, callers, median] = line.split("|").map((cell) => cell.trim());
    if (what === "decisions over HTTP") {
      note(decisionsBy(Number(callers), database), "Ladder", "a second", Number(median));
    }
  }
}

async function bareStack(database, url) {
  const server = started(bench("bare_stack/bare_stack"), [url]);
  const port = await server.line;
  for (const callers of callersAsked) {
    const [rate] = await load(port, "/Case/{}/decide", callers);
    note(decisionsBy(callers, database), "bare stack", "a second", rate);
  }
  await server.stop();
}

// On the ports that it takes if it is told nothing.
async function restate() {
  const port = await freePort();
  const service = started("node", ["restate_service.mjs", String(port)]);
  const program = join(here, "node_modules", "@restatedev", "restate-server-linux-x64", "bin", "restate-server");
  const data = mkdtempSync(join(folder, "restate-"));
  const server = started(program, ["--base-dir", data, "--bind-ip", "127.0.0.1", "--no-logo"], {
    RESTATE_DISABLE_TELEMETRY: "true",
    RESTATE_LOG_FILTER: "error",
  });
  await answers("http://127.0.0.1:9070/health");
  await answers("http://127.0.0.1:9070/deployments", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ uri: `http://127.0.0.1:${port}` }),
  });
  await answers("http://127.0.0.1:8080/Case/1/decide", { method: "POST" });
  const stop = async () => {
    await server.stop();
    await service.stop();
  };
  return { server, stop };
}

async function decisions() {
  const postgres = await startPostgres(later);
  for (let i = 0; i < repetitions; ++i) {
    await ladderDecisions();
    await bareStack("SQLite", `sqlite:${join(folder, `bare-${i}.db`)}`);
    const url = postgres.createDatabase();
    await bareStack("PostgreSQL", url);
    const [, host, database] = url.match(/host=(\S+) .*dbname=(\S+)/);
    for (const callers of callersAsked) {
      const [rate] = (await said("node", ["dbos_decisions.mjs", host, database, callers, milliseconds].map(String))).trim().split(" ");
      note(decisionsBy(callers, "PostgreSQL"), "DBOS", "a second", Number(rate));
    }
    const peer = await restate();
    for (const callers of callersAsked) {
      const [rate] = await load(8080, "/Case/{}/decide", callers);
      note(decisionsBy(callers, "PostgreSQL"), "Restate", "a second", rate);
    }
    await peer.stop();
  }
}

async function rules() {
  const work = "twelve rules of thresholds over 30 indicators, bodies";
  for (let i = 0; i < repetitions; ++i) {
    const words = ["--benchmark_filter=^thresholds_", "--benchmark_format=json"];
    const { benchmarks } = JSON.parse(await said(bench("engine/engine_bench"), words));
    for (const [name, what] of [["thresholds_over_panels", "Ladder"], ["thresholds_in_a_loop", "C++ loop"]]) {
      note(work, what, "a second", benchmarks.find((one) => one.name.startsWith(name)).items_per_second);
    }
    for (const engine of ["zen-engine", "json-rules-engine"]) {
      note(work, engine, "a second", Number(await said("node", ["rule_engines.mjs", engine, String(milliseconds)])));
    }
  }
}

// A case is read as JSON; the others answer as many bytes, without looking anything up.
async function reads() {
  const work = "one case read over HTTP as JSON, 64 callers";
  const server = await startServer(later, { unheard: true, flags: ["--requests-per-minute", "0", "--requests-at-once", "0"] });
  const ask = asker(server, "sam@hmic.example", "ppsg_secretariat");
  const opened = await ask("CaseService/OpenCase", { body: "bodies/kent", subject: "SUBJECT_GENERAL", reasons: "To be read" });
  const { name } = opened.case;
  const bytes = JSON.stringify(await ask("CaseService/GetCase", { name })).length;
  const token = server.operate("token", "sam@hmic.example", "--title", "bench").match(/ladder_[\w-]+/)[0];
  const file = (text) => {
    const path = join(folder, `${text.length}.json`);
    writeFileSync(path, text);
    return path;
  };
  const json = ["--header", "Content-Type: application/json", "--body"];
  const ours = [...json, file(JSON.stringify({ name })), "--header", `Authorization: Bearer ${token}`, "--header", "Ladder-Capacity: ppsg_secretariat"];
  const echo = started(bench("bare_stack/beast_echo"), [String(bytes)]);
  const echoPort = await echo.line;
  const connect = started("node", ["connect_echo.mjs", String(await freePort()), String(bytes)]);
  const connectPort = await connect.line;
  for (let i = 0; i < repetitions; ++i) {
    note(work, "Ladder", "a second", (await load(new URL(server.url).port, "/ladder.v1.CaseService/GetCase", 64, ours))[0]);
    note(work, "Beast echo", "a second", (await load(echoPort, "/", 64, [...json, file("{}")]))[0]);
    note(work, "connect-node", "a second", (await load(connectPort, "/bench.Echo/Say", 64, [...json, file("{}")]))[0]);
  }
  await echo.stop();
  await connect.stop();
}

const megabytes = (pid) => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;

// From nothing running to the first answer, with the record of a year already there.
async function start() {
  const database = `sqlite:${join(folder, "start.db")}`;
  for (const words of [["db", "migrate"], ["demo", "load"]]) {
    execFileSync(process.env.LADDER_BINARY, [...words, "--database", database]);
  }
  for (let i = 0; i < repetitions; ++i) {
    const port = await freePort();
    const begun = performance.now();
    const ladder = started(process.env.LADDER_BINARY, ["serve", "--listen", `127.0.0.1:${port}`, "--database", database, "--log-level", "error"]);
    await answers(`http://127.0.0.1:${port}/sign-in`);
    note("first answer after a start", "Ladder", "ms", performance.now() - begun);
    note("memory after the first answer", "Ladder", "MB", megabytes(ladder.child.pid));
    await ladder.stop();

    const restateBegun = performance.now();
    const peer = await restate();
    note("first answer after a start", "Restate", "ms", performance.now() - restateBegun);
    note("memory after the first answer", "Restate", "MB", megabytes(peer.server.child.pid));
    await peer.stop();
  }
}

const median = (figures) => [...figures].sort((a, b) => a - b)[figures.length >> 1];
const spread = (figures) => Math.round(((Math.max(...figures) - Math.min(...figures)) / median(figures)) * 100);
const number = (figure) => (figure >= 100 ? Math.round(figure).toLocaleString("en-GB") : figure.toFixed(1));

for (const name of asked) {
  await sections[name]();
}
console.log("| work | who | median | spread | Ladder is |");
console.log("| --- | --- | ---: | ---: | ---: |");
for (const { work, what, unit, figures } of rows) {
  const ours = rows.find((row) => row.work === work && row.what === "Ladder");
  const ratio = what === "Ladder" || !ours ? "" : `${(median(ours.figures) / median(figures)).toFixed(2)} ×`;
  console.log(`| ${work} | ${what} | ${number(median(figures))} ${unit} | ${spread(figures)} % | ${ratio} |`);
}
for (const cleanUp of cleanUps.reverse()) {
  await cleanUp();
}
process.exit(0);
