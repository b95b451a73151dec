// `/cases/ID/file`: all of a case on one page that prints: timeline, decisions, evidence, letters,
// and who could see it.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ladder/v1/access_service.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "services/console/auditor/auditor.hpp"
#include "services/console/auditor/frame.hpp"
#include "services/console/auditor/look.hpp"
#include "services/console/fields.hpp"

namespace ladder::auditor {

namespace {

using console::Answer;
using console::Cell;
using console::Data;
using console::Page;
using console::Table;
using console::Visit;

// One event of the case, or of a procedure in it.
struct Line {
    v1::CaseRecord record;
    std::string of;  // the procedure's definition; empty: the case
};

base::Result<std::vector<v1::ProcedureSummary>> procedures_of(
    const Visit& visit, const std::string& case_name
) {
    v1::ListProceduresRequest request;
    request.set_case_name(case_name);
    request.set_include_ended(true);
    return visit.read_all(
        "ProcedureService/ListProcedures", request, &v1::ListProceduresResponse::procedures
    );
}

// Every event of the case and of its procedures, in order of the journal. A case has a handful of
// procedures; each has a record of its own.
base::Result<std::vector<Line>> lines_of(
    const Visit& visit,
    const std::string& case_name,
    const std::vector<v1::ProcedureSummary>& procedures
) {
    v1::ListCaseEventsRequest request;
    request.set_name(case_name);
    auto events =
        visit.read_all("CaseService/ListCaseEvents", request, &v1::ListCaseEventsResponse::events);
    if (!events) {
        return events.error();
    }
    std::vector<Line> lines;
    for (auto& event : *events) {
        lines.push_back({std::move(event), {}});
    }
    for (const auto& procedure : procedures) {
        v1::ListProcedureEventsRequest asked;
        asked.set_name(procedure.name());
        auto more = visit.read_all(
            "ProcedureService/ListProcedureEvents", asked, &v1::ListProcedureEventsResponse::events
        );
        if (!more) {
            return more.error();
        }
        for (auto& event : *more) {
            lines.push_back({std::move(event), procedure.definition()});
        }
    }
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
        return std::pair{a.record.known_on(), a.record.position()} <
               std::pair{b.record.known_on(), b.record.position()};
    });
    return lines;
}

Table timeline(const Visit& visit, const Titles& titles, const std::vector<Line>& lines) {
    const auto& templates = visit.desk->templates;
    Table table{{{"known_on"}, {"happened"}, {"recorded"}, {"position", true}}, {}};
    for (const auto& [record, of] : lines) {
        const auto at = base::from_timestamp(record.recorded_at());
        auto recorded = at ? console::moment_in_words(*at) : std::string{};
        if (record.entered_later()) {
            recorded += ", " + templates.text("common", "report.word.entered_later");
        }
        table.rows.push_back(
            {{console::day_in_words(record.known_on())},
             {titles.in_text(record.text(), of), {}, of.empty() ? of : titles.procedure(of)},
             {actor_in_words(visit, titles.words(), record.actor()), {}, recorded},
             {std::to_string(record.position())}}
        );
    }
    return table;
}

Table decisions(const Visit& visit, const Titles& titles, const v1::Case& state) {
    Table table{{{"decided_on"}, {"outcome"}, {"decider"}, {"reasons"}}, {}};
    for (const auto& decision : state.decisions()) {
        table.rows.push_back(
            {{console::day_in_words(decision.effective_on()),
              path_of_decision(visit, state.name(), decision.id())},
             {outcome_in_words(visit, titles, decision)},
             {visit.people().title(decision.decider().person()),
              {},
              titles.words().role(decision.decider().capacity())},
             {decision.reasons(), {}, console::law_in_words(titles.in_text(decision.basis()))}}
        );
    }
    return table;
}

std::string evidence_text(const google::protobuf::RepeatedPtrField<std::string>& evidence) {
    return fmt::format("{}", fmt::join(evidence, "; "));
}

