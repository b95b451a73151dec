// Journeys 1 to 6 by the keyboard alone: no mouse, no script of the test that sets a field. Where the focus is, is seen at every step.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startBrowser, visitor } from "./support/browser.mjs";
import { keyboard } from "./support/keyboard.mjs";
import { procedures } from "./support/procedures.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const meeting = `/meetings/ppsg-${inDays(0)}`;
let browser, server, call, sam, jane;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
  call = procedures(server, "sam@hmic.example", "ppsg_secretariat");
  await call("EvaluationService/Evaluate", { period_end: "2011-03-31" });
  await call("CaseService/OpenCase", { body: "bodies/kent", subject: "SUBJECT_GENERAL", reasons: "To be watched" });
  const { case: kent } = await call("CaseService/GetCase", { name: "cases/kent-general-1" });
  await call("TaskService/SetDeadline", { parent: kent.name, etag: kent.etag, definition: "plan_due", due_on: inDays(1), reasons: "Asked for" });
  await call("TaskService/OpenTask", { parent: kent.name, title: "Review the plan of Kent", role: "ppsg_secretariat", reasons: "It came in" });
  sam = await comeIn("sam@hmic.example");
  jane = await comeIn("jane.smith@hmic.example");
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const main = (page) => page.locator("main").innerText();

// By the one-time link; the password is typed twice.
async function comeIn(person) {
  const { page, complaints } = await visitor(browser, server.url);
  const keys = keyboard(page);
  await page.goto(server.invite(person));
  await keys.skip();
  await keys.type("Password", password);
  await keys.type("The same once more", password);
  await keys.go("Set password and sign in");
  return { page, keys, complaints };
}

async function open({ page, keys }, path) {
  await page.goto(path);
  await keys.skip();
}

test("journey 1: Today says what waits; the plan's review is claimed", async () => {
  const { page, keys } = sam;
  await page.goto("/");
  await keys.go("Today");
  assert.match(await main(page), /presents its improvement plan[^]*in 1 day/);
  await keys.skip();
  await keys.go("Claim Review the plan of Kent");
  await keys.done(/You have the task “Review the plan of Kent”/);
});

test("journey 2: the quarter's figures are checked, loaded, and loaded again in vain", async () => {
  const { page, keys } = sam;
  page.on("filechooser", () => {}); // from now on the browser asks us, and not in a window of its own
  const rows = ["force_id,period_end,offence,offences_12m", "kent,2014-12-31,Robbery,700", "kent,2009-03-31,Robbery,7", "atlantis,2014-12-31,Robbery,7"];
  const chooseFile = async (text) => {
    await keys.to("File");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), keys.press("Enter")]);
    await chooser.setFiles({ name: "iquanta.csv", mimeType: "text/csv", buffer: Buffer.from(`${text.join("\n")}\n`) });
  };
  await open(sam, "/data");
  await keys.go("Load a file");
  await keys.skip();
  await keys.go("Check the file");
  await keys.refused(/Choose the kind of file\s+Choose a file/);
  await keys.tick("Police recorded crime, twelve months to each quarter day");
  await chooseFile(rows);
  await keys.go("Check the file");
  assert.match(await main(page), /New figures: 1\. Revised: 1/);
  assert.match(await main(page), /atlantis/);
  await keys.skip();
  await keys.go("Load it");
  await keys.done(/iquanta\.csv is loaded/);
  await open(sam, "/data/load");
  await keys.tick("Police recorded crime, twelve months to each quarter day");
  await chooseFile(rows.slice(0, 3));
  await keys.go("Check the file");
  assert.match(await main(page), /This file changes nothing/);
});

