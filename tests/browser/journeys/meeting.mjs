// Journeys 4 and 5: a meeting is planned, its pack frozen, run and closed; by the keyboard alone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { tabTo } from "../support/browser.mjs";
import { procedures } from "../support/procedures.mjs";

const history = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "deploy", "demo", "nottinghamshire");
const today = new Date().toISOString().slice(0, 10);
export const meeting = `/meetings/ppsg-${today}`;

// Nottinghamshire's year 2009-10, which leaves a review that is overdue.
function playHistory(server) {
  const tokens = mkdtempSync(join(tmpdir(), "ladder-tokens-"));
  for (const person of ["sam@hmic.example", "ann@hmic.example", "dcc@nottinghamshire.example", "chief@nottinghamshire.example", "clerk@nottinghamshire.example"]) {
    server.operate("token", person, "--out", join(tokens, `${person}.token`));
  }
  execFileSync(history, ["--server", server.url, "--tokens", tokens], { env: process.env, stdio: "pipe" });
  rmSync(tokens, { recursive: true });
}

// What the agenda is proposed from; gives the secretariat's way to ask the API.
export async function prepareMeeting(server) {
  playHistory(server);
  const call = procedures(server, "sam@hmic.example", "ppsg_secretariat");
  await call("EvaluationService/Evaluate", { period_end: "2011-03-31" });
  return call;
}

// "2." as the record names it.
const titleOf = async (call, number) => {
  const { meeting: now } = await call("MeetingService/GetMeeting", { name: meeting.slice(1) });
  return now.items[number - 1].title;
};
const notice = (page) => page.locator(".govuk-notification-banner--success").innerText();
export const items = (page) => page.locator(".ladder-agenda__what strong").allInnerTexts();

// Types into what has this label, reached by Tab; activates the button or link of this name.
async function type(page, label, text) {
  await tabTo(page, label, 120);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}
async function press(page, name, key = "Enter") {
  await tabTo(page, name, 120);
  // What Enter activates leads to a page; the space bar only ticks.
  const arrived = key === "Enter" ? page.waitForEvent("load") : undefined;
  await page.keyboard.press(key);
  await arrived;
}
async function typeDay(page, day, first) {
  await tabTo(page, "Day", 120);
  for (let skip = 1; skip < (first ?? 1); ++skip) {
    await tabTo(page, "Day", 120);
  }
  const [year, month, date] = day.split("-");
  await page.keyboard.type(date);
  await page.keyboard.press("Tab");
  await page.keyboard.type(month);
  await page.keyboard.press("Tab");
  await page.keyboard.type(year);
}
// Chooses in a list by typing the beginning of an option.
async function choose(page, label, beginning) {
  await tabTo(page, label, 120);
  await page.keyboard.type(beginning);
}

