// The policy official's workspace: from HM Chief Inspector's recommendation to a direction, and by the exception.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inspect, startBrowser, visitor, welcome } from "./support/browser.mjs";
import { procedures } from "./support/procedures.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
const direction_unit = "Intervention unit";
let browser, server, sam, unit, henry;
const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
  sam = procedures(server, "sam@hmic.example", "ppsg_secretariat");
  unit = procedures(server, "henry@homeoffice.example", "home_office_intervention_unit");
  henry = await visitor(browser, server.url);
  await welcome(henry, server.invite("henry@homeoffice.example"), password);
  await henry.page.goto("/account/capacity");
  await henry.page.getByLabel(direction_unit).check();
  await henry.page.getByRole("button", { name: "Save" }).click();
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const main = (page) => page.locator("main").innerText();

async function record(as, name, entry, values = {}, key) {
  const { procedure } = await as("ProcedureService/GetProcedure", { name });
  return await as("ProcedureService/RecordEntry", {
    name, etag: procedure.etag, record: entry, key, values: Object.entries(values).map(([field, value]) => ({ field, value })),
  });
}

async function step(as, name, to_stage, evidence, more = {}) {
  const { procedure } = await as("ProcedureService/GetProcedure", { name });
  return await as("ProcedureService/TakeStep", { name, etag: procedure.etag, to_stage, reasons: "What is asked is on record.", evidence, ...more });
}

// HMIC refers a body, with a recommendation.
async function refer(body) {
  const { case: opened } = await sam("CaseService/OpenCase", { body, subject: "SUBJECT_GENERAL", reasons: "HM Inspector asks for it." });
  const { procedure } = await sam("ProcedureService/StartProcedure", { definition: "referral-home-secretary", case_name: opened.name, reasons: "The letter has failed." });
  await record(sam, procedure.name, "recommendation", { recommends: "A direction to take measures against serious violence", signed_by: "denis@hmic.example" });
  await record(sam, procedure.name, "local_effort_failed", { evidence: "Two plans failed" });
  await record(sam, procedure.name, "external_support_failed", { evidence: "The NPIA's offer was declined" });
  await record(sam, procedure.name, "sent", { sent_to: "The Home Secretary" });
  await step(sam, procedure.name, "referred", ["e1"], { decider: { person: "denis@hmic.example", capacity: "hmcic" } });
  return opened.name;
}

async function fill(page, fields) {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
}

let place;
const name = () => place.replace("/directions/", "procedures/");

test("there is nothing in hand at first; a recommendation that is received stands in the list", async () => {
  const { page } = henry;
  await page.goto("/directions");
  assert.match(await main(page), /No referral and no direction is in hand/);
  await refer("bodies/nottinghamshire");
  await page.goto("/directions");
  assert.match(await page.locator("tbody").innerText(), /Nottinghamshire Police\s+Referral to the Home Secretary\s+With the Home Secretary/i);
  await inspect(henry, "directions");
  await page.getByRole("link", { name: "Nottinghamshire Police" }).click();
  assert.match(await main(page), /A direction to take measures against serious violence/);
  await inspect(henry, "referral");
});

test("a direction is started, and shows what the law asks for before anything is recorded", async () => {
  const { page } = henry;
  await page.goto("/directions");
  await page.getByRole("button", { name: "Start a referral or a direction" }).click();
  await inspect(henry, "direction-new");
  await page.getByLabel("Direction about a force (section 40)").check();
  await page.getByLabel("The case it belongs to").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Start it" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Say why|reasons/i);
  await page.getByLabel("Why", { exact: true }).fill("HM Chief Inspector has referred the body.");
  await page.getByRole("button", { name: "Start it" }).click();
  place = new URL(page.url()).pathname;
  const gates = await page.locator("table tbody").innerText();
  for (const gate of [/The authority has been given information about the grounds/, /The chief officer has been given information/, /representations/, /propose remedial measures/, /has considered all that was received/, /written observations/]) {
    assert.match(gates, gate);
  }
  assert.match(gates, /s\.40\(4\)\(a\)/);
  assert.match(gates, /Not yet/i);
  await inspect(henry, "direction-preparing");
});

