// Appends what the engine decides, and hashes and proves it when a bundle is asked for.
#include "tests/unit/bundle/log.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "engine/base/serialise.hpp"
#include "engine/bundle/figures.hpp"
#include "engine/bundle/schema.hpp"
#include "engine/bundle/scope.hpp"
#include "engine/bundle/writer.hpp"
#include "engine/casework/case.hpp"
#include "engine/command/describe.hpp"
#include "engine/definition/load.hpp"
#include "engine/evidence/evaluate.hpp"
#include "engine/ledger/checkpoint.hpp"
#include "engine/ledger/proof.hpp"
#include "engine/record/proposals.hpp"
#include "engine/record/surroundings.hpp"

namespace ladder::bundle::sample {

namespace {

const std::vector<definition::SourceFile> files{
    {"ruleset.yaml", "id: small\ntitle: Small\neffective_from: 2009-04-01\nsource: made up\n"},
    {"roles.yaml", R"(- id: chief
  title: Chief inspector
  may: [recommend]
- id: secretariat
  title: Secretariat
  may: [record_fact, open_case, evaluate]
  records_for: [chief]
)"},
    {"domains.yaml", "- id: crime\n  title: Crime\n"},
    {"facts.yaml", "- id: told\n  title: The body has been told\n  legal_basis: practice\n"},
    {"ladders/force.yaml", R"(id: force
title: Force
body_kinds: [police_force]
stages:
  - id: local
    title: Local
  - id: watched
    title: Watched
transitions:
  - from: [local]
    to: watched
    decided_by: [chief]
    legal_basis: practice
    gates:
      - id: told
        title: The body has been told
        kind: statutory
        condition: {fact: {id: told, since_stage: true}}
        legal_basis: practice
        satisfied_by: tell it
      - id: rising
        title: The trigger stands raised
        kind: policy
        condition: {trigger: {id: rising}}
        legal_basis: practice
        satisfied_by: wait
        override_role: chief
  - from: [watched]
    to: local
    decided_by: [chief]
    legal_basis: practice
)"},
    {"indicators.yaml", R"(- id: robbery
  title: Robbery
  domain: crime
  unit: offences
  polarity: lower_is_better
  statistic: count
  period: year
)"},
    {"triggers/rising.yaml", R"(id: rising
title: Rising
body_kinds: [police_force]
indicators: [robbery]
raise_when: {judgement: {versus: baseline, is: worse, by_at_least: 5, p_at_most: 0.001}}
clear_when: {not: {judgement: {versus: baseline, is: worse, by_at_least: 5, p_at_most: 0.001}}}
severity: concern
proposes: watched
audience: [secretariat]
source: ours
)"},
};

template <class T>
T must(base::Result<T> result) {
    if (!result) {
        throw std::runtime_error{result.error().message};
    }
    return std::move(*result);
}

base::Instant moment(std::string_view day) {
    return base::Instant{base::parse_date(day).value()} + std::chrono::hours{12};
}

v1::Actor secretariat() {
    v1::Actor actor;
    actor.set_person("carys@hmic.example");
    actor.set_capacity("secretariat");
    return actor;
}

v1::Event body(const std::string& id) {
    v1::Event event;
    auto& registered = *event.mutable_body_registered()->mutable_body();
    registered.set_name("bodies/" + id);
    registered.set_short_title(id);
    registered.set_kind(v1::BODY_KIND_POLICE_FORCE);
    registered.set_country(v1::COUNTRY_ENGLAND);
    return event;
}

std::string bytes_of(const ledger::Hash& hash) {
    return {hash.begin(), hash.end()};
}

ledger::Hash root_of(const std::vector<ledger::Hash>& leaves, std::int64_t from, std::int64_t to) {
    ledger::Frontier frontier;
    for (auto i = from; i < to; ++i) {
        frontier.append(leaves[static_cast<std::size_t>(i)]);
    }
    return frontier.root();
}

bool comes_before(const v1::Observation& a, const v1::Observation& b) {
    return std::tuple(a.indicator(), a.body(), a.period_end(), a.revision()) <
           std::tuple(b.indicator(), b.body(), b.period_end(), b.revision());
}

}  // namespace

ledger::SignerKey key_of(std::string_view name, unsigned char seed) {
    std::array<unsigned char, 32> bytes{};
    bytes.fill(seed);
    return must(ledger::signer_key(name, ledger::SignatureType::ed25519, bytes));
}

Log::Log() : now_{moment("2011-05-01")} {
    v1::Event rules;
    *rules.mutable_ruleset_published()->mutable_definition() =
        must(definition::load(files)).definition;
    append("rulesets/small", std::move(rules), {}, 1);
    append("bodies/essex", body("essex"), {}, 2);
    append("bodies/kent", body("kent"), {}, 2);
    import_figures(
        1,
        {{"essex 2010-03-31", 1000},
         {"essex 2011-03-31", 1010},
         {"kent 2010-03-31", 1000},
         {"kent 2011-03-31", 2000}}
    );
    evaluate("2011-03-31", 4);
    v1::Event fact;
    fact.mutable_fact_recorded()->set_id("f1");
    fact.mutable_fact_recorded()->set_fact("told");
    fact.mutable_fact_recorded()->add_evidence("documents/letter");
    fact.mutable_fact_recorded()->set_effective_on("2011-05-03");
    append(std::string{case_name}, std::move(fact), {}, 5);
    decide(6);
    import_figures(2, {{"kent 2011-03-31", 1005}});
    evaluate("2011-03-31", 8);
    add_document(9);
}

void Log::append(
    const std::string& stream, v1::Event event, const std::string& cause, int request
) {
    Row row;
    auto& envelope = row.envelope;
    envelope.set_position(static_cast<std::int64_t>(rows.size()));
    envelope.set_stream(stream);
    envelope.set_version(1 + std::count_if(rows.begin(), rows.end(), [&](const auto& earlier) {
                             return earlier.envelope.stream() == stream;
                         }));
    envelope.set_type(command::type_of(event));
    envelope.set_recorded_at_us(base::to_micros(now_));
    *envelope.mutable_actor() = secretariat();
    envelope.set_request_id(fmt::format("request-{}", request));
    envelope.set_cause(cause);
    envelope.set_known_on(base::to_string(base::day_of(now_)));
    world_.apply(stream, event, record::recorded_of(envelope, false));
    row.event = std::move(event);
    rows.push_back(std::move(row));
}

void Log::import_figures(int number, const std::vector<std::pair<std::string, double>>& values) {
    now_ += std::chrono::hours{24};
    const auto name = fmt::format("imports/{}", number);
    evidence::FigureDigest digest;
    v1::Event event;
    auto& imported = *event.mutable_observations_imported();
    imported.set_import(name);
    imported.set_file_digest("file");
    for (const auto& [what, value] : values) {
        v1::Observation figure;
        figure.set_indicator("robbery");
        figure.set_body("bodies/" + what.substr(0, what.find(' ')));
        figure.set_period_end(what.substr(what.find(' ') + 1));
        figure.set_value(value);
        figure.set_revision(number);
        figure.set_published_on(fmt::format("2011-04-{:02}", number));
        *figure.mutable_recorded_at() = base::to_timestamp(now_);
        figure.set_entered_later(true);
        figure.set_quality(v1::QUALITY_GOOD);
        figure.set_marking(v1::MARKING_NOT_PROTECTIVELY_MARKED);
        figure.set_import(name);
        figure.set_file_digest("file");
        evidence::SealedFigure sealed;
        sealed.indicator = figure.indicator();
        sealed.body = figure.body();
        sealed.period_end = base::parse_date(figure.period_end()).value();
        sealed.value = value;
        sealed.published_on = base::parse_date(figure.published_on()).value();
        sealed.revision = number;
        digest.add(sealed);
        figures.push_back(std::move(figure));
    }
    std::sort(figures.begin(), figures.end(), comes_before);
    imported.set_added(static_cast<std::int64_t>(values.size()));
    imported.set_observations_digest(digest.take());
    append(name, std::move(event), {}, 100 + number);
}

void Log::evaluate(std::string_view period_end, int request) {
    now_ += std::chrono::hours{24};
    const auto name = fmt::format("evaluations/{}-{}", period_end, request);
    const auto ruleset = world_.find_ruleset("");
    if (!ruleset) {
        throw std::runtime_error{"the sample's ruleset has errors"};
    }
    v1::Event event;
    auto& run = *event.mutable_evaluation_run();
    run.set_name(name);
    run.set_period_end(std::string{period_end});
    run.set_ruleset(ruleset->name());
    run.set_known_at_us(base::to_micros(now_));
    run.set_evidence_position(static_cast<std::int64_t>(rows.size()));
    Figures known;
    Report report;
    for (const auto& figure : figures) {
        known.add(figure, world_, report);
    }
    const auto day = base::parse_date(period_end).value();
    auto evaluation = evidence::evaluate(
        *ruleset, must(known.panels_for(run, *ruleset, world_)), day, {true, {}, false}
    );
    auto recording = record::record_findings(
        {name, day, std::move(evaluation.findings), secretariat()},
        *ruleset,
        world_,
        {now_, static_cast<std::int64_t>(rows.size())}
    );
    for (auto& written : recording.events) {
        append(written.stream, std::move(written.event), written.cause, request);
    }
    append(name, std::move(event), {}, request);
}

void Log::decide(int request) {
    now_ += std::chrono::hours{24};
    const auto& state = *world_.find_case(case_name);
    const auto ruleset = world_.find_ruleset("");
    v1::RecordDecisionRequest command;
    command.set_name(state.name());
    command.set_etag(state.etag());
    command.set_outcome(v1::DECISION_OUTCOME_MOVE);
    command.set_to_stage("watched");
    command.mutable_decider()->set_person("anne@hmic.example");
    command.mutable_decider()->set_capacity("chief");
    command.set_reasons("Robberies doubled");
    command.add_evidence("p1");
    auto& settled = *command.add_settlements();
    settled.set_proposal("p1");
    settled.set_accepted(true);
    auto events = must(casework::decide(
        state,
        command,
        casework::Context{
            *ruleset,
            secretariat(),
            now_,
            record::surroundings_of(world_, state.body(), state.name())}
    ));
    for (auto& event : events) {
        append(std::string{case_name}, std::move(event), {}, request);
    }
}

void Log::add_document(int request) {
    now_ += std::chrono::hours{24};
    v1::Event event;
    auto& document = *event.mutable_document_added()->mutable_document();
    document.set_kind("letter");
    document.set_title("Letter");
    auto& part = *document.add_parts();
    part.set_id("1");
    part.set_marking(v1::MARKING_PROTECT);
    part.set_digest(bytes_of(ledger::payload_digest("Dear Chief Constable", {})));
    append("documents/letter", std::move(event), {}, request);
}

std::vector<v1::BundlePart> Log::parts(const ledger::SignerKey& key) const {
    std::vector<v1::BundleEvent> events;
    std::vector<ledger::Hash> leaves;
    Streams streams;
    for (const auto& row : rows) {
        auto& event = events.emplace_back();
        event.set_salt("0123456789abcdef");
        event.set_payload(base::serialise(row.event));
        *event.mutable_envelope() = row.envelope;
        event.mutable_envelope()->set_digest(
            bytes_of(ledger::payload_digest(event.salt(), event.payload()))
        );
        leaves.push_back(ledger::leaf_of(event.envelope()));
        streams.insert(row.envelope.stream());
    }
    const auto size = static_cast<std::int64_t>(leaves.size());
    const auto subtree = [&](std::int64_t from, std::int64_t to) {
        return root_of(leaves, from, to);
    };
    std::vector<v1::BundlePart> parts(2);
    auto& head = *parts[0].mutable_head();
    head.set_name(std::string{case_name});
    head.set_known_at_us(rows.back().envelope.recorded_at_us());
    head.set_checkpoint(ledger::make_checkpoint(size, root_of(leaves, 0, size), key).encode());
    head.set_verifier_key(key.verifier.text());
    head.set_program("test");
    *head.mutable_streams() = {streams.begin(), streams.end()};
    parts[1].set_schema(schema());
    for (auto& event : events) {
        for (const auto& hash :
             ledger::inclusion_proof(event.envelope().position(), size, subtree)) {
            event.add_proof(bytes_of(hash));
        }
        *parts.emplace_back().mutable_event() = std::move(event);
    }
    auto& observations = *parts.emplace_back().mutable_figures()->mutable_observations();
    observations = {figures.begin(), figures.end()};
    auto& document = *parts.emplace_back().mutable_document();
    document.set_document("documents/letter");
    document.set_content("Dear Chief Constable");
    document.set_digest(bytes_of(ledger::payload_digest(document.content(), {})));
    document.set_marking(v1::MARKING_PROTECT);
    return parts;
}

std::string Log::file(const ledger::SignerKey& key) const {
    return file_of(parts(key));
}

std::size_t Log::position_of(std::string_view type) const {
    return static_cast<std::size_t>(
        std::find_if(
            rows.begin(), rows.end(), [&](const auto& row) { return row.envelope.type() == type; }
        ) -
        rows.begin()
    );
}

std::string file_of(const std::vector<v1::BundlePart>& parts) {
    Writer writer;
    for (const auto& part : parts) {
        if (const auto added = writer.add(part); !added) {
            throw std::runtime_error{added.error().message};
        }
    }
    return must(writer.finish());
}

std::string told(const Report& report) {
    std::string text;
    for (const auto& finding : report.findings) {
        text +=
            fmt::format("{} {}: {}\n", finding.position.value_or(-1), finding.where, finding.what);
    }
    return text;
}

bool finds(const Report& report, const std::vector<std::string_view>& words) {
    return std::any_of(report.findings.begin(), report.findings.end(), [&](const auto& finding) {
        const auto text =
            fmt::format("{} {}: {}", finding.position.value_or(-1), finding.where, finding.what);
        return std::all_of(words.begin(), words.end(), [&](auto word) {
            return text.find(word) != std::string::npos;
        });
    });
}

}  // namespace ladder::bundle::sample
