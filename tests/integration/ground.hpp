// A migrated database of either kind, with a writer and a clock that tests move.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "db/case_reader.hpp"
#include "db/database.hpp"
#include "db/journal_writer.hpp"
#include "db/observation_store.hpp"
#include "ladder/v1/case_service.pb.h"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/casework/desk.hpp"

namespace ladder::db {

// Throws with the error's words: for steps that a test takes for granted.
template <class T>
T must(base::Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().message);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

class Ground {
public:
    // `migrated`: with the schema of this binary.
    explicit Ground(Backend backend, bool migrated = true);

    Database& database() { return *database_; }
    const std::string& url() const { return url_; }
    // The PostgreSQL database's name.
    const std::string& name() const { return name_; }
    JournalWriter& writer() { return *writer_; }
    CaseReader cases() { return CaseReader(*database_, Reader::everything()); }

    // One more node on the same database.
    std::unique_ptr<JournalWriter> another_writer(Database& database, std::size_t batch_max = 128);
    std::unique_ptr<Database> another_database() const;

    // What the writers' clocks say.
    void on(std::string_view iso_date);
    base::Instant now() const { return now_; }

    // Submits and waits.
    base::Result<std::string> submit(Work work) { return submit(*writer_, std::move(work)); }
    static base::Result<std::string> submit(JournalWriter& writer, Work work);

    // Work on a case as the API does it; the response is the case after.
    template <class Request>
    Work work_on_case(const Request& request, const v1::Actor& actor, const std::string& request_id)
        const;
    Work opening(
        const std::string& case_name,
        const v1::OpenCaseRequest& request,
        const v1::Actor& actor,
        const std::string& request_id
    ) const;
    // Events of one's own, without asking the core; the response is empty.
    static Work recording(
        std::vector<NewEvent> events, const std::string& request_id, const v1::Actor& actor
    );

    // The sample ruleset and the forces bodies/force-1 to bodies/force-{count}.
    void publish_and_register(int count = 3);
    // cases/force-{n}-general-1. Throws on a refusal.
    v1::Case open_case(int force, std::optional<base::Date> known_on = std::nullopt);
    // Acts at the case's current etag. Throws on a refusal.
    template <class Request>
    v1::Case act(
        const v1::Case& state,
        Request request,
        const v1::Actor& actor,
        std::optional<base::Date> known_on = std::nullopt
    );
    v1::Case raise_concern(
        const v1::Case& state, std::string_view title, std::optional<base::Date> known_on = {}
    );
    v1::Case raise_trigger(const v1::Case& state, std::string_view period_end);

    v1::Case read_case(const std::string& name, const KnownAt& known_at = {});
    std::int64_t journal_size();
    long long count(const std::string& sql);
    // As the owner, with all triggers off: what an intruder could do.
    void tamper(const std::string& sql);
    // Every row of every read model, as text.
    std::string dump_read_models();
    std::string new_request_id();

private:
    Backend backend_;
    tests::TemporaryFolder folder_;
    std::string url_;
    std::string name_;
    base::Instant now_;
    int request_ids_ = 0;
    std::unique_ptr<Database> database_;
    std::unique_ptr<JournalWriter> writer_;
};

// A count of robberies in the year to 31 March 2011. Borrows the body.
StagedFigure robberies(std::string_view body, double value);

v1::RaiseConcernRequest concern(std::string_view title);
v1::RecordDecisionRequest remain(std::string_view reasons);

// As the API answers: the case in field 1.
std::unique_ptr<v1::RaiseConcernResponse> answer_with(const v1::Case& state);
v1::Case case_in(const base::Result<std::string>& answer);

// Decides a request of the API on a case.
template <class Request>
base::Result<Ruling> rule_on_case(
    const Request& request, const v1::Actor& actor, Aggregates& aggregates, const Stamp& stamp
) {
    const auto* state = aggregates.find_case(request.name());
    if (state == nullptr) {
        return base::Error{base::Code::not_found, "no such case", {}};
    }
    const auto ruleset = aggregates.find_ruleset(state->ruleset());
    const casework::Context context{
        *ruleset, actor, stamp.recorded_at, aggregates.find_body(state->body())};
    auto events = casework::decide(*state, request, context);
    if (!events) {
        return events.error();
    }
    Ruling ruling;
    for (auto& event : *events) {
        ruling.events.push_back({request.name(), std::move(event), {}});
    }
    ruling.respond = [name = request.name()](Aggregates& now) {
        return answer_with(*now.find_case(name));
    };
    return ruling;
}

template <class Request>
Work Ground::work_on_case(
    const Request& request, const v1::Actor& actor, const std::string& request_id
) const {
    Work work;
    work.actor = actor;
    work.request_id = request_id;
    work.fingerprint = request.GetTypeName() + request.SerializeAsString();
    work.decide = [request, actor](Aggregates& aggregates, const Stamp& stamp) {
        return rule_on_case(request, actor, aggregates, stamp);
    };
    return work;
}

template <class Request>
v1::Case Ground::act(
    const v1::Case& state,
    Request request,
    const v1::Actor& actor,
    std::optional<base::Date> known_on
) {
    request.set_name(state.name());
    request.set_etag(state.etag());
    if (known_on) {
        request.set_known_on(base::to_string(*known_on));
    }
    auto work = work_on_case(request, actor, new_request_id());
    work.known_on = known_on;
    return case_in(submit(std::move(work)));
}

// Tests of both databases.
class OnBoth : public testing::TestWithParam<Backend> {};

inline std::string name_of(const testing::TestParamInfo<Backend>& test) {
    return test.param == Backend::sqlite ? "sqlite" : "postgresql";
}

#define LADDER_ON_BOTH(Suite)                                                              \
    INSTANTIATE_TEST_SUITE_P(                                                              \
        Db,                                                                                \
        Suite,                                                                             \
        testing::Values(::ladder::db::Backend::sqlite, ::ladder::db::Backend::postgresql), \
        ::ladder::db::name_of                                                              \
    )

}  // namespace ladder::db
