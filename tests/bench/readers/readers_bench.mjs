// Thousands of signed-in readers, each on a connection of its own, each a page a minute, while decisions are recorded and figures
// imported, on PostgreSQL. Prints what they waited, what failed, and what the server's memory and open files did.
// Usage: node readers_bench.mjs [--readers N] [--seconds N] [--decisions N] [--samples FILE.csv]
// LADDER_BINARY names the binary; 6000 readers, 120 s, 50 decisions a second. --samples keeps memory and open files over time.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";

import { asker } from "../../browser/support/api.mjs";
import { startPostgres } from "../../browser/support/postgres.mjs";
import { startServer } from "../../browser/support/server.mjs";
import { crawl, people, playHistory, quantile, signIn } from "../pages/visits.mjs";

const { values } = parseArgs({
  options: {
    readers: { type: "string", default: "6000" },
    seconds: { type: "string", default: "120" },
    decisions: { type: "string", default: "50" },
    samples: { type: "string" },
  },
});
const readers = Number(values.readers);
const seconds = Number(values.seconds);
const decisionsASecond = Number(values.decisions);
const aMinute = 60_000;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
const postgres = await startPostgres(later);
const database = postgres.createDatabase();
const server = await startServer(later, {
  database,
  flags: ["--connections-max", String(readers + 100), "--connections-per-address", "0", "--requests-per-minute", "0", "--requests-at-once", "0", "--log-level", "error"],
});
playHistory(server);

const [, host, name] = database.match(/host=(\S+) .*dbname=(\S+)/);
const sql = (text) => execFileSync("psql", ["-qXAt", "-h", host, "-U", "postgres", "-d", name, "-c", text], { encoding: "utf8" }).trim();
const pid = execFileSync("pgrep", ["-n", "-f", `serve --listen .*${host}`], { encoding: "utf8" }).trim();
const memory = () => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const openFiles = () => readdirSync(`/proc/${pid}/fd`).length;

// A password costs a tenth of a second by design: each desk signs in once, and its session is copied for the others who sit there.
async function everybody() {
  const visits = [];
  const desks = [];
  for (const person of people) {
    const cookies = await signIn(server, person);
    desks.push({ cookies, pages: await crawl(server, cookies) });
  }
  for (let i = 0; i < readers; ++i) {
    const { cookies, pages } = desks[i % desks.length];
    const [cookie, own] = cookies.match(/session=([^;]+)/);
    visits.push({ cookies: cookies.replace(cookie, `session=reader-${i}-of-the-bench`), pages, own });
  }
  const hashes = (secret) => createHash("sha256").update(secret).digest("hex");
  for (let from = 0; from < readers; from += 500) {
    const rows = visits
      .slice(from, from + 500)
      .map(({ own }, i) => `('${hashes(`reader-${from + i}-of-the-bench`)}', '${hashes(own)}')`)
      .join(",");
    sql(`INSERT INTO session SELECT d.own, s.person, s.capacity, s.created_at_us, s.seen_at_us, s.ends_at_us
         FROM (VALUES ${rows}) AS d (own, of_desk) JOIN session s ON s.secret_hash = d.of_desk`);
  }
  return visits;
}

const times = [];
const slowest = []; // [ms, path]
const shown = 5;
const failures = new Map();
const fail = (what) => failures.set(what, (failures.get(what) ?? 0) + 1);
let over = false;

function look(agent, path, cookies) {
  return new Promise((resolve) => {
    const sent = performance.now();
    const request = http.get(new URL(path, server.url), { agent, headers: { Accept: "text/html", Cookie: cookies } }, (response) => {
      response.resume();
      response.on("end", () => {
        times.push(performance.now() - sent);
        slowest.push([times.at(-1), path]);
        slowest.sort(([a], [b]) => b - a).splice(shown);
        if (response.statusCode !== 200) {
          fail(`${response.statusCode} ${path}`);
        }
        resolve();
      });
    });
    request.on("error", (error) => {
      fail(error.message);
      resolve();
    });
  });
}

async function read({ cookies, pages }, number) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  await wait((number * aMinute) / readers);
  for (let page = number; !over; ++page) {
    const next = wait(aMinute);
    await look(agent, pages[page % pages.length], cookies);
    await Promise.race([next, ended]);
  }
  agent.destroy();
}
let end;
const ended = new Promise((resolve) => (end = resolve));

