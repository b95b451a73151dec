// Runs of the rules, run again on the figures as they were known, and what they wrote into cases.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/base/serialise.hpp"
#include "engine/bundle/reperform.hpp"
#include "engine/command/describe.hpp"
#include "engine/evidence/evaluate.hpp"
#include "engine/record/proposals.hpp"

namespace ladder::bundle {

namespace {

using EventsOfStreams = std::map<std::string, std::vector<v1::Event>>;
using Recorded = std::map<std::string, std::vector<const Happened*>>;

// All that a run reads.
struct Inputs {
    const v1::EvaluationRun& run;
    std::shared_ptr<const definition::Ruleset> ruleset;
    evidence::Panels panels;
    base::Date period_end;
};

base::Result<Inputs> inputs_of(
    const std::string& evaluation, const Figures& figures, World& before, World& last
) {
    const auto cant = [](std::string why) {
        return base::Error{base::Code::failed_precondition, std::move(why), {}};
    };
    const auto* run = last.find_as<v1::EvaluationRun>(evaluation);
    if (run == nullptr) {
        return cant("what it ran on is not in the bundle");
    }
    auto ruleset = before.find_ruleset(run->ruleset());
    if (!ruleset) {
        return cant(fmt::format(
            "{} is not in the bundle, or this program finds errors in it", run->ruleset()
        ));
    }
    const auto period_end = base::parse_date(run->period_end());
    if (!period_end) {
        return cant("it has no sound period end");
    }
    auto panels = figures.panels_for(*run, *ruleset, before);
    if (!panels) {
        return panels.error();
    }
    return Inputs{*run, std::move(ruleset), std::move(*panels), *period_end};
}

// The bodies of the cases that the run wrote into.
Streams bodies_of(const Recorded& recorded, World& before) {
    Streams bodies;
    for (const auto& [stream, events] : recorded) {
        const auto* standing = before.find_case(stream);
        const auto& body =
            standing != nullptr ? standing->body() : events.front()->event.case_opened().body();
        if (!body.empty()) {
            bodies.insert(body);
        }
    }
    return bodies;
}

EventsOfStreams run_again(
    const Inputs& inputs,
    const Happened& first,
    const Streams& bodies,
    bool explain_quiet,
    World& before
) {
    EventsOfStreams streams;
    for (const auto& body : bodies) {
        auto evaluation = evidence::evaluate(
            *inputs.ruleset, inputs.panels, inputs.period_end, {true, body, explain_quiet}
        );
        auto recording = record::record_findings(
            {inputs.run.name(),
             inputs.period_end,
             std::move(evaluation.findings),
             first.envelope.actor()},
            *inputs.ruleset,
            before,
            {first.recorded.recorded_at, first.recorded.position}
        );
        for (auto& event : recording.events) {
            streams[event.stream].push_back(std::move(event.event));
        }
    }
    return streams;
}

bool same_bytes(const Recorded& recorded, EventsOfStreams& again) {
    return std::all_of(recorded.begin(), recorded.end(), [&](const auto& stream) {
        const auto& events = again[stream.first];
        return std::equal(
            stream.second.begin(),
            stream.second.end(),
            events.begin(),
            events.end(),
            [](const Happened* one, const v1::Event& other) {
                return one->payload == base::serialise(other);
            }
        );
    });
}

}  // namespace

void Reperformer::perform_evaluation(const Act& act, const std::string& evaluation) {
    Recorded recorded;
    for (const auto& happened : act) {
        if (acting_.contains(happened.envelope.stream())) {
            recorded[happened.envelope.stream()].push_back(&happened);
        }
    }
    const auto inputs = inputs_of(evaluation, figures_, before_, last_);
    if (!inputs) {
        for (const auto& [stream, events] : recorded) {
            report_.find(
                events.front()->recorded.position,
                stream,
                fmt::format("{} can't be run again: {}", evaluation, inputs.error().message)
            );
        }
    } else {
        const auto bodies = bodies_of(recorded, before_);
        auto again = run_again(*inputs, act.front(), bodies, false, before_);
        if (!same_bytes(recorded, again)) {
            // Its caller may have asked for reasons of what is quiet too; its event doesn't tell.
            auto with_quiet = run_again(*inputs, act.front(), bodies, true, before_);
            if (same_bytes(recorded, with_quiet)) {
                again = std::move(with_quiet);
            }
        }
        ++report_.evaluations;
        for (const auto& [stream, events] : recorded) {
            again.try_emplace(stream);
        }
        for (const auto& [stream, events] : again) {
            if (acting_.contains(stream)) {
                compare_all(stream, recorded[stream], events, evaluation);
            }
        }
    }
    for (const auto& happened : act) {
        apply(happened);
    }
}

void Reperformer::compare_all(
    const std::string& stream,
    const std::vector<const Happened*>& recorded,
    const std::vector<v1::Event>& again,
    const std::string& evaluation
) {
    for (std::size_t i = 0; i < std::max(recorded.size(), again.size()); ++i) {
        if (i >= again.size()) {
            report_.find(
                recorded[i]->recorded.position,
                stream,
                fmt::format(
                    "{}: {} run again does not come to it", event_words(*recorded[i]), evaluation
                )
            );
        } else if (i >= recorded.size()) {
            report_.find(
                std::nullopt,
                stream,
                fmt::format(
                    "{} run again comes to {}{}, which is not there",
                    evaluation,
                    command::type_of(again[i]),
                    trigger_words(again[i])
                )
            );
        } else if (recorded[i]->payload.empty()) {
            not_performed("its content was destroyed");
        } else {
            compare(*recorded[i], again[i]);
        }
    }
}

}  // namespace ladder::bundle