test("journey 3: a referral is triaged; 'may I?' says no", async () => {
  const { page, keys } = sam;
  await open(sam, "/bodies?search=gloucestershire&kind=Police+force");
  await keys.go("Gloucestershire Constabulary");
  await keys.skip();
  await keys.go("Triggers");
  await keys.skip();
  await keys.go("Leave it until a date on Robbery");
  await keys.skip();
  await keys.go("Leave it until then");
  await keys.refused(/reasons|day/i);
  await keys.day("2190-04-01");
  await keys.type("Reasons", "The next figures will tell");
  await keys.go("Leave it until then");
  await keys.done(/it comes back on that day/);
  await open(sam, "/bodies/gloucestershire/triggers");
  await keys.go("Ask for comment on Robbery");
  await keys.skip();
  await keys.choose("Who is asked", "Chief constable");
  await keys.day("2190-04-01");
  await keys.type("Reasons", "Tell us why");
  await keys.go("Ask for comment");
  await keys.done(/comment is asked for/);
  await open(sam, "/bodies/gloucestershire/triggers");
  await keys.go("May I? Record a decision on Robbery");
  await keys.skip();
  await keys.tick(/Watching brief/);
  await keys.go("May I? Show what it needs");
  assert.match(await main(page), /Not yet/);
});

test("journey 4: a meeting is planned; its agenda is proposed, put in order and frozen", async () => {
  const { page, keys } = sam;
  await open(sam, "/meetings");
  await keys.go("Plan a meeting");
  await keys.skip();
  await keys.go("Plan it");
  await keys.refused(/Enter a title/);
  await keys.type("Title", "PPSG meeting 7");
  await keys.day(inDays(0));
  await keys.go("Plan it");
  await keys.done(/it is planned/);
  await keys.tick("Overview");
  await keys.tick(/^West Midlands: /);
  await keys.type("Add an item in words", "Any other business");
  await keys.arrive();
  await keys.done(/agenda/i);
  await keys.go("Up Any other business");
  assert.match((await page.locator(".ladder-agenda__what strong").allInnerTexts()).join("|"), /^Overview\|Any other business\|West Midlands: /);
  await page.goto(meeting);
  await keys.skip();
  await keys.go("Freeze the pack");
  await keys.skip();
  await keys.go("Freeze the pack");
  assert.match(await page.locator(".ladder-proof code").innerText(), /^[0-9a-f]{64}$/);
});

test("journey 5: attendance, a recusal, an outcome for each item; closing is refused while one lacks", async () => {
  const { page, keys } = sam;
  await open(sam, `${meeting}/record`);
  await keys.go("Record attendance");
  await keys.skip();
  for (const [row, person, capacity, as] of [
    [1, "carol@hmic.example", "Chair of the Police", "In the chair"],
    [2, "denis@hmic.example", "HM Chief Inspector", "Member"],
    [3, "ann@hmic.example", "HM Inspector", "Invited"],
  ]) {
    await keys.type(`Name ${row}`, person);
    await keys.choose(`Capacity ${row}`, capacity);
    await keys.choose(`Attends as ${row}`, as);
  }
  await keys.go("Save attendance");
  await keys.go(/^Somebody takes no part 3\. West Midlands/);
  await keys.skip();
  await keys.choose("Who takes no part", "Ann Lee");
  await keys.type("Why", "She led that force");
  await keys.go("Record it");
  for (const number of [1, 2]) {
    await keys.go(new RegExp(`^Record the outcome ${number}\\.`));
    await keys.skip();
    await keys.type("What was said, for the minutes", "It was noted.");
    await keys.go("Record the outcome");
  }
  await keys.go("Close the meeting");
  await keys.skip();
  assert.match(await page.locator(".ladder-lacks").innerText(), /Item 3 has an outcome/);
  await keys.go("Close the meeting");
  assert.match(await main(page), /Item 3 has an outcome/);

  await open(sam, `${meeting}/record`);
  await keys.go(/^Record the outcome 3\./);
  await keys.skip();
  await keys.tick("Remain at Self-improvement");
  await keys.go("Record the outcome");
  await keys.refused(/Choose who decided|Enter your reasons/);
  await keys.day(inDays(60));
  await keys.choose("Who decided, in which capacity", "Denis Cole");
  await keys.type("Reasons", "The force has answered it.");
  await keys.tick("Rising, while it is not rising elsewhere: Robbery");
  await keys.choose("Answer to the proposal: Rising, while it is not rising elsewhere: Robbery", "Decline");
  await keys.tick("Invite the chief constable and the chair of the authority");
  await keys.go("Record the outcome");
  await keys.go("Close the meeting");
  await keys.skip();
  await keys.go("Close the meeting");
  await keys.done(/is closed/);
  const { case: state } = await call("CaseService/GetCase", { name: "cases/west-midlands-general-1" });
  assert.equal(state.decisions.at(-1).reasons, "The force has answered it.");
});

