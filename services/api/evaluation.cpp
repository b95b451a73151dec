#include "services/api/evaluation.hpp"

#include <algorithm>
#include <chrono>
#include <memory>

#include <fmt/format.h>

#include "engine/access/rights.hpp"
#include "engine/base/hex.hpp"
#include "engine/base/sha256.hpp"
#include "engine/definition/compartments.hpp"
#include "engine/evidence/evaluate.hpp"
#include "engine/record/proposals.hpp"
#include "services/api/case_names.hpp"
#include "services/api/figures.hpp"
#include "services/api/paging.hpp"
#include "services/api/permission.hpp"
#include "services/api/problems.hpp"

namespace ladder::api {

namespace {

using MessagePointer = std::unique_ptr<google::protobuf::Message>;

// What was evaluated, kept until the work is committed.
struct Run {
    v1::EvaluateRequest request;
    std::shared_ptr<const definition::Ruleset> ruleset;
    record::EvaluationRecord record;
    evidence::Evaluation evaluation;  // its findings moved into `record`
    std::int64_t evidence_position = 0;
    std::int64_t engine_us = 0;
    db::KnownAt known_at;
};

std::string evaluation_name(const v1::EvaluateRequest& request) {
    return fmt::format(
        "evaluations/{}-{}",
        request.period_end(),
        base::hex(base::sha256(request.request_id())).substr(0, 12)
    );
}

base::Result<void> check_request(const View& app, const v1::EvaluateRequest& request) {
    Problems problems;
    problems.check_date("periodEnd", request.period_end(), true);
    if (!request.body().empty()) {
        problems.check_name("body", request.body(), "bodies");
    }
    if (!problems.empty()) {
        return problems.error();
    }
    if (!request.body().empty()) {
        if (const auto body = app.bodies.get(request.body(), {}); !body) {
            return body.error();
        }
    }
    return {};
}

base::Result<std::shared_ptr<const definition::Ruleset>> ruleset_in_force(const View& app) {
    auto ruleset = app.rulesets.indexed("");
    if (!ruleset && ruleset.error().code == base::Code::not_found) {
        return no_ruleset_published();
    }
    return ruleset;
}

bool is_seen(
    const v1::TriggerDefinition& trigger,
    const definition::Ruleset& ruleset,
    const access::Rights& rights
) {
    access::Label label;
    label.compartments = definition::compartments_of(ruleset, trigger.subject());
    for (const auto& indicator : trigger.indicators()) {
        const auto more = definition::compartments_of_indicator(ruleset, indicator);
        label.compartments.insert(label.compartments.end(), more.begin(), more.end());
    }
    return access::is_cleared(rights, label);
}

// The rules as far as the caller sees what they speak of: nobody learns from findings, or from
// their number, what is in a compartment they were not let into.
std::shared_ptr<const definition::Ruleset> as_seen(
    const std::shared_ptr<const definition::Ruleset>& ruleset, const db::Reader& reader
) {
    if (reader.sees_everything()) {
        return ruleset;
    }
    const auto& triggers = ruleset->definition().triggers();
    const auto seen = [&](const auto& trigger) {
        return is_seen(trigger, *ruleset, *reader.rights());
    };
    if (std::all_of(triggers.begin(), triggers.end(), seen)) {
        return ruleset;
    }
    auto definition = ruleset->definition();
    definition.clear_triggers();
    for (const auto& trigger : triggers) {
        if (seen(trigger)) {
            *definition.add_triggers() = trigger;
        }
    }
    return std::make_shared<const definition::Ruleset>(ruleset->name(), std::move(definition));
}

// Everything up to the writer: reads, judges and names.
base::Result<std::shared_ptr<Run>> prepare(
    const View& app, const v1::Actor& actor, const v1::EvaluateRequest& request
) {
    if (const auto sound = check_request(app, request); !sound) {
        return sound.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto ruleset = ruleset_in_force(app);
    if (!ruleset) {
        return ruleset.error();
    }
    *ruleset = as_seen(*ruleset, app.reader);
    if (const auto may = require_permission(
            ruleset->get(), actor, v1::PERMISSION_EVALUATE, BeforeFirstRuleset::refused
        );
        !may) {
        return may.error();
    }
    const auto panels = read_panels(app, **ruleset, *known_at);
    if (!panels) {
        return panels.error();
    }
    const auto period_end = base::parse_date(request.period_end()).value();
    if (const auto some = require_figures(*panels, period_end, "periodEnd"); !some) {
        return some.error();
    }
    auto run = std::make_shared<Run>();
    const auto begun = std::chrono::steady_clock::now();
    run->evaluation = evidence::evaluate(
        **ruleset, *panels, period_end, {true, request.body(), request.include_quiet()}
    );
    run->engine_us = std::chrono::duration_cast<std::chrono::microseconds>(
                         std::chrono::steady_clock::now() - begun
    )
                         .count();
    run->request = request;
    run->ruleset = *ruleset;
    run->record = {
        evaluation_name(request), period_end, std::move(run->evaluation.findings), actor};
    run->evidence_position = panels->evidence_position;
    run->known_at = *known_at;
    return run;
}

v1::Event run_event(const Run& run, const record::Recording& recording, const db::Stamp& stamp) {
    v1::Event event;
    auto& told = *event.mutable_evaluation_run();
    told.set_name(run.record.name);
    told.set_period_end(run.request.period_end());
    told.set_ruleset(run.ruleset->name());
    told.set_known_at_us(base::to_micros(run.known_at.at.value_or(stamp.recorded_at)));
    told.set_known_at_mode(
        run.known_at.strict ? v1::KNOWN_AT_MODE_STRICT : v1::KNOWN_AT_MODE_AS_KNOWN
    );
    told.set_unknown(run.evaluation.unknown);
    told.set_evidence_position(run.evidence_position);
    for (const auto& finding : recording.findings) {
        switch (finding.outcome()) {
            case v1::EPISODE_OUTCOME_RAISED:
                told.set_raised(told.raised() + 1);
                break;
            case v1::EPISODE_OUTCOME_HELD:
                told.set_held(told.held() + 1);
                break;
            case v1::EPISODE_OUTCOME_CLEARED:
                told.set_cleared(told.cleared() + 1);
                break;
            default:
                break;
        }
    }
    return event;
}

int count_quiet(const record::Recording& recording) {
    const auto& findings = recording.findings;
    return static_cast<int>(std::count_if(
        findings.begin(),
        findings.end(),
        [](const v1::Finding& finding) { return finding.outcome() == v1::EPISODE_OUTCOME_QUIET; }
    ));
}

bool is_shown(const v1::Finding& finding, const v1::EvaluateRequest& request) {
    return request.include_quiet() || (finding.outcome() != v1::EPISODE_OUTCOME_QUIET &&
                                       finding.outcome() != v1::EPISODE_OUTCOME_UNKNOWN);
}

MessagePointer answer(const Run& run, const record::Recording& recording, db::Aggregates& now) {
    auto response = std::make_unique<v1::EvaluateResponse>();
    if (!run.request.validate_only()) {
        response->set_evaluation(run.record.name);
    }
    response->set_ruleset(run.ruleset->name());
    response->set_looked_at(run.evaluation.looked_at);
    response->set_quiet(count_quiet(recording));
    response->set_unknown(run.evaluation.unknown);
    response->set_engine_us(run.engine_us);
    for (const auto& finding : recording.findings) {
        if (!is_shown(finding, run.request)) {
            continue;
        }
        auto& shown = *response->add_findings();
        shown = finding;
        const auto held =
            recording.cases.find({finding.body(), record::subject_of(*run.ruleset, finding)});
        if (held != recording.cases.end()) {
            if (const auto* state = now.find_case(held->second)) {
                record::point_to_proposal(shown, *state, run.record.period_end);
            }
        }
    }
    return response;
}

base::Result<db::Ruling> decide_run(
    const std::shared_ptr<const Run>& run, db::Aggregates& aggregates, const db::Stamp& stamp
) {
    const auto newest = aggregates.find_ruleset("");
    if (!newest || newest->name() != run->ruleset->name()) {
        return base::Error{
            base::Code::aborted,
            "another ruleset was published while the rules ran; run them again",
            {}};
    }
    auto recording = std::make_shared<record::Recording>(
        record::record_findings(run->record, *run->ruleset, aggregates, stamp)
    );
    db::Ruling ruling;
    ruling.events = std::move(recording->events);
    ruling.events.push_back({run->record.name, run_event(*run, *recording, stamp), {}});
    ruling.respond = [run, recording](db::Aggregates& now) {
        return answer(*run, *recording, now);
    };
    return ruling;
}

}  // namespace

void evaluate(
    const View& app, const v1::Actor& actor, const v1::EvaluateRequest& request, const Done& done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    const auto run = prepare(app, actor, request);
    if (!run) {
        return done(run.error());
    }
    auto work = work_for("EvaluationService/Evaluate", actor, request, done);
    work.decide = [run = std::shared_ptr<const Run>{*run}](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) { return decide_run(run, aggregates, stamp); };
    app.writer.submit(std::move(work));
}

base::Result<v1::JudgeResponse> judge(const View& app, const v1::JudgeRequest& request) {
    Problems problems;
    problems.check_date("periodEnd", request.period_end(), true);
    problems.check_name("body", request.body(), "bodies");
    if (request.condition().indicator().empty()) {
        problems.add("condition.indicator", "give an indicator's id");
    }
    if (!problems.empty()) {
        return problems.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    const auto ruleset = ruleset_in_force(app);
    if (!ruleset) {
        return ruleset.error();
    }
    const auto panels = read_panels(app, **ruleset, *known_at);
    if (!panels) {
        return panels.error();
    }
    auto explained = evidence::judge(
        **ruleset,
        *panels,
        request.body(),
        base::parse_date(request.period_end()).value(),
        request.condition()
    );
    if (!explained) {
        return explained.error();
    }
    v1::JudgeResponse response;
    *response.mutable_explanation() = std::move(*explained);
    return response;
}

}  // namespace ladder::api
