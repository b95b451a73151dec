// The API as a program asks it, to make what a page is then looked at for.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Asks as the person, in a capacity: ask("ProcedureService/GetProcedure", { name }). Refusals are errors.
export function asker(server, person, capacity) {
  const folder = mkdtempSync(join(tmpdir(), "ladder-token-"));
  const file = join(folder, "token");
  server.operate("token", person, "--title", "The tests", "--out", file);
  const token = readFileSync(file, "utf8").trim();
  rmSync(folder, { recursive: true });
  return async (procedure, message) => {
    const asked = /Service\/(Get|List)/.test(procedure) ? message : { requestId: randomUUID(), ...message };
    const answer = await fetch(`${server.url}/ladder.v1.${procedure}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}`, "Ladder-Capacity": capacity },
      body: JSON.stringify(asked),
    });
    const told = await answer.json();
    assert.equal(answer.status, 200, `${procedure}: ${JSON.stringify(told)}`);
    return told;
  };
}

// Keeps a procedure by its present etag: record("draft", { issues: "..." }, { key }), step("cleared", "Because", ["e1"]).
export function keeper(ask, name) {
  const etag = async () => (await ask("ProcedureService/GetProcedure", { name })).procedure.etag;
  return {
    async record(record, values = {}, more = {}) {
      const told = Object.entries(values).map(([field, value]) => ({ field, value }));
      return (await ask("ProcedureService/RecordEntry", { name, etag: await etag(), record, values: told, ...more })).entry.id;
    },
    async step(toStage, reasons, evidence, more = {}) {
      await ask("ProcedureService/TakeStep", { name, etag: await etag(), toStage, reasons, evidence, ...more });
    },
  };
}
