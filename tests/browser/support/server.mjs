// The built `ladder serve` on a database of its own, and people who may sign in to it.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const binary = process.env.LADDER_BINARY;

// Serves on a port that the system picks, unless one is given; `database`: the URL of an empty one, else SQLite in a temporary folder;
// `demo`: with the demonstration's people and rules. `flags` go to `serve`;
// `onLine` is given each line of its log; with `unheard`, the log goes nowhere.
// Gives the base URL, the first administrator's link if one was printed, and `operate`, which runs `ladder user ...`.
export async function startServer(later, { demo = true, port = 0, flags = [], onLine, unheard = false, database: given } = {}) {
  if (!binary) {
    throw new Error("LADDER_BINARY names the binary to test");
  }
  const folder = mkdtempSync(join(tmpdir(), "ladder-browser-"));
  const database = given ?? `sqlite:${join(folder, "ladder.db")}`;
  execFileSync(binary, ["db", "migrate", "--database", database]);
  if (demo) {
    execFileSync(binary, ["demo", "load", "--database", database]);
  }
  const server = spawn(binary, ["serve", "--listen", `127.0.0.1:${port}`, "--database", database, ...flags], {
    stdio: ["ignore", "pipe", unheard ? "ignore" : "pipe"],
  });
  later(async () => {
    if (server.exitCode === null) {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await gone;
    }
    rmSync(folder, { recursive: true });
  });
  if (onLine) {
    createInterface({ input: server.stderr }).on("line", onLine);
  }
  const operate = (...words) =>
    execFileSync(binary, ["user", ...words, "--by", "the tests", "--database", database], { encoding: "utf8", stdio: "pipe" });
  return await new Promise((resolve, reject) => {
    const streams = [server.stdout, server.stderr].filter(Boolean);
    let said = "";
    const hear = (chunk) => {
      said += chunk;
      const address = said.match(/listening on (http:\/\/127\.0\.0\.1:[1-9]\d*)\b(?=[^]*\n)/);
      const link = said.match(/(\/welcome\?code=\S+)[^]*good once/);
      if (address && (demo || link)) {
        // To search all that a busy server says, again with each line, would take more than the server does.
        for (const stream of streams) {
          stream.off("data", hear).resume();
        }
        resolve({ url: address[1], link: link && link[1], operate, invite: (person) => inviteBy(operate, person) });
      }
    };
    for (const stream of streams) {
      stream.on("data", hear);
    }
    server.once("exit", (code) => reject(new Error(`ladder serve ended with ${code}: ${said}`)));
  });
}

// The path of a one-time link.
function inviteBy(operate, person) {
  return operate("invite", person).match(/\/welcome\?code=\S+/)[0];
}

// What is being started, once all of it is: so what came up is known, and cleaned up, where something else did not.
export async function allStarted(starting) {
  const outcomes = await Promise.allSettled(starting);
  const failed = outcomes.find(({ status }) => status === "rejected");
  if (failed) {
    throw failed.reason;
  }
  return outcomes.map(({ value }) => value);
}
