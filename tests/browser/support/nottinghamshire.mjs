// Nottinghamshire's year 2009-10, played into a server by the command line, and a key that signs checkpoints.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const binary = process.env.LADDER_BINARY;
const script = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "deploy", "demo", "nottinghamshire");
const people = ["sam@hmic", "ann@hmic", "denis@hmic", "carol@hmic", "chief@nottinghamshire", "dcc@nottinghamshire", "clerk@nottinghamshire"];

// Before the server starts: it signs with a key of its own.
export function signCheckpoints(later) {
  const folder = mkdtempSync(join(tmpdir(), "ladder-key-"));
  later(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "audit.key");
  execFileSync(binary, ["audit", "keygen", "tests.example/log", "--out", file]);
  process.env.LADDER_AUDIT_SIGNING_KEY_FILE = file;
}

// Enters the year into a server that has the demonstration.
export async function playNottinghamshire(server) {
  const folder = mkdtempSync(join(tmpdir(), "ladder-tokens-"));
  try {
    for (const one of people) {
      const person = `${one}.example`;
      server.operate("token", person, "--title", "The tests", "--out", join(folder, `${person}.token`));
    }
    await promisify(execFile)(script, ["--server", server.url, "--tokens", folder], { env: { ...process.env, LADDER_BINARY: binary } });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
