#include "services/scenario/runner.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ladder/v1/case_service.pb.h"
#include "services/scenario/match.hpp"
#include "services/scenario/message_text.hpp"
#include "services/scenario/storyline.hpp"

namespace ladder::scenario {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using MadeMessage = std::unique_ptr<Message>;

// A list of a message, counted.
int size_of(const Message& message, const std::string& list) {
    const auto* field = message.GetDescriptor()->FindFieldByName(list);
    return message.GetReflection()->FieldSize(message, field);
}

const Message& resource_in(const Message& response) {
    return response.GetReflection()->GetMessage(response, response.GetDescriptor()->field(0));
}

class Telling {
public:
    Telling(const Scenario& scenario, const v1::RulesetDefinition& definition, Ground& ground)
        : scenario_{scenario}, definition_{definition}, ground_{ground} {}

    std::vector<Failure> tell() {
        if (!register_bodies()) {
            return std::move(failures_);
        }
        for (const auto& step : scenario_.steps) {
            if (!take(step)) {
                break;
            }
        }
        return std::move(failures_);
    }

private:
    void fail(int line, std::string text) {
        failures_.push_back({scenario_.file, line, scenario_.name, std::move(text)});
    }

    bool register_bodies() {
        if (scenario_.bodies.empty()) {
            return true;
        }
        v1::RegisterBodiesRequest request;
        for (const auto& body : scenario_.bodies) {
            *request.add_bodies() = body;
        }
        request.set_request_id("bodies");
        const auto registered = ground_.call(
            *find_rpc("register_bodies"), who_may(definition_, v1::PERMISSION_REGISTER), request
        );
        if (!registered) {
            fail(scenario_.line, "the bodies can't be registered: " + in_words(registered.error()));
        }
        return registered.has_value();
    }

    // False if the story can't go on.
    bool take(const Step& step) {
        on_ = step.on.value_or(on_);
        const auto recorded_on = step.advance.value_or(step.recorded_on.value_or(on_));
        if (on_ == base::Date{} && !step.advance) {
            fail(step.line, "no day is given; write `on`");
            return false;
        }
        if (recorded_on < today_) {
            fail(
                step.line,
                fmt::format(
                    "{} is before {}, the day of an earlier step; use recorded_on",
                    base::to_string(recorded_on),
                    base::to_string(today_)
                )
            );
            return false;
        }
        move_clock(recorded_on);
        actor_ = step.as.value_or(actor_);
        if (step.advance) {
            on_ = *step.advance;
            if (const auto fired = ground_.run_due_deadlines(); !fired) {
                fail(step.line, "the deadlines can't be run: " + in_words(fired.error()));
                return false;
            }
        }
        if (step.rpc != nullptr && !command(step)) {
            return false;
        }
        for (const auto& expectation : step.expect) {
            check(expectation);
        }
        return true;
    }

    // Noon of the day, and a second more with every step of it.
    void move_clock(base::Date day) {
        seconds_ = day == today_ ? seconds_ + 1 : 0;
        today_ = day;
        ground_.set_clock(
            base::Instant{day} + std::chrono::hours{12} + std::chrono::seconds{seconds_}
        );
    }

    bool filled(int line, Message& request) {
        const auto unknown = story_.fill_names(request);
        if (!unknown.empty()) {
            fail(line, fmt::format("no step before made {}", fmt::join(unknown, ", ")));
        }
        return unknown.empty();
    }

    bool command(const Step& step) {
        const MadeMessage request{step.request->New()};
        request->CopyFrom(*step.request);
        if (!filled(step.line, *request)) {
            return false;
        }
        story_.fill_resource(*step.rpc, *request);
        if (step.recorded_on) {
            set_if_empty(*request, "effective_on", base::to_string(on_));
            set_if_empty(*request, "known_on", base::to_string(on_));
        }
        set_if_empty(*request, "request_id", fmt::format("step-{}", ++requests_));
        fill_version(*request);
        const auto answer = ground_.call(*step.rpc, actor_, *request);
        if (step.refused) {
            if (answer) {
                fail(step.line, fmt::format("{}: expected a refusal, it was done", step.rpc->word));
                return false;
            }
            report(step.refused->line, step.rpc->word, differences(*step.refused, answer.error()));
            return true;
        }
        if (!answer) {
            fail(
                step.line, fmt::format("{}: refused: {}", step.rpc->word, in_words(answer.error()))
            );
            return false;
        }
        story_.take(*step.rpc, *request, **answer, step.call);
        if (step.gives) {
            compare(step.line, step.rpc->word, *step.gives, **answer);
        }
        return true;
    }

    void report(int line, const std::string& what, const std::vector<std::string>& lines) {
        if (!lines.empty()) {
            fail(line, fmt::format("{}:\n    {}", what, fmt::join(lines, "\n    ")));
        }
    }

    void compare(int line, const std::string& what, const Pattern& pattern, const Message& actual) {
        const MadeMessage wanted{pattern.wanted->New()};
        wanted->CopyFrom(*pattern.wanted);
        if (filled(line, *wanted)) {
            report(line, what, differences(pattern.written, *wanted, actual));
        }
    }