// Concerns and facts with what they rest on.
Table evidence(const Visit& visit, const Titles& titles, const v1::Case& state) {
    const auto& templates = visit.desk->templates;
    Table table{{{"what"}, {"since"}, {"rests_on"}}, {}};
    for (const auto& concern : state.concerns()) {
        table.rows.push_back(
            {{concern.title(), {}, templates.text("common", "compare.concern")},
             {console::day_in_words(concern.raised_on())},
             {evidence_text(concern.evidence())}}
        );
    }
    for (const auto& fact : state.facts()) {
        const auto* kind = fact.withdrawn() ? "case_file.withdrawn" : "compare.fact";
        table.rows.push_back(
            {{titles.fact(fact.fact()), {}, templates.text("common", kind)},
             {console::day_in_words(fact.effective_on())},
             {evidence_text(fact.evidence())}}
        );
    }
    for (const auto& proposal : state.proposals()) {
        table.rows.push_back(
            {{titles.trigger(proposal.trigger()), {}, templates.text("common", "compare.proposal")},
             {console::day_in_words(proposal.raised_on())},
             {proposal.raised_because().text()}}
        );
    }
    return table;
}

// Every gate of every decision.
Table gates(const Visit& visit, const Titles& titles, const v1::Case& state) {
    const auto& templates = visit.desk->templates;
    Table table{{{"gate"}, {"decided_on"}, {"stood"}}, {}};
    for (const auto& decision : state.decisions()) {
        for (const auto& gate : decision.gates()) {
            const auto words = gate_in_words(templates, gate);
            table.rows.push_back(
                {{gate_title(titles.words(), state.ladder(), gate.gate())},
                 {console::day_in_words(decision.effective_on())},
                 {words.text, {}, gate.override_reason(), words.tag}}
            );
        }
    }
    return table;
}

Table procedures_table(const Titles& titles, const std::vector<v1::ProcedureSummary>& procedures) {
    Table table{{{"procedure"}, {"stage"}, {"since"}}, {}};
    for (const auto& procedure : procedures) {
        table.rows.push_back(
            {{titles.procedure(procedure.definition())},
             {titles.stage(procedure.stage(), procedure.definition())},
             {console::day_in_words(
                 procedure.ended_on().empty() ? procedure.stage_since() : procedure.ended_on()
             )}}
        );
    }
    return table;
}

// Documents about the case and its procedures: one list of all that somebody sees, since letters
// are about procedures.
base::Result<Table> documents(
    const Visit& visit,
    const Titles& titles,
    const std::string& case_name,
    const std::vector<v1::ProcedureSummary>& procedures
) {
    const auto found = visit.read_all(
        "DocumentService/ListDocuments",
        v1::ListDocumentsRequest{},
        &v1::ListDocumentsResponse::documents
    );
    if (!found) {
        return found.error();
    }
    Table table{{{"document"}, {"dated"}, {"marking"}}, {}};
    for (const auto& document : *found) {
        const bool about =
            document.about() == case_name ||
            std::any_of(procedures.begin(), procedures.end(), [&](const auto& procedure) {
                return procedure.name() == document.about();
            });
        if (about) {
            table.rows.push_back(
                {{document.title(),
                  path_of_record(visit, document.name()),
                  titles.words().definition() == nullptr ? document.kind() : std::string{}},
                 {console::day_in_words(document.dated())},
                 {console::marking_in_words(document.marking())}}
            );
        }
    }
    return table;
}

