// The main job through the stock Connect client in binary: rules propose, a decision is refused, then taken.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Code, ConnectError } from "@connectrpc/connect";

import { client, generate } from "./support/clients.mjs";
import { startServer } from "./support/server.mjs";

const name = "cases/west-midlands-general-1";
const secretariat = "Ann Lee; capacity=ppsg_secretariat";
let pb, cases, evaluation;

const cleanUps = [];
before(async () => {
  pb = await generate((cleanUp) => cleanUps.push(cleanUp));
  const { url, keys } = await startServer((cleanUp) => cleanUps.push(cleanUp));
  const headers = keys(secretariat);
  cases = client(pb.CaseService, url, { headers });
  evaluation = client(pb.EvaluationService, url, { headers });
});

const head = async () => (await cases.getCase({ name })).case;
const events = async () => (await cases.listCaseEvents({ name, pageSize: 1000 })).events;
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const refusal = (call) => call.then(() => assert.fail("the call was not refused"), ConnectError.from);

// A decision to move up, complete but for the gates.
const move = (etag, requestId, more = {}) => ({
  name,
  etag,
  outcome: pb.DecisionOutcome.MOVE,
  toStage: "peer_support",
  decider: { person: "Denis Cole", capacity: "hmcic" },
  reasons: "Robbery rose by a quarter in a year, against its own past and against all forces.",
  evidence: ["p1"],
  nextReviewOn: "2099-12-31",
  requestId,
  ...more,
});

const rising = ["recorded_robbery", "recorded_domestic_burglary", "recorded_vehicle_offences"];
const concern = { name, title: "Robbery", domain: "local_policing", evidence: ["p1"] };

test("evaluating March 2011 proposes peer support to West Midlands, and moves nobody", async () => {
  const { findings } = await evaluation.evaluate({ periodEnd: "2011-03-31", requestId: "evaluate-2011" });
  const { RAISED, HELD } = pb.EpisodeOutcome;
  const mine = findings.filter((f) => f.body === "bodies/west-midlands" && [RAISED, HELD].includes(f.outcome));
  const found = await head();
  assert.equal(found.stage, "self_improvement");
  for (const indicator of rising) {
    const finding = mine.find((f) => f.indicator === indicator);
    assert.equal(finding?.proposes, "peer_support", `no finding on ${indicator}`);
    assert.equal(finding.caseName, name);
    const proposal = found.proposals.find((p) => p.id === finding.proposal);
    assert.equal(proposal.indicator, indicator);
    assert.equal(proposal.state, pb.ProposalState.OPEN);
    assert.notEqual(proposal.raisedBecause, undefined);
  }
});

test("a bare decision is refused with each missing element, typed", async () => {
  const { etag, version } = await head();
  const error = await refusal(cases.recordDecision(move(etag, "too-early")));
  assert.equal(error.code, Code.FailedPrecondition);
  const unmet = error.findDetails(pb.UnmetGateSchema);
  const gates = new Set(unmet.map((u) => u.gate));
  for (const gate of ["recommendation", "open_concern", "notified_chief_constable", "notified_authority_chair"]) {
    assert.ok(gates.has(gate), `the refusal does not name ${gate}`);
  }
  const open = unmet.find((u) => u.gate === "open_concern");
  assert.equal(open.kind, pb.GateKind.POLICY);
  assert.match(open.overrideRole, /hmcic/);
  assert.notEqual(open.satisfiedBy, "");
  assert.equal((await head()).version, version);
});

test("malformed fields are refused as such, all at once", async () => {
  const { etag } = await head();
  const error = await refusal(
    cases.recordDecision(move(etag, "malformed", { reasons: "", evidence: [], nextReviewOn: "2011-02-30" })),
  );
  const fields = error.findDetails(pb.FieldViolationSchema).map((v) => v.field);
  for (const field of ["reasons", "evidence", "next_review_on"]) {
    assert.ok(fields.includes(field), `${field} is not among ${fields}`);
  }
});

test("validate_only says what would happen and writes nothing", async () => {
  const { etag, version } = await head();
  const tried = await cases.raiseConcern({ ...concern, etag, requestId: "try", validateOnly: true });
  assert.equal(tried.case.concerns.length, 1);
  assert.equal((await head()).version, version);
  // The id was only tried: it is still free, for this or for another request.
  const other = { ...concern, title: "Vehicle crime", etag, requestId: "try", validateOnly: true };
  assert.equal((await cases.raiseConcern(other)).case.concerns[0].title, "Vehicle crime");
});

test("with what it asks for on record, the decision is accepted, once", async () => {
  let state = await head();
  const add = async (call, request) => {
    state = (await call({ name, etag: state.etag, ...request })).case;
  };
  await add(cases.raiseConcern, { ...concern, requestId: "concern" });
  for (const fact of ["notified_chief_constable", "notified_authority_chair"]) {
    await add(cases.recordFact, { fact, evidence: [`letter about ${fact}`], requestId: fact });
  }
  await add(cases.recordRecommendation, {
    toStage: "peer_support",
    recommender: { person: "Carol Dean", capacity: "ppsg_chair" },
    reasons: "Support by peers is the fitting response.",
    requestId: "recommendation",
  });
  const stale = state.etag;

  const tried = await cases.recordDecision(move(state.etag, "move-try", { validateOnly: true }));
  assert.equal(tried.case.stage, "peer_support");
  assert.equal((await head()).stage, "self_improvement");

  const first = await cases.recordDecision(move(state.etag, "move"));
  assert.equal(first.case.stage, "peer_support");
  assert.equal(first.decision.decider.capacity, "hmcic");
  assert.equal(first.decision.recordedBy.person, "Ann Lee");
  assert.match(first.decision.ruleset, /^rulesets\/landscape-2009@\d+$/);

  const again = await cases.recordDecision(move(state.etag, "move"));
  assert.deepEqual(again, first);
  const decided = (await events()).filter((e) => e.type === "decision_recorded");
  assert.equal(decided.length, 1);

  const other = await refusal(cases.recordDecision(move(state.etag, "move", { reasons: "Another request." })));
  assert.equal(other.code, Code.InvalidArgument);

  const late = await refusal(cases.recordDecision(move(stale, "late")));
  assert.equal(late.code, Code.Aborted);
  const [detail] = late.findDetails(pb.StaleEtagSchema);
  assert.equal(detail.sent, stale);
  assert.equal(detail.current, first.case.etag);
});

test("a year later the triggers have cleared, and the case stands where people put it", async () => {
  const { findings } = await evaluation.evaluate({ periodEnd: "2012-03-31", requestId: "evaluate-2012" });
  const { RAISED, HELD } = pb.EpisodeOutcome;
  const standing = findings.filter((f) => f.body === "bodies/west-midlands" && [RAISED, HELD].includes(f.outcome));
  const found = await head();
  for (const indicator of rising) {
    assert.ok(!standing.some((f) => f.indicator === indicator), `${indicator} still stands`);
    const proposals = found.proposals.filter((p) => p.indicator === indicator);
    assert.ok(proposals.length > 0 && proposals.every((p) => p.clearedOn !== ""), `${indicator} is not cleared`);
  }
  assert.equal(found.stage, "peer_support");
});