    // The etag of what the request is about, and a task's version, as they are now.
    void fill_version(Message& request) {
        const auto* type = request.GetDescriptor();
        auto name = text_of(request, "name");
        name = name.empty() ? text_of(request, "parent") : name;
        if (type->FindFieldByName("etag") != nullptr && text_of(request, "etag").empty()) {
            set_if_empty(request, "etag", etag_of(name));
        }
        for (int i = 0; i < type->field_count(); ++i) {
            const auto& field = *type->field(i);
            if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field.is_repeated() &&
                field.message_type()->FindFieldByName("etag") != nullptr &&
                request.GetReflection()->HasField(request, &field)) {
                auto& part = *request.GetReflection()->MutableMessage(&request, &field);
                set_if_empty(part, "etag", etag_of(text_of(part, "name")));
            }
        }
        const auto* version = type->FindFieldByName("version");
        if (version != nullptr && request.GetReflection()->GetInt64(request, version) == 0) {
            request.GetReflection()->SetInt64(&request, version, task_version(name));
        }
    }

    MadeMessage get(const std::string& name) {
        const auto* getter = getter_of(collection_of(name));
        if (getter == nullptr) {
            return nullptr;
        }
        const auto request = new_message(*getter->request);
        set_if_empty(*request, "name", std::string{resource_of(name)});
        auto answer = ground_.call(*getter, actor_, *request);
        return answer ? std::move(*answer) : nullptr;
    }

    std::string etag_of(const std::string& name) {
        const auto response = get(name);
        return response == nullptr ? story_.seen_etag(name)
                                   : text_of(resource_in(*response), "etag");
    }

    std::int64_t task_version(const std::string& name) {
        const auto response = get(name);
        if (response == nullptr) {
            return 0;
        }
        const auto& whole = resource_in(*response);
        const auto* tasks = whole.GetDescriptor()->FindFieldByName("tasks");
        if (tasks == nullptr) {
            return 0;
        }
        const auto& access = *whole.GetReflection();
        for (int i = 0; i < access.FieldSize(whole, tasks); ++i) {
            const auto& task =
                static_cast<const v1::Task&>(access.GetRepeatedMessage(whole, tasks, i));
            if (name.ends_with("/" + task.id())) {
                return task.version();
            }
        }
        return 0;
    }

    void check(const Expectation& expectation) {
        const MadeMessage request{expectation.request->New()};
        request->CopyFrom(*expectation.request);
        if (!filled(expectation.line, *request)) {
            return;
        }
        if (!expectation.of_resource) {
            story_.fill_resource(*expectation.rpc, *request);
        }
        set_known_at(expectation, *request);
        const auto what =
            text_of(*request, "name").empty() ? expectation.rpc->word : text_of(*request, "name");
        const auto answer = ground_.call(*expectation.rpc, actor_, *request);
        if (expectation.refused) {
            report(
                expectation.line,
                what,
                answer ? std::vector<std::string>{"expected a refusal, it was answered"}
                       : differences(*expectation.refused, answer.error())
            );
            return;
        }
        if (!answer) {
            fail(expectation.line, fmt::format("{}: {}", what, in_words(answer.error())));
            return;
        }
        const auto& actual = expectation.of_resource ? resource_in(**answer) : **answer;
        if (expectation.has) {
            compare(expectation.line, what, *expectation.has, actual);
        }
        for (const auto& [list, count] : expectation.counts) {
            if (const int found = size_of(actual, list); found != count) {
                fail(
                    expectation.line,
                    fmt::format("{}: {}: expected {}, got {}", what, list, count, found)
                );
            }
        }
    }

    static void set_known_at(const Expectation& expectation, Message& request) {
        const auto* type = request.GetDescriptor();
        const auto* at = type->FindFieldByName("known_at");
        const auto* mode = type->FindFieldByName("known_at_mode");
        if (at == nullptr || mode == nullptr) {
            return;
        }
        const auto& access = *request.GetReflection();
        if (expectation.known_at) {
            access.MutableMessage(&request, at)
                ->CopyFrom(base::to_timestamp(base::end_of(*expectation.known_at)));
        }
        if (expectation.strict) {
            access.SetEnumValue(&request, mode, v1::KNOWN_AT_MODE_STRICT);
        }
    }

    const Scenario& scenario_;
    const v1::RulesetDefinition& definition_;
    Ground& ground_;
    Storyline story_;
    base::Date on_{};
    base::Date today_{};
    int seconds_ = 0;
    int requests_ = 0;
    v1::Actor actor_;
    std::vector<Failure> failures_;
};

}  // namespace

std::string to_string(const Failure& failure) {
    return fmt::format("{}:{}: {}: {}", failure.file, failure.line, failure.scenario, failure.text);
}

std::vector<Failure> run(
    const Scenario& scenario, const v1::RulesetDefinition& definition, Ground& ground
) {
    return Telling{scenario, definition, ground}.tell();
}

}  // namespace ladder::scenario
