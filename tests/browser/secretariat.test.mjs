// The secretariat's Monday: Today, claiming, the board; as others see the same pages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inspect, printed, signIn, startBrowser, tabTo, visitor, welcome } from "./support/browser.mjs";
import { procedures } from "./support/procedures.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
let browser, server, sam, call;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
  call = procedures(server, "sam@hmic.example", "ppsg_secretariat");
  await call("EvaluationService/Evaluate", { period_end: "2011-03-31" });
  await call("CaseService/OpenCase", { body: "bodies/kent", subject: "SUBJECT_GENERAL", reasons: "To be watched" });
  const soon = new Date(Date.now() + 24 * 3600 * 1000).toISOString().slice(0, 10);
  const { case: kent } = await call("CaseService/GetCase", { name: "cases/kent-general-1" });
  await call("TaskService/SetDeadline", { parent: kent.name, etag: kent.etag, definition: "plan_due", due_on: soon, reasons: "Asked for" });
  await call("TaskService/OpenTask", { parent: kent.name, title: "Review the plan of Kent", role: "ppsg_secretariat", reasons: "It came in" });
  sam = await visitor(browser, server.url);
  await welcome(sam, server.invite("sam@hmic.example"), password);
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const section = (page, id) => page.locator(`section#${id}`);

test("Today says what waits, why it is here, and one next act each", async () => {
  const { page } = sam;
  await page.goto("/");
  await page.getByRole("link", { name: "Today" }).first().click();
  const proposals = section(page, "proposals");
  assert.equal(await proposals.locator("li").count(), 8);
  const gloucestershire = proposals.locator("li").filter({ hasText: "Gloucestershire" });
  const text = await gloucestershire.innerText();
  assert.match(text, /Rising, while it is not rising elsewhere: Robbery\. Proposes Peer support\./);
  assert.match(text, /since the period to 31 March 2011/);
  assert.match(text, /Strength: \+49\.8%/);
  assert.match(text, /published on 14 July 2011, \d+ years ago/);
  assert.equal(await gloucestershire.locator(".ladder-work__act a").getAttribute("href"), "/bodies/gloucestershire/triggers");
  const deadline = await section(page, "deadlines").locator("li").innerText();
  assert.match(deadline, /presents its improvement plan/);
  assert.match(deadline, /Kent Police\. Due on .* in 1 day\./);
  assert.match(deadline, /The day was named/);
  assert.match(await page.locator(".ladder-quiet").innerText(), /Loads with rows kept aside/);
  await inspect(sam, "today");
});


test("a load with rows kept aside waits until the file is loaded without", async () => {
  const { page } = sam;
  const head = "force_id,period_end,offence,offences_12m";
  const load = (rows) =>
    call("IndicatorService/ImportObservations", {
      layout: "recorded-crime-rolling",
      file_name: "crime.csv",
      content: Buffer.from(rows).toString("base64"),
      quarantine: true,
    });
  await load(`${head}\nkent,2014-06-30,Robbery,many\nkent,2014-09-30,Robbery,700\n`);
  await page.goto("/today");
  assert.match(await section(page, "loads").innerText(), /crime\.csv\s+1 row was kept aside/);
  await load(`${head}\nkent,2014-06-30,Robbery,710\nkent,2014-09-30,Robbery,700\n`);
  await page.goto("/today");
  assert.equal(await section(page, "loads").count(), 0);
});

test("a task is claimed, by the keyboard alone; somebody who comes too late is told", async () => {
  const { page } = sam;
  await page.goto("/today");
  const late = await visitor(browser, server.url);
  await welcome(late, server.invite("jane.smith@hmic.example"), password);
  await late.page.goto("/today");
  await tabTo(page, "Claim Review the plan of Kent", 80);
  await page.keyboard.press("Enter");
  await page.locator(".govuk-notification-banner--success").waitFor();
  assert.match(await section(page, "tasks").innerText(), /Kent Police\.\s+You have it\./);
  await late.page.getByRole("button", { name: "Claim Review the plan of Kent" }).click();
  assert.match(await late.page.getByRole("alert").innerText(), /Sam Okoro was quicker and has the task “Review the plan of Kent”/);
  await inspect(late, "today-too-late");
  assert.equal(await section(late.page, "tasks").filter({ hasText: "Kent" }).count(), 0);
  await late.context.close();
});

test("Today has what somebody's rights open, and nothing else", async () => {
  const clerk = await visitor(browser, server.url);
  await welcome(clerk, server.invite("clerk@nottinghamshire.example"), password);
  await clerk.page.goto("/today");
  assert.match(await clerk.page.locator("main").innerText(), /Nothing waits for you today/);
  assert.doesNotMatch(await clerk.page.locator("main").innerText(), /Proposals|Loads|Kent/);
  await inspect(clerk, "today-nothing");
  await clerk.context.close();
});

