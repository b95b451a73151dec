// Peer support in a browser, as the NPIA and those whom it helps work on it: journeys 7 and 8.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { choose, inspect, printed, signIn, startBrowser, visitor, welcome } from "./support/browser.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
let browser, server, nia, clerk;
let commission; // the path of the commission that is walked

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
  nia = await visitor(browser, server.url);
  await welcome(nia, server.invite("nia@npia.example"), password);
  await nia.page.goto("/account/capacity");
  await nia.page.getByLabel("Commission manager").check();
  await nia.page.getByRole("button", { name: "Save" }).click();
  await nia.page.getByText("Your capacity is changed").waitFor();
  clerk = await visitor(browser, server.url);
  await welcome(clerk, server.invite("clerk@nottinghamshire.example"), password);
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const heading = (page) => page.getByRole("heading", { level: 1 }).innerText();
const notice = (page) => page.locator(".govuk-notification-banner--success").innerText();
const acts = (page) => page.locator(".ladder-acts");
const day = (days) => {
  const date = new Date(Date.now() + days * 86_400_000);
  return [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear()].map(String);
};

// Fields by their names, as a definition names them; a list is a day.
async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    if (Array.isArray(value)) {
      for (const [i, part] of ["day", "month", "year"].entries()) {
        await page.locator(`[id="${name}-${part}"]`).fill(value[i]);
      }
      continue;
    }
    const field = page.locator(`[name="${name}"]`).first();
    const kind = await field.evaluate((element) => (element.tagName === "SELECT" ? "select" : element.type));
    if (kind === "select") {
      await choose(page, name, value);
    } else if (kind === "radio") {
      await page.locator(`[name="${name}"][value="${value}"]`).check();
    } else {
      await field.fill(value);
    }
  }
}

async function record(page, what, fields) {
  await page.goto(commission);
  await acts(page).getByRole("link", { name: what, exact: true }).click();
  await fill(page, fields);
  await page.getByRole("button", { name: "Record it" }).click();
  assert.match(await notice(page), new RegExp(`Recorded: ${what}`));
}

async function step(page, to, reasons) {
  await page.goto(commission);
  await page.getByRole("button", { name: new RegExp(`^Take this step.*${to}$`) }).click();
  await page.getByLabel("Reasons").fill(reasons);
  await page.locator('[name="evidence"]').first().check();
  await page.getByRole("button", { name: "Decide this step" }).click();
  assert.match(await notice(page), new RegExp(`Moved to: ${to}`));
}

async function registerPeer(page, title, person, force, skill) {
  await page.goto("/peers/new");
  await fill(page, {
    title, person, home_force: force, accredited_from: day(-100), accredited_to: day(700), accredited_by: "NPIA, no. 7",
    clearance: "SECRET", reasons: "Accredited after the course",
  });
  await page.getByLabel(skill).check();
  await page.getByRole("button", { name: "Keep in the register" }).click();
  assert.equal(await heading(page), title);
}