// Decisions at their pace; a case's next one waits for its last.
async function decide() {
  const ask = asker(server, "sam@hmic.example", "ppsg_secretariat");
  const cases = [];
  for (const body of ["kent", "surrey", "essex", "dorset", "norfolk", "suffolk", "cheshire", "cumbria", "durham", "gwent"]) {
    const { case: opened } = await ask("CaseService/OpenCase", { body: `bodies/${body}`, subject: "SUBJECT_GENERAL", reasons: "To be decided" });
    cases.push({ name: opened.name, etag: opened.etag });
  }
  let recorded = 0;
  const begun = performance.now();
  const loop = async (own) => {
    while (!over) {
      const due = begun + (recorded * 1000) / decisionsASecond - performance.now();
      recorded += 1;
      await Promise.race([wait(Math.max(0, due)), ended]);
      if (over) {
        break;
      }
      try {
        const told = await ask("CaseService/RecordDecision", {
          name: own.name,
          etag: own.etag,
          outcome: "DECISION_OUTCOME_REMAIN",
          decider: { person: "denis@hmic.example", capacity: "hmcic" },
          reasons: "Remain, for now",
          evidence: ["minute of the day"],
          nextReviewOn: "2099-12-31",
        });
        own.etag = told.case.etag;
        decided += 1;
      } catch (error) {
        fail(error.message.slice(0, 200));
      }
    }
  };
  await Promise.all(cases.map(loop));
}
let decided = 0;

// Figures of every force for many years, revised each time.
async function importFigures() {
  const ask = asker(server, "sam@hmic.example", "ppsg_secretariat");
  for (let round = 1; !over; ++round) {
    const rows = ["force_id,year_ending,incidents,rate_per_1000"];
    for (const force of ["kent", "surrey", "essex", "dorset", "norfolk", "suffolk", "cheshire", "cumbria"]) {
      for (let year = 1900; year < 2000; ++year) {
        rows.push(`${force},${year}-03-31,${20_000 + year + round},0`);
      }
    }
    try {
      await ask("IndicatorService/ImportObservations", {
        layout: "antisocial-behaviour",
        content: Buffer.from(rows.join("\n") + "\n").toString("base64"),
        fileName: `round-${round}.csv`,
      });
      imported += rows.length - 1;
    } catch (error) {
      fail(error.message.slice(0, 200));
      return;
    }
  }
}
let imported = 0;

const secondsBetweenSamples = 5;
const samples = []; // [seconds, MB, open files]

const visits = await everybody();
const before = memory();
const work = [...visits.map(read), decide(), importFigures()];
for (let second = 0; second < seconds; second += secondsBetweenSamples) {
  await wait(Math.min(secondsBetweenSamples, seconds - second) * 1000);
  samples.push([Math.min(second + secondsBetweenSamples, seconds), memory(), openFiles()]);
}
if (values.samples) {
  writeFileSync(values.samples, ["seconds,megabytes,open_files", ...samples.map((row) => row.join())].join("\n") + "\n");
}
over = true;
end();
await Promise.all(work);
times.sort((a, b) => a - b);
const ms = (share) => quantile(times, share).toFixed(1);
console.log("| readers | pages | p50 ms | p99 ms | most ms | decisions | figures imported | memory before, half way, at the end | open files half way, at the end |");
console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
const half = samples[samples.length >> 1];
const last = samples.at(-1);
console.log(
  `| ${readers} | ${times.length} | ${ms(0.5)} | ${ms(0.99)} | ${times.at(-1).toFixed(1)} | ${decided} | ${imported} | ${before.toFixed(0)}, ${half[1].toFixed(0)}, ${last[1].toFixed(0)} MB | ${half[2]}, ${last[2]} |`,
);
for (const [took, path] of slowest) {
  console.log(`${took.toFixed(0)} ms: ${path}`);
}
for (const [what, count] of failures) {
  console.log(`failed ${count} times: ${what}`);
}
for (const cleanUp of cleanUps.reverse()) {
  await cleanUp();
}
process.exit(failures.size === 0 ? 0 : 1);