test("Today looks back, and offers no act there", async () => {
  const { page } = sam;
  await page.goto("/today?known_at=2009-08-25");
  assert.equal(await page.getByRole("button", { name: /^Claim/ }).count(), 0);
  assert.match(await page.locator("h1").innerText(), /25 August 2009/);
});

test("the board is filtered, sorted and given as CSV", async () => {
  const { page } = sam;
  await page.goto("/board");
  assert.match(await page.locator(".ladder-count").innerText(), /^6 cases/);
  await inspect(sam, "board");
  await printed(sam, "board");
  await page.getByLabel("Region").selectOption("West Midlands");
  await page.getByRole("button", { name: "Show" }).click();
  assert.deepEqual(await page.locator("tbody th a").allInnerTexts(), ["West Midlands Police"]);
  const row = page.locator("tbody tr").filter({ has: page.locator("th a") });
  assert.match(await row.innerText(), /Self-improvement/);
  assert.match(await row.innerText(), /Worse in figures/);
  const csv = await page.request.get("/board?format=csv&region=West+Midlands");
  assert.match(await csv.text(), /^Body,Subject,Stage,.*\r\nWest Midlands Police,General,Self-improvement,/);
  await page.getByRole("link", { name: "Show all" }).click();
  await page.locator("thead").getByRole("link", { name: /^Body/ }).click();
  assert.equal(await page.locator("tbody th a").first().innerText(), "Bedfordshire Police");
  await page.goto("/board?stage=Direction");
  assert.match(await page.locator("main").innerText(), /No case fits/);
});

test("the board and Today work without script", async () => {
  const plain = await visitor(browser, server.url, { script: false });
  await signIn(plain, "sam@hmic.example", password);
  await call("TaskService/OpenTask", { parent: "cases/kent-general-1", title: "Write to Kent", role: "ppsg_secretariat", reasons: "Nobody has" });
  await plain.page.goto("/today");
  await plain.page.getByRole("button", { name: "Claim Write to Kent" }).click();
  assert.match(await plain.page.locator(".govuk-notification-banner--success").innerText(), /You have the task “Write to Kent”/);
  await plain.page.goto("/board");
  await plain.page.getByRole("link", { name: "Self-improvement" }).first().click();
  assert.equal(new URL(plain.page.url()).searchParams.get("stage"), "Self-improvement");
  await plain.context.close();
});

test("deadlines and meetings come to calendar programs by a read-only token, and by no other", async () => {
  const { page } = sam;
  await page.goto("/today");
  await page.getByRole("link", { name: "See deadlines and meetings in your calendar program" }).click();
  assert.match(await page.locator("code").innerText(), /\/calendar\.ics$/);
  await inspect(sam, "calendar");
  await call("MeetingService/PlanMeeting", { meeting_id: "ppsg-calendar", kind: "ppsg", title: "PPSG, in spring", held_on: "2027-03-01" });
  const token = (...more) => server.operate("token", "sam@hmic.example", ...more).match(/ladder_\S+/)[0];
  const ask = (secret) =>
    fetch(`${server.url}/calendar.ics`, { headers: secret ? { Authorization: `Basic ${btoa(`sam@hmic.example:${secret}`)}` } : {} });
  const nobody = await ask();
  assert.equal(nobody.status, 401);
  assert.match(nobody.headers.get("www-authenticate"), /^Basic realm=/);
  assert.equal((await ask("ladder_no")).status, 401);
  assert.equal((await ask(token())).status, 403, "a token that may change something is refused");
  const answer = await ask(token("--read-only"));
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-type"), "text/calendar; charset=utf-8");
  const calendar = await answer.text();
  for (const line of calendar.split("\r\n")) {
    assert.ok(Buffer.byteLength(line) <= 75 && !line.includes("\n"), line);
  }
  const unfolded = calendar.replaceAll("\r\n ", "");
  assert.match(unfolded, /SUMMARY:Kent Police: The body presents its improvement plan\r\n/);
  assert.match(unfolded, /DTSTART;VALUE=DATE:20270301\r\nSUMMARY:PPSG\\, in spring\r\n/);
  assert.match(unfolded, /UID:meetings\/ppsg-calendar@/);
  // Who sees less gets less.
  const clerk = server.operate("token", "clerk@nottinghamshire.example", "--read-only").match(/ladder_\S+/)[0];
  assert.doesNotMatch(await (await ask(clerk)).text(), /VEVENT/);
});
