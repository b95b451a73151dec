#include "services/api/report_reads.hpp"

#include <map>
#include <memory>

#include <fmt/format.h>

#include "db/records_reader.hpp"
#include "engine/reports/difference.hpp"
#include "engine/reports/report.hpp"
#include "services/api/audit_reads.hpp"
#include "services/api/paging.hpp"
#include "services/api/problems.hpp"

namespace ladder::api {

namespace {

constexpr std::size_t id_chars_max = 200;

base::Result<void> check_query(const v1::RunReportRequest& request) {
    Problems problems;
    if (request.kind() == v1::REPORT_KIND_UNSPECIFIED || !v1::ReportKind_IsValid(request.kind())) {
        problems.add("kind", "give what the report is to tell, such as REPORT_KIND_INTERVENTIONS");
    }
    problems.check_date("from", request.from(), false);
    problems.check_date("to", request.to(), false);
    // ISO dates sort as text.
    if (!request.from().empty() && !request.to().empty() && request.from() > request.to()) {
        problems.add("to", fmt::format("it ends before it begins on {}", request.from()));
    }
    if (!request.body().empty()) {
        problems.check_name("body", request.body(), "bodies");
    }
    problems.check_text("stage", request.stage(), id_chars_max, false);
    problems.check_text("ladder", request.ladder(), id_chars_max, false);
    if (!problems.empty()) {
        return problems.error();
    }
    return {};
}

// The two moments at which the record is looked at, and the day by which it is told.
struct Moments {
    db::KnownAt then;
    std::optional<db::KnownAt> compared;
    base::Date to;
};

base::Result<Moments> moments_of(const v1::RunReportRequest& request, base::Instant now) {
    const auto then = known_at_of(request);
    if (!then) {
        return then.error();
    }
    Moments moments{*then, std::nullopt, base::day_of(then->at.value_or(now))};
    if (request.compare() || request.has_compare_known_at()) {
        const auto compared = db::known_at_of(
            request.has_compare_known_at() ? &request.compare_known_at() : nullptr,
            request.known_at_mode()
        );
        if (!compared) {
            return base::field_error("compare_known_at", compared.error().message);
        }
        moments.compared = *compared;
    }
    if (const auto to = base::parse_date(request.to())) {
        moments.to = *to;
    }
    return moments;
}

// "on 31 March 2010", "at 2010-03-31T12:00:00Z", "now".
std::string in_words(const db::KnownAt& known_at) {
    if (!known_at.at) {
        return "now";
    }
    const auto day = base::day_of(*known_at.at);
    return *known_at.at == base::end_of(day) ? "on " + base::in_words(day)
                                             : "at " + base::to_string(*known_at.at);
}

reports::Known known_of(std::vector<db::Aggregate> states) {
    reports::Known known;
    for (auto& state : states) {
        if (auto* one = std::get_if<v1::Case>(&state)) {
            known.cases.push_back(std::move(*one));
        } else if (auto* procedure = std::get_if<v1::Procedure>(&state)) {
            known.procedures.push_back(std::move(*procedure));
        } else if (auto* meeting = std::get_if<v1::Meeting>(&state)) {
            known.meetings.push_back(std::move(*meeting));
        }
    }
    return known;
}

std::vector<reports::EventBetween> between_of(db::Records& records) {
    std::vector<reports::EventBetween> between;
    for (std::size_t i = 0; i < records.between.size(); ++i) {
        auto& [recorded, event] = records.between[i];
        between.push_back(
            {records.streams[i],
             recorded.position,
             recorded.recorded_at,
             recorded.known_on,
             recorded.actor,
             std::move(event)}
        );
    }
    return between;
}

// Versions of rulesets, each looked up once.
class Rulesets {
public:
    explicit Rulesets(const View& app) : app_{app} {}

