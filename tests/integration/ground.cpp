// Sets up what integration tests stand on.
#include "tests/integration/ground.hpp"

#include <future>
#include <random>

#include "db/journal.hpp"
#include "db/migrate.hpp"
#include "db/projection.hpp"
#include "tests/support/postgres.hpp"

namespace ladder::db {

namespace {

// Most tests cross from one range of the journal to the next, which a record in use does after
// millions of events.
void shorten_journal_ranges(soci::session& session) {
    session << "ALTER TABLE journal DETACH PARTITION journal_from_0";
    session << "ALTER TABLE journal ATTACH PARTITION journal_from_0 FOR VALUES FROM (0) TO (16)";
    session << "UPDATE journal_range SET positions = 16, end_at = 16";
}

}  // namespace

Ground::Ground(Backend backend, bool migrated) : backend_(backend) {
    if (backend == Backend::sqlite) {
        url_ = "sqlite:" + (folder_.path() / "ladder.db").string();
    } else {
        url_ = tests::shared_postgres().create_database();
        name_ = tests::shared_postgres().last_database();
    }
    on("2011-01-10");
    database_ = another_database();
    if (migrated) {
        must(migrate(*database_, 1));
        if (backend == Backend::postgresql) {
            shorten_journal_ranges(*database_->connect());
        }
        writer_ = another_writer(*database_);
    }
}

std::unique_ptr<Database> Ground::another_database() const {
    return must(Database::open(url_));
}

std::unique_ptr<JournalWriter> Ground::another_writer(Database& database, std::size_t batch_max) {
    JournalWriter::Options options;
    options.batch_max = batch_max;
    options.clock = [this] { return now_; };
    options.random = [random = std::mt19937(7)](unsigned char* bytes, std::size_t count) mutable {
        for (std::size_t i = 0; i < count; ++i) {
            bytes[i] = static_cast<unsigned char>(random());
        }
    };
    return std::make_unique<JournalWriter>(database, std::move(options));
}

void Ground::on(std::string_view iso_date) {
    now_ = base::Instant(must(base::parse_date(iso_date))) + std::chrono::hours(12);
}

base::Result<std::string> Ground::submit(JournalWriter& writer, Work work) {
    std::promise<base::Result<std::string>> answered;
    auto answer = answered.get_future();
    work.done = [&](base::Result<std::string> result) { answered.set_value(std::move(result)); };
    writer.submit(std::move(work));
    return answer.get();
}

Work Ground::opening(
    const std::string& case_name,
    const v1::OpenCaseRequest& request,
    const v1::Actor& actor,
    const std::string& request_id
) const {
    Work work;
    work.actor = actor;
    work.request_id = request_id;
    work.fingerprint = request.GetTypeName() + request.SerializeAsString();
    work.decide = [=](Aggregates& aggregates, const Stamp& stamp) -> base::Result<Ruling> {
        if (aggregates.find_open_case(request.body(), request.subject()) != nullptr) {
            return base::Error{base::Code::already_exists, "there is an open case", {}};
        }
        const auto* previous = aggregates.find_newest_case(request.body(), request.subject());
        const auto ruleset = aggregates.find_ruleset("");
        const casework::Context context{
            *ruleset, actor, stamp.recorded_at, aggregates.find_body(request.body())};
        auto events = casework::decide(
            previous == nullptr ? std::optional<std::string>() : previous->name(), request, context
        );
        if (!events) {
            return events.error();
        }
        Ruling ruling;
        for (auto& event : *events) {
            ruling.events.push_back({case_name, std::move(event), {}});
        }
        ruling.respond = [case_name](Aggregates& now) {
            return answer_with(*now.find_case(case_name));
        };
        return ruling;
    };
    return work;
}

Work Ground::recording(
    std::vector<NewEvent> events, const std::string& request_id, const v1::Actor& actor
) {
    Work work;
    work.actor = actor;
    work.request_id = request_id;
    work.fingerprint = request_id;
    work.decide = [events = std::move(events)](Aggregates&, const Stamp&) {
        Ruling ruling;
        ruling.events = events;
        ruling.respond = [](Aggregates&) { return nullptr; };
        return ruling;
    };
    return work;
}

void Ground::publish_and_register(int count) {
    std::vector<NewEvent> events;
    NewEvent published{"rulesets/sample", {}, {}};
    *published.event.mutable_ruleset_published()->mutable_definition() =
        casework::sample::definition();
    events.push_back(published);
    for (int i = 1; i <= count; ++i) {
        NewEvent registered{"bodies/force-" + std::to_string(i), {}, {}};
        auto& body = *registered.event.mutable_body_registered()->mutable_body();
        body = casework::sample::gwent();
        body.set_name(registered.stream);
        body.set_title("Force " + std::to_string(i));
        events.push_back(registered);
    }
    must(submit(recording(std::move(events), new_request_id(), casework::sample::secretariat())));
}

v1::Case Ground::open_case(int force, std::optional<base::Date> known_on) {
    v1::OpenCaseRequest request;
    request.set_body("bodies/force-" + std::to_string(force));
    request.set_subject(v1::SUBJECT_GENERAL);
    request.set_reasons("Falling detections");
    if (known_on) {
        request.set_known_on(base::to_string(*known_on));
        request.set_effective_on(base::to_string(*known_on));
    }
    auto work = opening(
        "cases/force-" + std::to_string(force) + "-general-1",
        request,
        casework::sample::secretariat(),
        new_request_id()
    );
    work.known_on = known_on;
    return case_in(submit(std::move(work)));
}

v1::Case Ground::raise_concern(
    const v1::Case& state, std::string_view title, std::optional<base::Date> known_on
) {
    auto request = concern(title);
    if (known_on) {
        request.set_effective_on(base::to_string(*known_on));
    }
    return act(state, request, casework::sample::analyst(), known_on);
}

v1::Case Ground::raise_trigger(const v1::Case& state, std::string_view period_end) {
    NewEvent raised{state.name(), {}, "evaluations/1"};
    auto& trigger = *raised.event.mutable_trigger_raised();
    trigger.set_id("p" + std::to_string(state.proposals_size() + 1));
    trigger.set_trigger("robbery-rises");
    trigger.set_indicator("robbery");
    trigger.set_proposes("peer_support");
    trigger.set_period_end(std::string(period_end));
    must(submit(recording({raised}, new_request_id(), casework::sample::analyst())));
    return read_case(state.name());
}

v1::Case Ground::read_case(const std::string& name, const KnownAt& known_at) {
    return must(cases().get(name, known_at));
}

std::int64_t Ground::journal_size() {
    return count("SELECT size FROM log_head");
}

long long Ground::count(const std::string& sql) {
    long long found = 0;
    const auto session = database_->connect();
    *session << sql, soci::into(found);
    return found;
}

void Ground::tamper(const std::string& sql) {
    const auto session = database_->connect();
    if (backend_ == Backend::postgresql) {
        *session << "SET session_replication_role = replica";
        *session << sql;
        return;
    }
    // What SQLite's triggers guard, only dropping them can change.
    std::vector<std::string> triggers(100);
    *session << "SELECT name FROM sqlite_master WHERE type = 'trigger'", soci::into(triggers);
    for (const auto& trigger : triggers) {
        *session << "DROP TRIGGER " + trigger;
    }
    *session << sql;
}

std::string Ground::dump_read_models() {
    std::string dump;
    for (const auto model : all_models) {
        const std::string table(shape_of(model).table);
        std::string name, content, filters;
        long long from = 0, to = 0;
        std::string joined = "''";
        for (const auto filter : shape_of(model).filters) {
            joined += " || '|' || " + std::string(filter);
        }
        must(database_->read([&](soci::session& session) -> base::Result<void> {
            select_rows(
                session,
                "SELECT name, from_position, to_position, " + joined + ", content FROM " + table +
                    " ORDER BY name, from_position",
                {},
                [&](soci::statement& statement) {
                    statement.exchange(soci::into(name));
                    statement.exchange(soci::into(from));
                    statement.exchange(soci::into(to));
                    statement.exchange(soci::into(filters));
                    statement.exchange(soci::into(content));
                },
                [&] {
                    dump += table + " " + name + " " + std::to_string(from) + " " +
                            std::to_string(to) + " " + filters + " " +
                            to_bound(Backend::postgresql, from_selected(backend_, content)) + "\n";
                    return true;
                }
            );
            return {};
        }));
    }
    return dump;
}

std::string Ground::new_request_id() {
    return "request-" + std::to_string(++request_ids_);
}

StagedFigure robberies(std::string_view body, double value) {
    StagedFigure figure;
    figure.indicator = "robbery";
    figure.body = body;
    figure.period_end = casework::sample::day("2011-03-31");
    figure.published_on = casework::sample::day("2011-07-14");
    figure.value = value;
    return figure;
}

v1::RaiseConcernRequest concern(std::string_view title) {
    v1::RaiseConcernRequest request;
    request.set_title(std::string(title));
    request.set_domain("crime");
    request.add_evidence("Quarterly return");
    return request;
}

v1::RecordDecisionRequest remain(std::string_view reasons) {
    v1::RecordDecisionRequest request;
    request.set_outcome(v1::DECISION_OUTCOME_REMAIN);
    request.set_reasons(std::string(reasons));
    request.add_evidence("Minutes of the meeting");
    return request;
}

std::unique_ptr<v1::RaiseConcernResponse> answer_with(const v1::Case& state) {
    auto response = std::make_unique<v1::RaiseConcernResponse>();
    *response->mutable_case_() = state;
    return response;
}

v1::Case case_in(const base::Result<std::string>& answer) {
    v1::RaiseConcernResponse response;
    response.ParseFromString(must(answer));
    return std::move(*response.mutable_case_());
}

}  // namespace ladder::db
