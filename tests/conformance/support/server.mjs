// The built `ladder serve` on a temporary SQLite database.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const binary = process.env.LADDER_BINARY;

// Migrates, loads the demonstration data and serves on a port that the system picks, or on `port`, with more `flags`.
// Gives the base URL, the keys of its people and `operate`, which runs `ladder user` on its database; `later` is told
// how to clean up.
export async function startServer(later, { port = 0, flags = [] } = {}) {
  if (!binary) {
    throw new Error("LADDER_BINARY names the binary to test");
  }
  const folder = mkdtempSync(join(tmpdir(), "ladder-server-"));
  const database = `sqlite:${join(folder, "ladder.db")}`;
  execFileSync(binary, ["db", "migrate", "--database", database]);
  execFileSync(binary, ["demo", "load", "--database", database]);
  const operate = (...words) =>
    execFileSync(binary, ["user", ...words, "--by", "the tests", "--database", database], { encoding: "utf8", stdio: "pipe" });
  const keys = keyring(operate);
  const server = spawn(binary, ["serve", "--listen", `127.0.0.1:${port}`, "--database", database, ...flags]);
  later(async () => {
    if (server.exitCode === null) {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await gone;
    }
    rmSync(folder, { recursive: true });
  });
  return await new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk) => {
      said += chunk;
      const address = said.match(/(?<=listening on )http:\/\/127\.0\.0\.1:[1-9]\d*\b(?=[^]*\n)/);
      if (address) {
        resolve({ url: address[0], keys, operate });
      }
    };
    server.stdout.on("data", hear);
    server.stderr.on("data", hear);
    server.once("exit", (code) => reject(new Error(`ladder serve ended with ${code}: ${said}`)));
  });
}

// Gives the headers by which "Ann Lee; capacity=hmcic" calls; people, rights and tokens are made at first use.
function keyring(operate) {
  const tokens = new Map();
  const granted = new Set();
  return (actor) => {
    const [person, capacity] = actor.split("; capacity=");
    if (!tokens.has(person)) {
      operate("add", person, "--organisation", "Tests");
      operate("clear", person, "dv", "--vetted-by", "Tests", "--until", "2199-12-31");
      tokens.set(person, operate("token", person, "--title", "Tests").trim());
    }
    if (!granted.has(actor)) {
      operate("grant", person, capacity);
      granted.add(actor);
    }
    return { Authorization: `Bearer ${tokens.get(person)}`, "Ladder-Capacity": capacity };
  };
}
