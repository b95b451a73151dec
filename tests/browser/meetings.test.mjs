// A meeting as the secretariat prepares and runs it, and what others see and may do of it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { items, meeting, meetingJourney, prepareMeeting } from "./journeys/meeting.mjs";
import { inspect, printed, signIn, startBrowser, visitor, welcome } from "./support/browser.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
let browser, server, sam, call;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
  call = await prepareMeeting(server);
  sam = await visitor(browser, server.url);
  await welcome(sam, server.invite("sam@hmic.example"), password);
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

meetingJourney(() => ({ sam, call, inspect, printed }));

test("a meeting as it was known is read only", async () => {
  const { page } = sam;
  await page.goto(`/meetings?known_at=2009-08-25`);
  assert.equal(await page.getByRole("button", { name: "Plan a meeting" }).count(), 0);
  assert.equal((await page.goto(`${meeting}?known_at=2009-08-25`)).status(), 404);
});

test("without script: planned, put in order, changed by two at once, called off", async () => {
  const plain = await visitor(browser, server.url, { script: false });
  const { page } = plain;
  await signIn(plain, "sam@hmic.example", password);
  await page.goto("/meetings/new");
  await page.getByLabel("Title").fill("PPSG meeting 8");
  for (const [part, value] of [["day", "1"], ["month", "3"], ["year", "2027"]]) {
    await page.locator(`#held_on-${part}`).fill(value);
  }
  await page.getByRole("button", { name: "Plan it" }).click();
  await page.waitForURL("**/meetings/ppsg-2027-03-01");
  await page.getByLabel("Overview").check();
  await page.getByLabel("Add an item in words").fill("Figures");
  await page.locator("button", { hasText: "Save the agenda" }).last().click();
  assert.deepEqual(await items(page), ["Overview", "Figures"]);
  await page.getByRole("button", { name: "Down Overview" }).click();
  assert.deepEqual(await items(page), ["Figures", "Overview"]);
  const { meeting: now } = await call("MeetingService/GetMeeting", { name: "meetings/ppsg-2027-03-01" });
  await call("MeetingService/SetAgenda", { name: now.name, etag: now.etag, items: now.items.slice(0, 1) });
  await page.getByLabel("Add an item in words").fill("Mine");
  await page.locator("button", { hasText: "Save the agenda" }).last().click();
  const told = await page.getByRole("alert").innerText();
  assert.match(told, /Sam Okoro changed this record/);
  assert.match(told, /“Overview” was left out/);
  assert.equal(await page.getByLabel("Add an item in words").inputValue(), "Mine");
  await page.locator("button", { hasText: "Save the agenda" }).last().click();
  assert.deepEqual(await items(page), ["Figures", "Mine"]);
  await page.getByRole("link", { name: "Call the meeting off" }).click();
  await page.getByLabel("Reasons").fill("Too few can come");
  await page.getByRole("button", { name: "Call it off" }).click();
  assert.match(await page.locator("h1").innerText(), /Called off/i);
  await page.goto("/meetings?state=4");
  assert.deepEqual(await page.locator("tbody th a").allInnerTexts(), ["PPSG meeting 8"]);
  await plain.context.close();
});

test("whoever does not run meetings sees them, and is offered nothing", async () => {
  const carol = await visitor(browser, server.url);
  await welcome(carol, server.invite("carol@hmic.example"), password);
  await carol.page.goto("/meetings");
  await inspect(carol, "meetings");
  assert.equal(await carol.page.getByRole("button", { name: "Plan a meeting" }).count(), 0);
  await carol.page.goto(`${meeting}/minutes`);
  assert.equal(await carol.page.getByRole("link", { name: "Correct the minutes" }).count(), 0);
  assert.equal((await carol.page.goto(`${meeting}/close`)).status(), 403);
  await carol.context.close();
});
