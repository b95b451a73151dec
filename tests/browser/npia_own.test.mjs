// The own view of an authority and a force: where they stand, what is asked of them, and their answers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { asker, keeper } from "./support/api.mjs";
import { inspect, signIn, startBrowser, visitor, welcome } from "./support/browser.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
const due = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
let browser, server, chief, clerk;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
  await sendALetter(server);
  chief = await visitor(browser, server.url);
  await welcome(chief, server.invite("chief@nottinghamshire.example"), password);
  clerk = await visitor(browser, server.url);
  await welcome(clerk, server.invite("clerk@nottinghamshire.example"), password);
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

// A case of the force, a letter with two requirements that was sent, and a plan that is asked for.
async function sendALetter(to) {
  const sam = asker(to, "sam@hmic.example", "ppsg_secretariat");
  const ann = asker(to, "ann@hmic.example", "hmi");
  const denis = asker(to, "denis@hmic.example", "hmcic");
  const body = "bodies/nottinghamshire";
  const case_ = (await sam("CaseService/OpenCase", { body, subject: "SUBJECT_GENERAL", reasons: "Violence rises." })).case.name;
  const start = async (definition) =>
    (await sam("ProcedureService/StartProcedure", { definition, caseName: case_, reasons: "It is needed." })).procedure.name;
  const letter = await start("public-letter");
  const [by_sam, by_ann, by_denis] = [sam, ann, denis].map((ask) => keeper(ask, letter));
  const content = Buffer.from("The letter, in plain words.").toString("base64");
  const document = (
    await sam("DocumentService/AddDocument", {
      kind: "public_interest_letter", title: "Public-interest letter", about: letter,
      parts: [{ mediaType: "text/plain", fileName: "letter.txt", content }],
    })
  ).document.name;
  await by_sam.record("draft", { issues: "Violence", action_plan: "A plan for violence", plan_due: due(30) });
  const first = await by_sam.record("requirement", { text: "Put a chief officer in charge of violence", due: due(20), of: "chief_constable" });
  const second = await by_sam.record("requirement", { text: "Publish how it goes each quarter", due: due(60), of: "authority" });
  const cleared = await by_ann.record("clearance", {});
  await by_sam.step("cleared", "It reads well.", [cleared]);
  const signed = await by_denis.record("signature", { signed_by: "denis@hmic.example" });
  await by_denis.step("signed", "It is signed.", [signed]);
  await by_sam.record("sent_to_chief_constable", { sent_to: "The chief constable", document });
  await by_sam.record("sent_to_authority_chair", { sent_to: "The chair", document });
  await by_sam.record("requirement_due", { due: due(20) }, { key: first });
  await by_sam.record("requirement_due", { due: due(60) }, { key: second });
  await by_denis.step("sent", "It is sent.", [signed]);
  const plan = keeper(sam, await start("improvement-plan"));
  await plan.record("request", { asked_by: "HMIC", due: due(30) });
}

const heading = (page) => page.getByRole("heading", { level: 1 }).innerText();
const notice = (page) => page.locator(".govuk-notification-banner--success").innerText();
const section = (page, name) => page.locator(`section[aria-labelledby=${name}]`);

test("a chief constable sees where the force stands, what is due and its latest figures", async () => {
  const { page } = chief;
  await page.goto("/");
  await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Your body" }).click();
  assert.equal(await heading(page), "Nottinghamshire Police");
  assert.match(await section(page, "due").innerText(), /A requirement of the public letter[^]*The body presents its improvement plan/);
  assert.match(await section(page, "running").innerText(), /Public interest letter[^]*Sent/i);
  const figures = section(page, "figures").getByRole("row");
  assert.ok((await figures.count()) > 3, "figures of the demonstration");
  assert.match(await section(page, "figures").innerText(), /BETTER|WORSE/i);
  await inspect(chief, "own-force");
});

