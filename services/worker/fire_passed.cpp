#include "services/worker/fire_passed.hpp"

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "db/listing.hpp"
#include "engine/diary/fire.hpp"
#include "services/api/diaries.hpp"
#include "services/api/submit.hpp"

namespace ladder::worker {

namespace {

using Answer = base::Result<std::string>;

v1::Actor worker_itself() {
    v1::Actor actor;
    actor.set_person("ladder");
    actor.set_capacity("worker");
    return actor;
}

// What has passed as far as the read model tells.
base::Result<std::vector<v1::Deadline>> passed_by(api::Application& app, base::Date today) {
    const db::Listing listing{
        "passed",
        db::Model::deadlines,
        "",
        {{"openness", "open"}},
        {"due_on"},
        {{"due_on", base::to_string(today - std::chrono::days{1})}}};
    const auto contents = db::read_all(app.database, db::Reader::everything(), listing, {});
    if (!contents) {
        return contents.error();
    }
    std::vector<v1::Deadline> passed;
    for (const auto& content : *contents) {
        v1::Deadline deadline;
        if (!deadline.ParseFromString(content)) {
            return base::Error{base::Code::data_loss, "a deadline of the list can't be read", {}};
        }
        if (diary::has_passed(deadline, today)) {
            passed.push_back(std::move(deadline));
        }
    }
    return passed;
}

base::Error nothing_to_fire(const v1::Deadline& deadline) {
    // An error and no empty answer: an answer would be kept for the request id for ever.
    return {
        base::Code::failed_precondition,
        fmt::format(
            "{}/deadlines/{} no longer stands passed and unfired", deadline.parent(), deadline.id()
        ),
        {}};
}

base::Result<db::Ruling> rule(
    const v1::Deadline& seen, db::Aggregates& aggregates, const db::Stamp& stamp
) {
    return api::with_diary<db::Ruling>(
        aggregates.find(seen.parent()),
        seen.parent(),
        [&](const auto& state) -> base::Result<db::Ruling> {
            const auto ruleset = aggregates.find_ruleset(state.ruleset());
            if (!ruleset) {
                return nothing_to_fire(seen);
            }
            auto events = diary::fire(
                diary::diary_of(state),
                seen.id(),
                seen.due_on(),
                base::day_of(stamp.recorded_at),
                *ruleset
            );
            if (events.empty()) {
                return nothing_to_fire(seen);
            }
            db::Ruling ruling;
            for (auto& event : events) {
                ruling.events.push_back(
                    {seen.parent(),
                     std::move(event),
                     fmt::format("{}/deadlines/{}", seen.parent(), seen.id())}
                );
            }
            ruling.respond = [](db::Aggregates&) { return nullptr; };
            return ruling;
        }
    );
}

std::future<Answer> submit(api::Application& app, const v1::Deadline& deadline) {
    v1::DeadlineFired asked;
    asked.set_id(deadline.id());
    asked.set_due_on(deadline.due_on());
    auto answered = std::make_shared<std::promise<Answer>>();
    auto answer = answered->get_future();
    db::Work work;
    work.actor = worker_itself();
    work.request_id = firing_id(deadline.parent(), deadline.id(), deadline.due_on());
    work.fingerprint = api::fingerprint("worker", work.actor, asked);
    work.decide = [deadline](db::Aggregates& aggregates, const db::Stamp& stamp) {
        return rule(deadline, aggregates, stamp);
    };
    work.done = [answered](Answer result) { answered->set_value(std::move(result)); };
    app.writer.submit(std::move(work));
    return answer;
}

}  // namespace

std::string firing_id(const std::string& parent, const std::string& id, const std::string& due_on) {
    return fmt::format("fire/{}/{}/{}", parent, id, due_on);
}

base::Result<int> fire_passed(api::Application& app, base::Date today) {
    const auto passed = passed_by(app, today);
    if (!passed) {
        return passed.error();
    }
    std::vector<std::future<Answer>> answers;
    for (const auto& deadline : *passed) {
        answers.push_back(submit(app, deadline));
    }
    int fired = 0;
    base::Result<int> result{0};
    for (auto& waiting : answers) {
        const auto answer = waiting.get();
        if (answer) {
            ++fired;
        } else if (answer.error().code != base::Code::failed_precondition) {
            result = answer.error();
        }
    }
    return result ? base::Result<int>{fired} : result;
}

}  // namespace ladder::worker