// `at()` gives { sam, call, inspect, printed }: the secretariat's browser and way to ask, and what looks over a page.
export function meetingJourney(at) {
  test("a meeting is planned", async () => {
    const { sam, inspect } = at();
    const { page } = sam;
    await page.goto("/meetings");
    assert.match(await page.locator("main").innerText(), /There is no meeting yet/);
    await inspect(sam, "meetings-none");
    await page.goto("/meetings");
    await press(page, "Plan a meeting");
    await page.getByRole("heading", { name: "Plan a meeting" }).waitFor();
    await press(page, "Plan it");
    assert.match(await page.getByRole("alert").innerText(), /Enter a title/);
    await inspect(sam, "meeting-new-refused");
    await page.goto("/meetings/new");
    await type(page, "Title", "PPSG meeting 7");
    await typeDay(page, today);
    await press(page, "Plan it");
    await page.waitForURL(`**${meeting}`);
    assert.match(await notice(page), /it is planned/);
    assert.match(await page.locator("main").innerText(), /Nothing is on the agenda yet/);
    await inspect(sam, "meeting-planned");
  });

  test("its agenda is proposed, put in order and frozen; later data does not alter the pack", async () => {
    const { sam, call, inspect, printed } = at();
    const { page } = sam;
    await page.goto(meeting);
    await press(page, "Overview", "Space");
    const proposed = await page.locator("fieldset .govuk-checkboxes__label").allInnerTexts();
    const nottinghamshire = proposed.find((text) => /^Nottinghamshire: review/.test(text));
    const gloucestershire = proposed.find((text) => /^Gloucestershire: /.test(text));
    assert.ok(nottinghamshire && gloucestershire, proposed.join("\n"));
    await press(page, gloucestershire, "Space");
    await press(page, nottinghamshire, "Space");
    await type(page, "Add an item in words", "Any other business");
    await page.keyboard.press("Enter");
    await page.locator(".govuk-notification-banner--success").waitFor();
    assert.deepEqual(await items(page), ["Overview", gloucestershire, nottinghamshire, "Any other business"]);
    await inspect(sam, "meeting-agenda");
    await page.goto(meeting);
    await press(page, `Up ${nottinghamshire}`);
    await page.waitForURL(/#i3$/);
    assert.deepEqual(await items(page), ["Overview", nottinghamshire, gloucestershire, "Any other business"]);
    await page.goto(meeting);
    await type(page, `Place of ${gloucestershire}`, "2");
    await press(page, "Save the agenda");
    await page.locator(".govuk-notification-banner--success").waitFor();
    assert.deepEqual(await items(page), ["Overview", gloucestershire, nottinghamshire, "Any other business"]);
    await page.goto(meeting);
    await press(page, "Freeze the pack");
    await page.getByRole("heading", { name: "Freeze the pack" }).waitFor();
    await inspect(sam, "meeting-freeze");
    await press(page, "Freeze the pack");
    await page.waitForURL("**/pack");
    const digest = await page.locator(".ladder-proof code").innerText();
    assert.match(digest, /^[0-9a-f]{64}$/);
    const frozen = await page.locator(".ladder-paper").allInnerTexts();
    assert.equal(frozen.length, 4);
    assert.match(frozen[1], /Gloucestershire, Robbery: .* is raised/);
    assert.match(frozen[2], /Watching brief, since 15 December 2009/);
    assert.match(await page.locator(".ladder-proof").innerText(), /\d+ events in the record/);
    const { case: moved } = await call("CaseService/GetCase", { name: "cases/gloucestershire-general-1" });
    await call("CaseService/RaiseConcern", { name: moved.name, etag: moved.etag, title: "Came later", domain: "local_policing", evidence: ["p1"] });
    await page.reload();
    assert.deepEqual(await page.locator(".ladder-paper").allInnerTexts(), frozen);
    assert.equal(await page.locator(".ladder-proof code").innerText(), digest);
    await inspect(sam, "meeting-pack");
    await printed(sam, "meeting-pack");
  });

  test("attendance and a recusal are recorded", async () => {
    const { sam, call, inspect } = at();
    const { page } = sam;
    await page.goto(`${meeting}/record`);
    await inspect(sam, "meeting-record-empty");
    await page.goto(`${meeting}/record`);
    await press(page, "Record attendance");
    await page.getByRole("heading", { name: "Attendance" }).waitFor();
    await inspect(sam, "meeting-attendance");
    await page.goto(`${meeting}/attendance`);
    for (const [row, person, capacity, as] of [
      [1, "carol dean", "Chair of the Police", "In the chair"],
      [2, "denis@hmic.example", "HM Chief Inspector", "Member"],
      [3, "ann@hmic.example", "HM Inspector", "Invited"],
    ]) {
      await type(page, `Name ${row}`, person);
      await choose(page, `Capacity ${row}`, capacity);
      await choose(page, `Attends as ${row}`, as);
    }
    await page.locator("#capacity-2").selectOption("home_secretary");
    await page.locator("#kind-2").selectOption({ label: "Member" });
    await press(page, "Save attendance");
    assert.match(await page.getByRole("alert").innerText(), /person 3/i);
    assert.equal(await page.locator("#person-0").inputValue(), "Carol Dean", "what was typed is kept, by name");
    await inspect(sam, "meeting-attendance-refused");
    await page.locator("#capacity-2").selectOption("hmi");
    await press(page, "Save attendance");
    await page.waitForURL("**/record");
    assert.match(await page.locator("table").innerText(), /Carol Dean.*Chair of the Police Performance Steering Group.*In the chair/s);
    await press(page, `Somebody takes no part 2. ${await titleOf(call, 2)}`);
    await page.getByRole("heading", { level: 1 }).filter({ hasText: "takes no part" }).waitFor();
    await inspect(sam, "meeting-recusal");
    await page.goto(`${meeting}/items/i2/recusal`);
    await choose(page, "Who takes no part", "Ann Lee");
    await type(page, "Why", "She led that force");
    await press(page, "Record it");
    await page.waitForURL(/record#i2/);
    assert.match(await page.locator("#i2").innerText(), /Ann Lee takes no part in this item\. She led that force/);
  });

  test("each item gets an outcome; closing is refused while something lacks, and says what", async () => {
    const { sam, call, inspect } = at();
    const { page } = sam;
    await page.goto(`${meeting}/record`);
    await press(page, `Record the outcome 1. ${await titleOf(call, 1)}`);
    await type(page, "What was said, for the minutes", "Crime fell over the year.");
    await press(page, "Record the outcome");
    await page.waitForURL(/record#i1/);

    // Gloucestershire moves, and lacks what the rules ask for; that is told when the meeting closes.
    await press(page, `Record the outcome 2. ${await titleOf(call, 2)}`);
    await page.getByText("What was decided about the case").waitFor();
    await inspect(sam, "meeting-outcome");
    const deciders = await page.getByLabel("Who decided, in which capacity").locator("option").allInnerTexts();
    assert.ok(deciders.some((text) => /^Denis Cole, HM Chief Inspector/.test(text)));
    assert.ok(!deciders.some((text) => /^Ann Lee/.test(text)), "who takes no part can't decide");
    await page.reload();
    await tabTo(page, "Remain at Self-improvement", 60);
    await page.keyboard.press("ArrowDown");
    await press(page, "Record the outcome");
    assert.match(await page.getByRole("alert").innerText(), /Choose who decided|Enter your reasons/);
    await inspect(sam, "meeting-outcome-refused");
    await page.goto(`${meeting}/items/i2/outcome`);
    await tabTo(page, "Remain at Self-improvement", 60);
    await page.keyboard.press("ArrowDown");
    await typeDay(page, "2027-06-30");
    await choose(page, "Who decided, in which capacity", "Denis Cole");
    await type(page, "Reasons", "The rise is real.");
    await press(page, "Rising, while it is not rising elsewhere: Robbery", "Space");
    await choose(page, "Answer to the proposal: Rising, while it is not rising elsewhere: Robbery", "Accept");
    await press(page, "Record the outcome");
    await page.waitForURL(/record#i2/);
    assert.match(await page.locator("#i2").innerText(), /Moves to Peer support\. Next review on 30 June 2027\. Decided by Denis Cole, HM Chief Inspector of Constabulary\. The rise is real\./);

    await press(page, "Close the meeting");
    await page.getByText("What is still lacking").waitFor();
    const lacks = await page.locator(".ladder-lacks").innerText();
    assert.match(lacks, /Item 3 has an outcome/);
    assert.match(lacks, /Item 4 has an outcome/);
    assert.match(lacks, /Item 2, Gloucestershire Constabulary \(General\): The chief constable has been told/);
    await inspect(sam, "meeting-close-lacks");
    await page.goto(`${meeting}/close`);
    await press(page, "Close the meeting");
    assert.match(await page.locator("main").innerText(), /Item 3 has an outcome/);
    assert.equal(new URL(page.url()).pathname, `${meeting}/close`);

    await page.goto(`${meeting}/items/i2/outcome`);
    assert.equal(await page.getByLabel("Reasons", { exact: true }).inputValue(), "The rise is real.", "what was recorded is there");
    await tabTo(page, "Move to Peer support", 60);
    await page.keyboard.press("ArrowUp");
    await choose(page, "Answer to the proposal: Rising, while it is not rising elsewhere: Robbery", "Decline");
    await press(page, "Invite the chief constable and the chair of the authority", "Space");
    await type(page, "Another action: what is to be done", "Explain the rise");
    await choose(page, "In whose queue it waits", "Chief constable");
    await choose(page, "Who owes it", "Gloucestershire");
    await press(page, "Record the outcome");
    await page.waitForURL(/record#i2/);
    assert.match(await page.locator("#i2").innerText(), /Remains at Self-improvement/);

    // A body under watch can't remain without its next review.
    await page.goto(`${meeting}/items/i3/outcome`);
    await press(page, "Remain at Watching brief", "Space");
    await choose(page, "Who decided, in which capacity", "Denis Cole");
    await type(page, "Reasons", "The plan needs another quarter.");
    await press(page, "Serious violence", "Space");
    await press(page, "Record the outcome");
    assert.match(await page.getByRole("alert").innerText(), /Enter the day of the next review/);
    const soon = new Date(Date.now() + 56 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    await typeDay(page, soon);
    await press(page, "Commission a review", "Space");
    await press(page, "Record the outcome");
    await page.waitForURL(/record#i3/);
    await page.goto(`${meeting}/items/i4/outcome`);
    await type(page, "What was said, for the minutes", "None.");
    await press(page, "Record the outcome");
    await page.waitForURL(/record#i4/);
    await inspect(sam, "meeting-record");
  });

  test("whoever closes on a case that moved on is told; closing writes minutes, decisions and actions", async () => {
    const { sam, call, inspect, printed } = at();
    const { page } = sam;
    const { case: one } = await call("CaseService/GetCase", { name: "cases/nottinghamshire-general-1" });
    await call("CaseService/RaiseConcern", { name: one.name, etag: one.etag, title: "Late news", domain: "local_policing", evidence: ["A call"] });
    await page.goto(`${meeting}/close`);
    await press(page, "Close the meeting");
    assert.match(await page.getByRole("alert").innerText(), /Nottinghamshire Police \(General\) was changed by Sam Okoro since the outcome of item 3 was recorded/);
    await inspect(sam, "meeting-close-moved");
    await page.goto(`${meeting}/items/i3/outcome`);
    await press(page, "Record the outcome");
    await page.waitForURL(/record#i3/);
    await press(page, "Close the meeting");
    await page.waitForURL("**/close");
    assert.equal(await page.locator(".ladder-lacks").count(), 0);
    assert.match(await page.getByLabel("Minutes").inputValue(), /Present: Carol Dean, Chair.*\n\n1\. Overview\nCrime fell over the year\./s);
    await inspect(sam, "meeting-close");
    await page.goto(`${meeting}/close`);
    await press(page, "Close the meeting");
    await page.waitForURL("**/minutes");
    assert.match(await notice(page), /is closed/);
    const actions = page.locator("section[aria-labelledby=actions]");
    assert.deepEqual(await actions.locator("h3").allInnerTexts(), ["Our own desk", "Gloucestershire Constabulary"]);
    assert.match(await actions.innerText(), /Invite the chief constable and the chair of the authority/);
    assert.match(await actions.innerText(), /Commission a review/);
    assert.match(await actions.innerText(), /Explain the rise\s+Chief constable/);
    await press(page, "Claim Commission a review");
    await page.waitForURL("**/minutes");
    assert.match(await notice(page), /Commission a review/);
    assert.match(await actions.innerText(), /Commission a review\s+[^\n]*\s+Sam Okoro/);
    const { case: after } = await call("CaseService/GetCase", { name: one.name });
    assert.equal(after.decisions.at(-1).reasons, "The plan needs another quarter.");
    await inspect(sam, "meeting-minutes");
    await printed(sam, "meeting-minutes");
  });

  test("minutes are corrected, and what they said stays", async () => {
    const { sam, inspect } = at();
    const { page } = sam;
    await page.goto(`${meeting}/minutes`);
    await press(page, "Correct the minutes");
    await page.waitForURL("**/correct");
    await type(page, "Minutes, as they should read", "The group met.");
    await press(page, "Correct the minutes");
    assert.match(await page.getByRole("alert").innerText(), /Enter your reasons/);
    assert.equal(await page.getByLabel("Minutes, as they should read").inputValue(), "The group met.");
    await type(page, "Reasons", "Shorter");
    await press(page, "Correct the minutes");
    await page.waitForURL("**/minutes");
    assert.match(await page.locator("section[aria-labelledby=minutes]").innerText(), /The group met\./);
    await page.getByText("What the minutes said before").click();
    assert.match(await page.locator(".govuk-details__text").innerText(), /Crime fell over the year/);
    await inspect(sam, "meeting-corrected");
  });
}