    const definition::Ruleset* find(const std::string& name) {
        auto& kept = known_[name];
        if (!kept.looked_up) {
            kept.looked_up = true;
            if (auto found = app_.rulesets.indexed(name); found && !name.empty()) {
                kept.ruleset = std::move(*found);
            }
        }
        return kept.ruleset.get();
    }

private:
    struct Kept {
        bool looked_up = false;
        std::shared_ptr<const definition::Ruleset> ruleset;
    };
    const View& app_;
    std::map<std::string, Kept> known_;
};

// The collections that a kind of report tells of.
std::vector<std::string_view> collections_of(v1::ReportKind kind) {
    switch (kind) {
        case v1::REPORT_KIND_OVERDUE:
            return {"cases/", "procedures/", "meetings/"};
        case v1::REPORT_KIND_COMMISSIONS:
            return {"cases/", "procedures/"};
        default:
            return {"cases/"};
    }
}

template <class Items, class Message>
void move_into(Items* items, std::vector<Message>& messages) {
    for (auto& message : messages) {
        *items->Add() = std::move(message);
    }
}

v1::RunReportRequest understood(const v1::RunReportRequest& request, const Moments& moments) {
    auto query = request;
    query.set_to(base::to_string(moments.to));
    query.set_compare(moments.compared.has_value());
    if (query.known_at_mode() == v1::KNOWN_AT_MODE_UNSPECIFIED) {
        query.set_known_at_mode(v1::KNOWN_AT_MODE_AS_KNOWN);
    }
    return query;
}

// The signed checkpoint of the journal that was read, where a key is configured.
void add_checkpoint(const View& app, v1::RunReportResponse& response) {
    if (!app.audit.signer) {
        return;
    }
    const auto checkpoint = checkpoint_of(app, 0);
    if (checkpoint && checkpoint->checkpoint.size == response.journal_size()) {
        response.set_checkpoint(checkpoint->note());
    } else {
        response.add_notes("The journal grew while the report was made: it carries no checkpoint.");
    }
}

}  // namespace

base::Result<v1::RunReportResponse> run_report(
    const View& app, const v1::RunReportRequest& request
) {
    if (const auto sound = check_query(request); !sound) {
        return sound.error();
    }
    const auto now = app.clock();
    const auto moments = moments_of(request, now);
    if (!moments) {
        return moments.error();
    }
    auto records = db::read_records(
        app.database, app.reader, {collections_of(request.kind()), moments->then, moments->compared}
    );
    if (!records) {
        return records.error();
    }
    const reports::Query query{
        request.kind(),
        request.from().empty() ? std::nullopt : std::optional{*base::parse_date(request.from())},
        moments->to,
        request.stage(),
        request.body(),
        request.ladder()};
    Rulesets rulesets{app};
    const auto find = [&](const std::string& name) { return rulesets.find(name); };
    auto report = reports::run(query, known_of(std::move(records->then)), find);
    v1::RunReportResponse response;
    *response.mutable_query() = understood(request, *moments);
    *response.mutable_run_at() = base::to_timestamp(now);
    response.set_journal_size(records->journal_size);
    response.set_journal_root(records->journal_root);
    if (moments->compared) {
        auto compared = reports::run(query, known_of(std::move(records->compared)), find);
        auto differences = reports::differences(
            report,
            compared,
            between_of(*records),
            {in_words(moments->then), in_words(*moments->compared)}
        );
        move_into(response.mutable_differences(), differences);
        move_into(response.mutable_compared_sums(), compared.sums);
    }
    if (records->entered_later > 0) {
        report.notes.push_back(fmt::format(
            "{} recorded after this moment and shown as known from the day that {} known; the "
            "strict "
            "mode leaves {} out.",
            records->entered_later == 1 ? "1 event was"
                                        : fmt::format("{} events were", records->entered_later),
            records->entered_later == 1 ? "it was" : "they were",
            records->entered_later == 1 ? "it" : "them"
        ));
    }
    move_into(response.mutable_columns(), report.columns);
    move_into(response.mutable_rows(), report.rows);
    move_into(response.mutable_sums(), report.sums);
    move_into(response.mutable_notes(), report.notes);
    add_checkpoint(app, response);
    return response;
}

}  // namespace ladder::api