test("giving it is refused with the missing gates named, and open when every gate is met", async () => {
  const { page } = henry;
  await record(unit, name(), "failure_stated", { state: "existing", extent: "part", generality: "particular", function: "Protection from serious violence" });
  await record(unit, name(), "addressee", { addressed_to: "police_authority", authority: "bodies/nottinghamshire-police-authority" });
  await record(unit, name(), "failed_efforts", { local_effort: "Two plans failed", external_support: "The offer of the NPIA was declined" });
  await step(unit, name(), "consultation", ["e1"]);
  await record(unit, name(), "grounds_to_authority", { information: "The figures and the letter" });
  await record(unit, name(), "grounds_to_chief_officer", { information: "The figures and the letter" });
  await record(unit, name(), "authority_representations", { outcome: "received", summary: "It asks for more time" });
  await record(unit, name(), "chief_officer_representations", { outcome: "none" });
  await record(unit, name(), "authority_proposals", { outcome: "received", summary: "It proposes a new board" });
  await record(unit, name(), "information_to_hmcic", { information: "The same information" });
  await record(unit, name(), "measures", { measures: "A commander for serious violence and monthly reports", action_plan: "yes", from: "2027-02-01" });
  await record(unit, name(), "no_individual", { checked_by: "henry@homeoffice.example" });
  await page.goto(place);
  const giving = page.locator(".ladder-next");
  assert.match(await giving.innerText(), /Refused/i);
  assert.match(await giving.innerText(), /These 2 gates are missing/);
  assert.equal(await giving.locator("li").count(), 2);
  assert.match(await giving.innerText(), /has considered all that was received/);
  assert.match(await giving.innerText(), /written observations/);
  await inspect(henry, "direction-refused");
  await giving.getByRole("link", { name: "Give the direction" }).click();
  await fill(page, { "Who decided": "minister@homeoffice.example", Reasons: "The failure stands." });
  await page.getByLabel("Home Secretary", { exact: true }).check();
  await page.getByRole("button", { name: "Decide this step" }).click();
  const refusal = await page.getByRole("alert").innerText();
  assert.match(refusal, /has considered all that was received/);
  assert.match(refusal, /written observations/);
  await inspect(henry, "direction-give-refused");

  await page.goto(place);
  await page.getByRole("link", { name: /^Record it ?: The Secretary of State has considered/ }).click();
  await page.getByLabel("Who considered it").fill("minister@homeoffice.example");
  await page.getByLabel("The view taken").fill("The proposals do not meet the failure");
  await page.getByRole("button", { name: "Record it" }).click();
  await page.getByRole("link", { name: /^Record it ?: HM Chief Inspector has had an opportunity/ }).click();
  await page.getByRole("radio", { name: "Received", exact: true }).check();
  await page.getByRole("button", { name: "Record it" }).click();
  assert.match(await page.locator(".ladder-next").innerText(), /Every gate is met/);
  await page.getByRole("button", { name: "Give the direction" }).click();
  await fill(page, { "Who decided": "minister@homeoffice.example", Reasons: "The failure stands." });
  await page.getByLabel("Home Secretary", { exact: true }).check();
  await page.getByLabel(/The failure to discharge functions effectively is stated/).check();
  await page.getByRole("button", { name: "Decide this step" }).click();
  assert.match(await page.locator("h1").innerText(), /Given/i);
  const words = await main(page);
  assert.match(words, /Duties after a direction show when they are overdue\. They never block anything/);
  assert.match(words, /laid before Parliament/);
  await inspect(henry, "direction-given");
});

test("the exception asks for each finding and what shows it, and can't be mistaken for the ordinary way", async () => {
  const { page } = henry;
  const case_name = await refer("bodies/kent");
  const { procedure } = await unit("ProcedureService/StartProcedure", { definition: "direction-s40", case_name, reasons: "HM Chief Inspector has referred the body." });
  place = procedure.name.replace("procedures/", "/directions/");
  await page.goto(place);
  const exception = page.locator(".ladder-exception");
  assert.match(await exception.innerText(), /THE EXCEPTION/i);
  assert.equal(await exception.locator("li").count(), 3);
  for (const finding of ["The meeting of May and its minutes", "The report of June", "Six months have passed"]) {
    await exception.getByRole("link", { name: /^Record the finding/ }).first().click();
    await page.getByLabel("What shows it").fill(finding);
    await page.getByRole("button", { name: "Record it" }).click();
  }
  assert.match(await exception.innerText(), /Six months have passed/);
  await inspect(henry, "direction-exception");
  await exception.getByRole("link", { name: "Rely on the exemption" }).click();
  await fill(page, { "Who decided": "minister@homeoffice.example", Reasons: "Notice would add nothing." });
  await page.getByLabel("Home Secretary", { exact: true }).check();
  await page.getByLabel(/first limb/).check();
  await page.getByRole("button", { name: "Decide this step" }).click();
  assert.match(await main(page), /No notice was given: this goes by the exemption/);
  await inspect(henry, "direction-exempted");
});