// Who could see the case on the page's day; nothing where this may not be asked.
base::Result<void> put_seers(Data& data, const Visit& visit, const std::string& case_name) {
    v1::WhoCouldSeeRequest request;
    request.set_record(case_name);
    if (visit.known) {
        request.set_on(base::to_string(base::day_of(visit.known->at)));
    }
    const auto found = visit.call<v1::WhoCouldSeeResponse>("AccessService/WhoCouldSee", request);
    data.set("may_ask_seers", Data{found.has_value()});
    if (!found) {
        const auto code = found.error().code;
        // That day the case or the rules were not recorded here yet: nobody could see it.
        if (code == base::Code::not_found || code == base::Code::failed_precondition) {
            data.set("may_ask_seers", Data{true});
            data.set("has_seers", Data{false});
            return {};
        }
        return code == base::Code::permission_denied ? base::Result<void>{} : found.error();
    }
    Table table{{{"person"}, {"by_right"}}, {}};
    for (const auto& seer : found->seers()) {
        table.rows.push_back({{seer.title()}, {fmt::format("{}", fmt::join(seer.by(), "; "))}});
    }
    data.set("has_seers", Data{!table.rows.empty()});
    console::put_table(data, "seers", visit.desk->templates, "case_file", table);
    return {};
}

void put_head(Data& data, const Visit& visit, const Titles& titles, const v1::Case& state) {
    const auto* body = titles.find_body(state.body());
    data.set("body_title", body == nullptr ? titles.body(state.body()) : body->title());
    data.set("body_link", path_of_record(visit, state.body()));
    data.set("subject", subject_in_words(visit, state.subject()));
    data.set("stage", titles.stage(state.stage(), state.ladder()));
    data.set("stage_since", console::day_in_words(state.stage_since()));
    data.set("opened_on", console::day_in_words(state.opened_on()));
    data.set("opened_by", actor_in_words(visit, titles.words(), state.opened_by()));
    console::put_text(data, "opening_reasons", state.opening_reasons());
    console::put_text(data, "closed_on", console::day_in_words(state.closed_on()));
    console::put_text(data, "next_review", console::day_in_words(state.next_review_on()));
    data.set("rules", last_part(state.ruleset()));
    data.set(
        "compare_link",
        visit.link(fmt::format(
            "/compare?body={}&case={}",
            console::percent_encoded(state.body()),
            console::percent_encoded(state.name())
        ))
    );
    data.set(
        "bundle_link",
        fmt::format("/integrity?bundle={}#bundle", console::percent_encoded(state.name()))
    );
}

Answer show_case_file(Visit& visit) {
    const auto titles = Titles::read(visit);
    if (!titles) {
        return titles.error();
    }
    v1::GetCaseRequest request;
    request.set_name("cases/" + visit.part(1));
    const auto found = visit.read<v1::GetCaseResponse>("CaseService/GetCase", request);
    if (!found) {
        return found.error();
    }
    const auto& state = found->case_();
    const auto procedures = procedures_of(visit, state.name());
    if (!procedures) {
        return procedures.error();
    }
    const auto lines = lines_of(visit, state.name(), *procedures);
    if (!lines) {
        return lines.error();
    }
    const auto papers = documents(visit, *titles, state.name(), *procedures);
    if (!papers) {
        return papers.error();
    }
    Page page{"case_file"};
    page.crumbs = {
        {"/bodies", visit.desk->templates.text("common", "nav.bodies")},
        {"/bodies/" + last_part(state.body()), titles->body(state.body())}};
    put_head(page.data, visit, *titles, state);
    const auto put = [&](const std::string& name, const Table& table) {
        console::put_table(page.data, name, visit.desk->templates, "case_file", table);
    };
    put("timeline", timeline(visit, *titles, *lines));
    put("decisions", decisions(visit, *titles, state));
    put("evidence", evidence(visit, *titles, state));
    put("gates", gates(visit, *titles, state));
    put("procedures", procedures_table(*titles, *procedures));
    put("documents", *papers);
    if (const auto seen = put_seers(page.data, visit, state.name()); !seen) {
        return seen.error();
    }
    return page;
}

}  // namespace

void add_case_file_pages(console::Pages& pages) {
    pages.get("/cases/{id}/file", console::Audience::signed_in, show_case_file);
}

}  // namespace ladder::auditor
