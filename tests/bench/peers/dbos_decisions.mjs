// A decision as a DBOS workflow with one transaction: reads the case for update, checks the stage, inserts the event,
// updates the case; driven in process by closed loops. Usage: node dbos_decisions.mjs SOCKET_FOLDER DATABASE CALLERS MILLISECONDS
// Prints decisions a second and the 50th and 99th hundredth of their times in microseconds.
import { DBOS } from "@dbos-inc/dbos-sdk";
import { PostgresDataSource } from "@dbos-inc/postgres-datasource";

const [host, database, callers, milliseconds] = [process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5])];
const cases = 1000;
const payload = "0123456789abcdef".repeat(4);
const sessions = { host, user: "postgres", database, max: 20 };

const source = new PostgresDataSource("app", sessions);
await PostgresDataSource.initializeDBOSSchema(sessions);
const decideInTransaction = source.registerTransaction(
  async (id) => {
    const sql = PostgresDataSource.client;
    const [found] = await sql`SELECT stage, version FROM cases WHERE case_id = ${id} FOR UPDATE`;
    if (!(found.stage >= 0 && found.stage < 5)) {
      throw new Error("guard");
    }
    const stage = (found.stage + 1) % 5;
    const version = found.version + 1;
    await sql`INSERT INTO events VALUES (${id}, ${version}, ${found.stage}, ${stage}, ${payload})`;
    await sql`UPDATE cases SET stage = ${stage}, version = ${version} WHERE case_id = ${id}`;
    return version;
  },
  { name: "decideInTransaction" },
);
const decide = DBOS.registerWorkflow((id) => decideInTransaction(id), { name: "decide" });
DBOS.setConfig({
  name: "bench",
  systemDatabaseUrl: `postgresql://postgres@localhost/${database}_system?host=${encodeURIComponent(host)}`,
  systemDatabasePoolSize: 20,
  logLevel: "error",
  runAdminServer: false,
});
await DBOS.launch();

const begun = performance.now();
const from = begun + milliseconds / 4;
const until = from + milliseconds;
const times = [];
const loop = async () => {
  for (let sent = performance.now(); sent < until; sent = performance.now()) {
    await decide(1 + Math.floor(Math.random() * cases));
    const now = performance.now();
    if (sent >= from && now <= until) {
      times.push((now - sent) * 1000);
    }
  }
};
await Promise.all(Array.from({ length: callers }, loop));
times.sort((a, b) => a - b);
const at = (share) => Math.round(times[Math.floor(share * (times.length - 1))]);
console.log(Math.round((times.length * 1000) / milliseconds), at(0.5), at(0.99));
process.exit(0);