test("the register of peers begins empty, and is filled", async () => {
  const { page } = nia;
  await page.goto("/peers");
  assert.match(await page.locator("main").innerText(), /No peer fits/);
  await page.getByRole("button", { name: "Register a peer" }).click();
  await inspect(nia, "peer-new");
  await page.getByRole("button", { name: "Keep in the register" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Enter name and rank/);
  await registerPeer(page, "Chief Inspector Bailey", "bailey@kent.example", "Kent Police", "Major crime and homicide");
  await inspect(nia, "peer");
  await registerPeer(page, "Inspector Cole", "cole@essex.example", "Essex Police", "Major crime and homicide");
  await registerPeer(page, "Sergeant Dunn", "dunn@nottinghamshire.example", "Nottinghamshire Police", "Major crime and homicide");
  await registerPeer(page, "Inspector Ellis", "ellis@nottinghamshire.example", "Nottinghamshire Police", "Major crime and homicide");
  await registerPeer(page, "Inspector Frost", "frost@kent.example", "Kent Police", "Public order");
});

test("peers are searched for a commission, and own-force conflicts are shown with why", async () => {
  const { page } = nia;
  await page.goto("/peers");
  await page.getByLabel("Skill").selectOption({ label: "Major crime and homicide" });
  await choose(page, "helps", "Nottinghamshire Police Authority");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  assert.match(await page.locator(".ladder-count").innerText(), /^4 peers/);
  const conflicts = page.getByRole("row").filter({ hasText: "belongs to the force that is helped" });
  assert.deepEqual(await conflicts.locator("th a").allInnerTexts(), ["Inspector Ellis", "Sergeant Dunn"]);
  await inspect(nia, "peers");
});

test("an authority acting alone asks for support, and says that it commissions it and why", async () => {
  const { page } = clerk;
  await page.goto("/requests");
  await inspect(clerk, "requests-none");
  await page.getByRole("button", { name: "Start a commission" }).click();
  await inspect(clerk, "request-new");
  await page.getByRole("button", { name: "Start the commission" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Choose the force or the authority/);
  await fill(page, { body: "Nottinghamshire Police Authority" });
  await page.getByRole("button", { name: "Start the commission" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Enter why support is asked for/);
  await fill(page, { body: "Nottinghamshire Police Authority", reasons: "Violence has risen for three quarters." });
  await page.getByRole("button", { name: "Start the commission" }).click();
  assert.match(await notice(page), /The commission is started/);
  commission = new URL(page.url()).pathname;
  await record(page, "Who commissions the support", { "v-commissioned_by": "authority", "v-person": "The chair of the authority" });
  await record(page, "Why support was commissioned", { "v-why": "concern", "v-detail": "Serious violence" });
  await inspect(clerk, "commission-enquiry");
  assert.match(await acts(page).innerText(), /Commissioned[^]*Take this step/, "the officer may record it for the chair");
  await page.getByRole("button", { name: /^Take this step.*Commissioned$/ }).click();
  assert.equal(await page.getByLabel("Who decided").count(), 1, "and says who decided");
});

test("NPIA scopes the work: each step is refused until what it needs is on record", async () => {
  const { page } = nia;
  await page.goto("/requests");
  assert.match(await page.getByRole("row").nth(1).innerText(), /Nottinghamshire Police Authority[^]*NEW/i);
  await inspect(nia, "requests");
  await page.getByRole("link", { name: "Answer the enquiry" }).click();
  await step(page, "Commissioned", "The authority orders it itself");
  await page.goto(commission);
  assert.match(await acts(page).innerText(), /Not yet[^]*The terms of reference are agreed/i);
  await acts(page).getByRole("link", { name: "The terms of reference are agreed" }).click();
  await inspect(nia, "record-terms");
  await fill(page, { "v-task": "Review how violence is dealt with", "v-lead": "Nia Rees", "v-from": day(7), "v-to": day(1) });
  await page.getByRole("button", { name: "Record it" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Last day[^]*before/);
  assert.equal(await page.locator('[name="v-lead"]').inputValue(), "Nia Rees", "what was typed is kept");
  await fill(page, { "v-from": day(0), "v-to": day(60), "v-report_due": day(80) });
  await page.getByRole("button", { name: "Record it" }).click();
  assert.match(await notice(page), /Recorded/);
  await step(page, "Terms agreed", "All have signed");
});

test("a peer of the own force is refused for the team, with why; deployment stays refused naming the one consent that is missing", async () => {
  const { page } = nia;
  await page.goto(commission);
  await acts(page).getByRole("link", { name: "A peer is named for the team" }).click();
  await fill(page, { key: "Sergeant Dunn (belongs to the force that is helped)", "v-task": "Everything" });
  await page.getByRole("button", { name: "Record it" }).click();
  assert.match(await page.getByRole("alert").innerText(), /does not belong to the force that is helped/);
  await inspect(nia, "record-refused");
  for (const peer of ["Chief Inspector Bailey", "Inspector Cole"]) {
    await record(page, "A peer is named for the team", { key: peer, "v-task": "Violence", "v-leads": peer.startsWith("Chief") ? "yes" : "no" });
  }
  await step(page, "Team formed", "The team is named");
  for (const peer of ["Chief Inspector Bailey", "Inspector Cole"]) {
    await record(page, "The home force is asked for consent and endorsement", { key: peer, "v-sent_to": "The chief constable", "v-answer_by": day(10) });
    await record(page, "The home force endorses the peer as fit for the task", { key: peer, "v-given_by": "The chief constable", "v-expires": day(90) });
  }
  await record(page, "The home force consents to the peer's deployment", { key: "Chief Inspector Bailey", "v-given_by": "The chief constable", "v-expires": day(90) });
  const said = await acts(page).innerText();
  assert.match(said, /Not yet[^]*The home force of each peer consents/i);
  assert.match(said, /Inspector Cole/);
  assert.doesNotMatch(said, /Bailey[^]*Not yet|The home force of each peer endorses/i, "nothing else is missing");
  await inspect(nia, "commission-consent-missing");
  await page.goto("/requests?state=consent");
  assert.match(await page.locator(".ladder-count").innerText(), /^1 request/);
});

test("somebody who works on what another changed is told, and keeps what they typed", async () => {
  const { page } = nia;
  await page.goto(`${commission}/record/consent`);
  const other = await nia.context.newPage();
  await other.goto(`${commission}/record/enquiry`);
  await fill(other, { "v-asked_by": "The chair", "v-question": "When do they come?" });
  await other.getByRole("button", { name: "Record it" }).click();
  assert.match(await notice(other), /Recorded/); // Chromium may hang where a page is closed as it loads
  await other.close();
  await fill(page, { key: "Inspector Cole", "v-given_by": "The deputy", "v-expires": day(90) });
  await page.getByRole("button", { name: "Record it" }).click();
  const told = page.getByRole("alert");
  assert.match(await told.innerText(), /Nia Rees changed this record/);
  assert.match(await told.innerText(), /What the body asked/);
  assert.equal(await page.locator('[name="v-given_by"]').inputValue(), "The deputy");
  await inspect(nia, "record-stale");
  await page.getByRole("button", { name: "Record it" }).click();
  assert.match(await notice(page), /Recorded: The home force consents/);
});

test("the team is deployed, visits, pauses for an inquiry, and reports", async () => {
  const { page } = nia;
  await step(page, "Deployed", "All are released");
  await record(page, "A peer is deployed", { key: "Chief Inspector Bailey", "v-from": day(0), "v-to": day(60) });
  await record(page, "A peer visits", { key: "Chief Inspector Bailey", "v-seen": "The violence unit", "v-findings": "Too few detectives" });
  await record(page, "The work is paused", { "v-why": "An inquiry into one case", "v-asked_by": "The authority" });
  assert.match(await page.locator(".govuk-inset-text").first().innerText(), /PAUSED[^]*An inquiry into one case[^]*The authority/i);
  await inspect(nia, "commission-paused");
  await record(page, "The work goes on", { "v-why": "The inquiry is over" });
  assert.equal(await page.getByText("Paused", { exact: true }).count(), 0);
  await page.goto(commission);
  await acts(page).getByRole("link", { name: "The team reports", exact: true }).click();
  await page.getByRole("link", { name: /^add it.*The report/ }).click();
  await page.getByLabel("The file").setInputFiles({ name: "report.txt", mimeType: "text/plain", buffer: Buffer.from("Too few detectives.") });
  await fill(page, { title: "Violence in Nottinghamshire", kind: "Report of a peer team", marking: "CONFIDENTIAL" });
  await page.getByRole("button", { name: "Add the document" }).click();
  assert.match(await notice(page), /Added: Violence in Nottinghamshire/);
  await fill(page, { "v-reference": "Violence in Nottinghamshire", "v-presented_to": "The authority" });
  await page.getByRole("button", { name: "Record it" }).click();
  assert.equal(await page.getByRole("link", { name: "Violence in Nottinghamshire" }).count(), 1, "the report is on record");
  await record(page, "The report recommends", { "v-text": "Twelve more detectives", "v-for_whom": "force" });
  await step(page, "Reported", "It is presented");
  assert.match(await page.locator("main").innerText(), /The recommendations go into the body’s plan/);
  await inspect(nia, "commission-reported");
});

test("an entry is withdrawn with a reason, and stays on record", async () => {
  const { page } = nia;
  await page.goto(commission);
  await page.getByRole("link", { name: /^Withdraw.*The report recommends/ }).click();
  await inspect(nia, "withdraw");
  await page.getByRole("button", { name: "Withdraw it" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Enter your reasons/);
  await page.getByLabel("Reasons").fill("The wrong number");
  await page.getByRole("button", { name: "Withdraw it" }).click();
  assert.match(await page.locator(".ladder-entry--void").innerText(), /Twelve more detectives[^]*The wrong number/);
});

test("commissions stand on a board that is filtered, sorted and taken away as CSV", async () => {
  const { page } = nia;
  await page.goto("/commissions");
  await inspect(nia, "commissions");
  await page.getByLabel("State").selectOption({ label: "Enquiry" });
  await page.getByRole("button", { name: "Show", exact: true }).click();
  assert.match(await page.locator("main").innerText(), /No commission is here/);
  await page.goto("/commissions?sort=-report_due");
  const csv = await (await page.request.get("/commissions?format=csv")).text();
  assert.match(csv, /^Force or authority,State,Since,Next due,Report due,Next act\r\nNottinghamshire Police Authority,Reported,/);
});

test("capacity is told by month, and that there is no forecast yet", async () => {
  const { page } = nia;
  await page.goto("/capacity");
  await page.getByText("Show the figures as a table").click();
  assert.match(await page.getByRole("row").nth(1).innerText(), /Nottinghamshire Police Authority/);
  assert.match(await page.locator("main").innerText(), /not here yet/);
  await inspect(nia, "capacity");
  await printed(nia, "capacity");
});

test("a peer who leaves the register is named for no team any more", async () => {
  const { page } = nia;
  await page.goto("/peers/frost-kent-example/change");
  await page.getByLabel("Neighbourhood policing and confidence").check();
  await page.getByLabel("Reasons").fill("A second course");
  await page.getByRole("button", { name: "Keep in the register" }).click();
  assert.match(await page.locator("main").innerText(), /Neighbourhood policing/);
  await page.getByRole("link", { name: "Take off the register" }).click();
  await inspect(nia, "peer-leave");
  await page.getByLabel("Reasons").fill("Retires");
  await page.getByRole("button", { name: "Take off the register" }).click();
  assert.match(await page.locator("h1").innerText(), /LEFT/i);
  await page.goto("/peers");
  assert.equal(await page.getByRole("link", { name: "Inspector Frost" }).count(), 0);
});

test("what was known before is shown, and nothing can be done there", async () => {
  const { page } = nia;
  await page.goto(`/commissions?known_at=2009-08-25`);
  assert.match(await page.locator("main").innerText(), /No commission is here/);
  const now = new Date().toISOString();
  await page.goto(`${commission}?known_at=${now}`);
  assert.equal(await acts(page).count(), 0);
  assert.equal((await page.goto("/commissions/nothing")).status(), 404);
});

test("the desk works without script", async () => {
  const plain = await visitor(browser, server.url, { script: false });
  await signIn(plain, "clerk@nottinghamshire.example", password);
  await plain.page.goto("/requests/new");
  await fill(plain.page, { body: "Nottinghamshire Police Authority", reasons: "A second look" });
  await plain.page.getByRole("button", { name: "Start the commission" }).click();
  assert.equal(await heading(plain.page), "Nottinghamshire Police Authority");
  await plain.context.close();
});
