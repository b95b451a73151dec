// Compares to the byte: what an act comes to now, and what was recorded of it.
#include "engine/bundle/reperform.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <google/protobuf/util/message_differencer.h>

#include "engine/base/serialise.hpp"
#include "engine/bundle/cause.hpp"
#include "engine/command/describe.hpp"

namespace ladder::bundle {

namespace {

constexpr std::size_t difference_chars_max = 400;

// Where two events differ: the first difference, in the words of the protocol.
std::string difference(const v1::Event& recorded, const v1::Event& again) {
    std::string told;
    google::protobuf::util::MessageDifferencer differencer;
    differencer.ReportDifferencesToString(&told);
    (void)differencer.Compare(recorded, again);
    auto line = told.substr(0, told.find('\n'));
    if (line.size() > difference_chars_max) {
        line = line.substr(0, difference_chars_max) + "...";
    }
    return line;
}

std::string refusal(const base::Error& error) {
    auto text = error.message;
    for (const auto& detail : error.details) {
        if (const auto* gate = std::get_if<v1::UnmetGate>(&detail)) {
            text += fmt::format("; {}: {}", gate->gate(), gate->explanation());
        } else if (const auto* field = std::get_if<v1::FieldViolation>(&detail)) {
            text += fmt::format("; {}: {}", field->field(), field->description());
        }
    }
    return text.substr(0, difference_chars_max);
}

// Whether the event is one of those that an evaluation writes into a case.
bool is_of_evaluation(const Happened& happened) {
    return happened.envelope.cause().starts_with("evaluations/");
}

}  // namespace

std::string event_words(const Happened& happened) {
    return happened.envelope.type() + trigger_words(happened.event);
}

std::string trigger_words(const v1::Event& event) {
    if (event.has_trigger_raised()) {
        return fmt::format(
            " ({}, {})", event.trigger_raised().trigger(), event.trigger_raised().indicator()
        );
    }
    return event.has_trigger_cleared() ? fmt::format(" ({})", event.trigger_cleared().id()) : "";
}

bool of_one_act(const v1::JournalEnvelope& a, const v1::JournalEnvelope& b) {
    return a.request_id() == b.request_id() && a.recorded_at_us() == b.recorded_at_us() &&
           a.actor().person() == b.actor().person() && a.actor().capacity() == b.actor().capacity();
}

void Reperformer::perform(const Act& act) {
    const auto evaluated = std::find_if(act.begin(), act.end(), [&](const auto& happened) {
        return acting_.contains(happened.envelope.stream()) && is_of_evaluation(happened);
    });
    if (evaluated != act.end()) {
        perform_evaluation(act, evaluated->envelope.cause());
    } else {
        perform_commands(act);
    }
}

void Reperformer::apply(const Happened& happened) {
    before_.apply(happened.envelope.stream(), happened.event, happened.recorded);
}

void Reperformer::compare(const Happened& happened, const v1::Event& again) {
    if (happened.payload == base::serialise(again)) {
        ++report_.reperformed[happened.envelope.type()];
        report_.gates += gates_of(again);
        return;
    }
    report_.find(
        happened.recorded.position,
        happened.envelope.stream(),
        fmt::format(
            "{}: performed again it comes to something else: {}",
            event_words(happened),
            difference(happened.event, again)
        )
    );
}

void Reperformer::perform_commands(const Act& act) {
    for (std::size_t i = 0; i < act.size();) {
        const auto& happened = act[i];
        std::size_t done = 1;
        if (acting_.contains(happened.envelope.stream())) {
            if (happened.payload.empty()) {
                not_performed("its content was destroyed");
            } else {
                done = perform_command(act, i);
            }
            if (done == 0) {
                tell_unperformed(happened);
                done = 1;
            }
        }
        for (const auto end = i + done; i < end; ++i) {
            apply(act[i]);
        }
    }
}

// Records that ask no gate are what people said; what only an evaluation may write is not.
void Reperformer::tell_unperformed(const Happened& happened) {
    const auto& event = happened.event;
    if (event.has_trigger_raised() || event.has_trigger_cleared() || event.has_case_evaluated()) {
        report_.find(
            happened.recorded.position,
            happened.envelope.stream(),
            event_words(happened) + ": its envelope names no evaluation that wrote it"
        );
    } else {
        not_performed(happened.envelope.type() + ": a record that asks no gate");
    }
}

// How many events it accounts for; 0: it is of a kind that is not performed again.
std::size_t Reperformer::perform_command(const Act& act, std::size_t first) {
    const auto& happened = act[first];
    const auto again = decide_again(happened, before_);
    if (!again) {
        return 0;
    }
    if (!*again) {
        report_.find(
            happened.recorded.position,
            happened.envelope.stream(),
            fmt::format(
                "{}: decided again it is refused: {}",
                happened.envelope.type(),
                refusal(again->error())
            )
        );
        return 1;
    }
    if (happened.event.has_procedure_started() && !happened.envelope.cause().empty()) {
        if (auto fault = start_fault(happened, act, before_); !fault.empty()) {
            report_.find(
                happened.recorded.position,
                happened.envelope.stream(),
                happened.envelope.type() + ": " + fault
            );
        }
    }
    // What follows in the same stream belongs to it: deadlines set and met, tasks opened.
    std::size_t done = 0;
    for (const auto& event : **again) {
        const auto at = first + done;
        if (at >= act.size() || act[at].envelope.stream() != happened.envelope.stream()) {
            report_.find(
                happened.recorded.position,
                happened.envelope.stream(),
                fmt::format(
                    "{}: performed again it has {} follow, which is not there",
                    happened.envelope.type(),
                    command::type_of(event)
                )
            );
            break;
        }
        if (act[at].payload.empty()) {
            not_performed("its content was destroyed");
        } else {
            compare(act[at], event);
        }
        ++done;
    }
    return std::max<std::size_t>(done, 1);
}

}  // namespace ladder::bundle
