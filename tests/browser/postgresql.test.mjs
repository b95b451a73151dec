// The decision and the meeting on PostgreSQL: the same walks as on SQLite, whose tests look over the pages themselves.
import { after, before, describe } from "node:test";

import { decideJourney } from "./journeys/decide.mjs";
import { meetingJourney, prepareMeeting } from "./journeys/meeting.mjs";
import { startBrowser, visitor, welcome } from "./support/browser.mjs";
import { startPostgres } from "./support/postgres.mjs";
import { procedures } from "./support/procedures.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const secretariat = "sam@hmic.example";
const unlooked = async () => {};
let browser, postgres;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, postgres] = await allStarted([startBrowser(later), startPostgres(later)]);
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

// Walks a journey as the secretariat, on a server with a database of its own; `prepare(server)` gives the way to ask it.
function walk(name, journey, prepare) {
  describe(name, () => {
    const at = { inspect: unlooked, printed: unlooked };
    before(async () => {
      at.server = await startServer(later, { database: postgres.createDatabase() });
      at.call = await prepare(at.server);
      at.sam = await visitor(browser, at.server.url);
      await welcome(at.sam, at.server.invite(secretariat), "four words that do not fit");
    });
    journey(() => at);
  });
}

walk("a decision", decideJourney, async (server) => {
  const call = procedures(server, secretariat, "ppsg_secretariat");
  await call("EvaluationService/Evaluate", { period_end: "2011-03-31" });
  return call;
});
walk("a meeting", meetingJourney, prepareMeeting);