test("each requirement of a letter is answered on its own", async () => {
  const { page } = chief;
  await page.goto("/own");
  await section(page, "running").getByRole("link", { name: "Public interest letter" }).click();
  assert.match(await section(page, "requirements").innerText(), /Put a chief officer in charge/);
  await inspect(chief, "own-letter");
  await page.getByRole("link", { name: "Answer it" }).first().click();
  assert.match(await page.locator('[name="key"] option:checked').innerText(), /Put a chief officer in charge/);
  await page.getByRole("button", { name: "Record it" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Enter the answer/);
  await page.locator('[name="v-text"]').fill("The deputy has taken charge.");
  await inspect(chief, "own-answer");
  await page.getByRole("button", { name: "Record it" }).click();
  assert.match(await notice(page), /Recorded: The body answers a requirement/);
  assert.match(await section(page, "requirements").innerText(), /The deputy has taken charge/);
  assert.equal(await page.getByRole("link", { name: "Answer it" }).count(), 1);
});

test("a plan is presented with its document; what is no document is refused by its field", async () => {
  const { page } = chief;
  await page.goto("/own");
  await section(page, "running").getByRole("link", { name: "Improvement plan" }).click();
  await page.getByRole("link", { name: "The body presents its plan" }).click();
  await page.getByRole("link", { name: /^add it.*The plan/ }).click();
  await inspect(chief, "document-new");
  await page.getByRole("button", { name: "Add the document" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Choose a file[^]*Enter the title[^]*Choose what it is/);
  await page.getByLabel("Title", { exact: true }).fill("Recovery plan");
  await page.getByLabel("What it is").selectOption({ label: "Improvement or action plan" });
  const add = async (name, mimeType, text) => {
    await page.getByLabel("The file").setInputFiles({ name, mimeType, buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "Add the document" }).click();
  };
  await add("plan.exe", "application/x-msdownload", "MZ");
  assert.match(await page.locator("#file-error").innerText(), /The file/);
  assert.equal(await page.getByLabel("Title", { exact: true }).inputValue(), "Recovery plan", "what was typed is kept");
  await inspect(chief, "document-refused");
  await add("plan.txt", "text/plain", "More detectives by the summer.");
  assert.match(await notice(page), /Added: Recovery plan/);
  assert.equal(await page.locator('[name="v-document"] option:checked').innerText(), "Recovery plan");
  await page.locator('[name="v-reference"]').fill("Recovery plan, version 1");
  await page.locator('[name="v-presented_by"]').fill("The chief constable");
  await page.getByRole("button", { name: "Record it" }).click();
  assert.match(await notice(page), /Recorded: The body presents its plan/);
  await page.goto("/own");
  assert.doesNotMatch(await section(page, "due").innerText(), /The body presents its improvement plan/, "it is presented");
});

test("an authority sees its own and its force's record, and asks for support by itself", async () => {
  const { page } = clerk;
  await page.goto("/own");
  assert.equal(await heading(page), "Nottinghamshire Police Authority");
  assert.match(await page.locator("main").innerText(), /Nothing is due from this body/);
  await inspect(clerk, "own-authority");
  await page.getByRole("link", { name: "Nottinghamshire Police", exact: true }).click();
  assert.equal(await heading(page), "Nottinghamshire Police");
  await section(page, "running").getByRole("link", { name: "Public interest letter" }).click();
  await page.getByRole("link", { name: "Answer it" }).click();
  await page.locator('[name="v-text"]').fill("We publish it from the summer on.");
  await page.getByRole("button", { name: "Record it" }).click();
  assert.equal(await page.getByRole("link", { name: "Answer it" }).count(), 0, "each is answered");
});

test("whoever has no body is told so", async () => {
  const sam = await visitor(browser, server.url);
  await welcome(sam, server.invite("sam@hmic.example"), password);
  await sam.page.goto("/own");
  assert.match(await heading(sam.page), /no body of your own/);
  await inspect(sam, "own-none");
  await sam.context.close();
});

test("the own view works without script, and in the past nothing can be done there", async () => {
  const plain = await visitor(browser, server.url, { script: false });
  await signIn(plain, "chief@nottinghamshire.example", password);
  await plain.page.goto("/own");
  await section(plain.page, "running").getByRole("link", { name: "Improvement plan" }).click();
  assert.equal(await heading(plain.page), "Improvement plan");
  await plain.page.goto(`/own?known_at=${new Date().toISOString()}`);
  assert.equal(await plain.page.getByRole("button", { name: "Submit a plan" }).count(), 0);
  await plain.context.close();
});
