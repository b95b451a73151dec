// A PostgreSQL 15 cluster of a test's own, in a temporary folder, reached by a socket in there; durable as in production.
import { execFileSync, spawn } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const programs = "/usr/lib/postgresql/15/bin";
const isRoot = process.getuid() === 0;

// As root it runs as the user `postgres`, and ends with this process however that ends.
const unprivileged = isRoot ? ["--reuid", "postgres", "--regid", "postgres", "--clear-groups"] : [];
const run = (program, words) =>
  execFileSync("setpriv", [...unprivileged, join(programs, program), ...words], { cwd: "/", encoding: "utf8", stdio: "pipe" });

// Gives `createDatabase`, which makes an empty database and gives its URL.
export async function startPostgres(later) {
  const folder = mkdtempSync(join(tmpdir(), "ladder-browser-postgres-"));
  later(() => rmSync(folder, { recursive: true, force: true }));
  if (isRoot) {
    const id = (what) => Number(execFileSync("id", [what, "postgres"], { encoding: "utf8" }));
    chownSync(folder, id("-u"), id("-g"));
  }
  const data = join(folder, "data");
  run("initdb", [`--pgdata=${data}`, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
  const server = spawn(
    "setpriv",
    [...unprivileged, "--pdeathsig", "QUIT", join(programs, "postgres"), "-D", data, "-k", folder, "-c", "listen_addresses="],
    { cwd: "/", stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  server.stderr.on("data", (chunk) => (said += chunk));
  later(async () => {
    if (server.exitCode === null) {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGQUIT");
      await gone;
    }
  });
  const socket = ["--host", folder, "--username", "postgres"];
  for (const end = Date.now() + 60_000; ; await wait(20)) {
    try {
      run("pg_isready", ["--quiet", ...socket]);
      break;
    } catch {
      if (server.exitCode !== null || Date.now() > end) {
        throw new Error(`PostgreSQL did not start: ${said}`);
      }
    }
  }
  let databases = 0;
  return {
    createDatabase() {
      const name = `test_${++databases}`;
      run("createdb", [...socket, name]);
      return `postgresql:host=${folder} user=postgres dbname=${name}`;
    },
  };
}
