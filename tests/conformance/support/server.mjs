// The built `ladder serve` on a temporary SQLite database.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const binary = process.env.LADDER_BINARY;

// Migrates, loads the demonstration data and serves on a port that the system picks.
// Gives the base URL; `later` is told how to clean up.
export async function startServer(later) {
  if (!binary) {
    throw new Error("LADDER_BINARY names the binary to test");
  }
  const folder = mkdtempSync(join(tmpdir(), "ladder-server-"));
  const database = `sqlite:${join(folder, "ladder.db")}`;
  execFileSync(binary, ["db", "migrate", "--database", database]);
  execFileSync(binary, ["demo", "load", "--database", database]);
  const server = spawn(binary, ["serve", "--listen", "127.0.0.1:0", "--database", database]);
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
      const address = said.match(/http:\/\/127\.0\.0\.1:[1-9]\d*\b(?=[^]*\n)/);
      if (address) {
        resolve(address[0]);
      }
    };
    server.stdout.on("data", hear);
    server.stderr.on("data", hear);
    server.once("exit", (code) => reject(new Error(`ladder serve ended with ${code}: ${said}`)));
  });
}