test("journey 6: a public letter is drafted, cleared by somebody else, sent, published, answered and judged", async () => {
  {
    const { page, keys } = jane;
    await open(jane, "/letters");
    await keys.go("Start a public letter");
    await keys.skip();
    await keys.go("Start the letter");
    await keys.refused(/case/i);
      await keys.choose("The case it belongs to", "West Mid");
    await keys.type("Why it is written", "PPSG decided it.");
    await keys.go("Start the letter");
    await keys.go("Draft the letter");
    await keys.skip();
    await keys.type("The issues", "Robbery has not fallen for three quarters.");
    await keys.type("The action plan required", "A plan for robbery.");
    await keys.day("2027-03-31");
    await keys.go("Record it");
    await keys.done(/The letter is drafted/);
    await keys.go("Add a requirement");
    await keys.skip();
    await keys.type("What is required", "Appoint a lead for robbery");
    await keys.tick("Chief constable");
    await keys.type("Within so many working days", "many");
    await keys.go("Add the requirement");
    await keys.refused(/no number of working days/);
      await keys.type("Within so many working days", "20");
    await keys.go("Add the requirement");
    await keys.done(/requirement/i);
    assert.match(await page.locator(".ladder-letter").innerText(), /Appoint a lead for robbery/);
  }
  const letter = new URL(jane.page.url()).pathname;
  const { page, keys } = sam;
  await open(sam, letter);
  await keys.go("Clear the draft");
  await keys.skip();
  await keys.go("Record it");
  await keys.go("Pass it to HM Chief Inspector");
  await keys.skip();
  await keys.type("Reasons", "The draft says what was decided.");
  await keys.tick(/Another person clears the draft/);
  await keys.go("Decide this step");
  await keys.go("Record the signature");
  await keys.skip();
  await keys.type("Who signed", "denis@hmic.example");
  await keys.go("Record it");
  await keys.go("Record that it is signed");
  await keys.skip();
  await keys.type("Who decided", "denis@hmic.example");
  await keys.tick("HM Chief Inspector of Constabulary");
  await keys.type("Reasons", "It is signed.");
  await keys.tick(/HM Chief Inspector signs the letter/);
  await keys.go("Decide this step");
  await keys.go("Write the letter");
  await keys.skip();
  await keys.type("Our reference", "HMIC/2011/7");
  await keys.go("Write the letter");
  await keys.done(/its text and hash are fixed/);
  await keys.go("Send the letter");
  await keys.skip();
  await keys.go("Record that it is sent");
  await keys.refused(/./);
  await keys.type("Sent to the chief constable", "C. Sims");
  await keys.type("Sent to the chair of the police authority", "D. Bowles");
  await keys.go("Record that it is sent");
  assert.match(await main(page), /The letter as it was sent/);
  await keys.go("Publish the letter");
  await keys.skip();
  await keys.type("Why the marking is lowered", "The letter is public.");
  await keys.go("Publish it");
  await keys.done(/the document is published/);
  await open(sam, letter);
  await keys.go(/^Give more time/);
  await keys.skip();
  await keys.day("2027-05-31");
  await keys.type("Reasons", "The system is delivered late.");
  await keys.type("Who allowed it", "denis@hmic.example");
  await keys.go("Record it");
  await keys.go("Record the answer: Appoint a lead for robbery");
  await keys.skip();
  await keys.type("The answer", "An assistant chief constable leads.");
  await keys.go("Record it");
  await keys.go("Judge the answer: Appoint a lead for robbery");
  await keys.skip();
  await keys.tick("Met");
  await keys.type("Reasons", "The order of the day names her.");
  await keys.go("Record it");
  assert.match(await main(page), /allowed by Denis Cole: The system is delivered late/);
  assert.deepEqual([...sam.complaints, ...jane.complaints], [], "what the browser complains of");
});
