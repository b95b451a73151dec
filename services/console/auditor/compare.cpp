// `/compare`: a body as known then beside as known now; and one decision with its evidence.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "ladder/v1/evaluation_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "services/console/auditor/auditor.hpp"
#include "services/console/auditor/evidence.hpp"
#include "services/console/auditor/frame.hpp"
#include "services/console/auditor/look.hpp"
#include "services/console/fields.hpp"

namespace ladder::auditor {

namespace {

using console::Answer;
using console::Data;
using console::Page;
using console::Visit;
using Type = Data::type;

// The cases of a body as they are known now, open ones first, newest first.
base::Result<std::vector<v1::CaseSummary>> cases_of(const Visit& visit, const std::string& body) {
    v1::ListCasesRequest request;
    request.set_body(body);
    request.set_include_closed(true);
    request.set_page_size(console::items_asked_at_once);
    const auto found = visit.call<v1::ListCasesResponse>("CaseService/ListCases", request);
    if (!found) {
        return found.error();
    }
    std::vector<v1::CaseSummary> cases{found->cases().begin(), found->cases().end()};
    std::stable_sort(cases.begin(), cases.end(), [](const auto& a, const auto& b) {
        return a.closed_on().empty() != b.closed_on().empty() ? a.closed_on().empty()
                                                              : a.closed_on() > b.closed_on();
    });
    return cases;
}

std::string case_title(const Visit& visit, const v1::CaseSummary& one) {
    const auto subject = subject_in_words(visit, one.subject());
    return one.closed_on().empty() ? subject
                                   : fmt::format(
                                         "{}, {} {}",
                                         subject,
                                         visit.desk->templates.text("common", "compare.closed"),
                                         console::day_in_words(one.closed_on())
                                     );
}

void put_section(
    std::vector<Data>& sections,
    const Visit& visit,
    const std::string& key,
    const std::vector<Known>& then,
    const std::vector<Known>& now
) {
    const auto rows = beside(then, now);
    auto& section = sections.emplace_back(Type::object);
    section.set("key", key);
    section.set("section_title", visit.desk->templates.text("compare", "section." + key));
    section.set("section_none", visit.desk->templates.text("compare", "none." + key));
    section.set("differing", std::to_string(differences(rows)));
    section.set("differs", Data{differences(rows) > 0});
    console::put_table(
        section, "table", visit.desk->templates, "compare", beside_table(visit, rows)
    );
}

// What both moments know, section by section.
base::Result<void> put_comparison(
    Data& data, const Visit& visit, const Titles& titles, const std::string& body
) {
    const auto cases = cases_of(visit, body);
    if (!cases) {
        return cases.error();
    }
    auto chosen = visit.query.value("case");
    std::vector<std::pair<std::string, std::string>> options;
    for (const auto& one : *cases) {
        options.emplace_back(one.name(), case_title(visit, one));
    }
    if (chosen.empty() && !cases->empty()) {
        chosen = cases->front().name();
    }
    data.set("several_cases", Data{cases->size() > 1});
    put_options(data, "case_options", options, chosen);
    const auto day = base::day_of(visit.known->at);
    const auto then = look_at(visit, titles, Moment::page, body, chosen, day);
    if (!then) {
        return then.error();
    }
    const auto now = look_at(visit, titles, Moment::now, body, chosen, day);
    if (!now) {
        return now.error();
    }
    data.set("known_case_then", Data{then->state.has_value()});
    data.set("has_case", Data{now->state.has_value()});
    console::put_text(
        data, "file_link", chosen.empty() ? std::string{} : path_of_record(visit, chosen)
    );
    std::vector<Data> sections;
    put_section(sections, visit, "stage", then->stage, now->stage);
    put_section(sections, visit, "decisions", then->decisions, now->decisions);
    put_section(sections, visit, "procedures", then->procedures, now->procedures);
    put_section(sections, visit, "remarks", then->remarks, now->remarks);
    put_section(sections, visit, "figures", then->figures, now->figures);
    data.set("sections", console::list_of(std::move(sections)));
    return {};
}

Answer show_compare(Visit& visit) {
    const auto titles = Titles::read(visit);
    if (!titles) {
        return titles.error();
    }
    const auto& templates = visit.desk->templates;
    Page page{"compare"};
    put_tabs(page.data, visit, "compare");
    const auto body = visit.query.value("body");
    put_options(
        page.data,
        "body_options",
        body_options(*titles, templates.text("compare", "choose_body")),
        body
    );
    page.data.set("then", visit.known ? visit.known->text : std::string{});
    const bool asked = !body.empty() && visit.known.has_value();
    page.data.set("asked", Data{asked});
    page.data.set("half_asked", Data{!asked && (!body.empty() || visit.known.has_value())});
    if (asked) {
        page.data.set(
            "body_title",
            titles->find_body(body) == nullptr ? titles->body(body)
                                               : titles->find_body(body)->title()
        );
        page.data.set("body_link", path_of_record(visit, body));
        page.data.set("moment", known_in_words(visit.known->at));
        if (const auto put = put_comparison(page.data, visit, *titles, body); !put) {
            return put.error();
        }
    }
    return page;
}

// A figure by what tells it from others.
std::string key_of(const std::string& indicator, const std::string& body, const std::string& end) {
    return fmt::format("{}|{}|{}", indicator, body, end);
}

// The figures that a decision rests on, as pinned, beside what is known of them now, those that
// changed first; one question for each indicator.
base::Result<std::vector<Beside>> figures_beside(
    const Visit& visit, const Titles& titles, const v1::Decision& decision
) {
    std::map<std::string, std::pair<std::string, std::string>> periods;  // by indicator
    for (const auto& figure : decision.figures()) {
        auto [at, is_new] = periods.emplace(
            figure.indicator(), std::pair{figure.period_end(), figure.period_end()}
        );
        at->second.first = std::min(at->second.first, figure.period_end());
        at->second.second = std::max(at->second.second, figure.period_end());
    }
    std::map<std::string, v1::Observation> known_now;
    for (const auto& [indicator, period] : periods) {
        v1::ListObservationsRequest request;
        request.set_indicator(indicator);
        request.set_from(period.first);
        request.set_to(period.second);
        request.set_page_size(10'000);
        const auto found =
            visit.call<v1::ListObservationsResponse>("IndicatorService/ListObservations", request);
        if (!found) {
            return found.error();
        }
        for (const auto& one : found->observations()) {
            known_now[key_of(indicator, one.body(), one.period_end())] = one;
        }
    }
    const auto& templates = visit.desk->templates;
    const auto says = [&](double value, int revision, const std::string& key, std::string what) {
        return Known{
            key,
            std::move(what),
            figure_in_words(value),
            fmt::format("{} {}", templates.text("common", "compare.revision"), revision)};
    };
    std::vector<Known> then, now;
    for (const auto& figure : decision.figures()) {
        const auto key = key_of(figure.indicator(), figure.body(), figure.period_end());
        const auto what = fmt::format(
            "{}: {}, {} {}",
            titles.body(figure.body()),
            titles.indicator(figure.indicator()),
            templates.text("common", "compare.to"),
            console::day_in_words(figure.period_end())
        );
        then.push_back(says(figure.value(), figure.revision(), key, what));
        if (const auto found = known_now.find(key); found != known_now.end()) {
            now.push_back(says(found->second.value(), found->second.revision(), key, what));
        }
    }
    auto rows = beside(then, now);
    std::stable_partition(rows.begin(), rows.end(), [](const auto& row) {
        return row.change != Change::none;
    });
    return rows;
}

// Gates with the titles that the ladder gives them.
void put_gates(
    Data& data,
    const Visit& visit,
    const Titles& titles,
    const v1::Case& state,
    const v1::Decision& decision
) {
    const auto& templates = visit.desk->templates;
    std::vector<Data> gates;
    for (const auto& gate : decision.gates()) {
        auto& one = gates.emplace_back(Type::object);
        one.set("gate_title", gate_title(titles.words(), state.ladder(), gate.gate()));
        const auto words = gate_in_words(templates, gate);
        one.set("gate_state", words.text);
        one.set("gate_colour", words.tag);
        console::put_text(
            one,
            "gate_note",
            gate.override_reason().empty() ? gate.explanation().text() : gate.override_reason()
        );
    }
    data.set("has_gates", Data{!gates.empty()});
    data.set("gates", console::list_of(std::move(gates)));
}

// What revisions did to what the decision rests on.
base::Result<void> put_impacts(
    Data& data, const Visit& visit, const v1::Case& state, const v1::Decision& decision
) {
    v1::ListRevisionImpactsRequest request;
    request.set_body(state.body());
    request.set_page_size(console::items_asked_at_once);
    const auto found = visit.call<v1::ListRevisionImpactsResponse>(
        "EvaluationService/ListRevisionImpacts", request
    );
    if (!found) {
        return found.error();
    }
    std::vector<Data> impacts;
    for (const auto& impact : found->impacts()) {
        const auto& decisions = impact.decisions();
        if (impact.case_name() != state.name() ||
            std::find(decisions.begin(), decisions.end(), decision.id()) == decisions.end()) {
            continue;
        }
        auto& one = impacts.emplace_back(Type::object);
        one.set("impact_text", impact.text());
        one.set("flips", Data{impact.flips()});
    }
    data.set("has_impacts", Data{!impacts.empty()});
    data.set("impacts", console::list_of(std::move(impacts)));
    return {};
}

void put_decision(
    Data& data, const Visit& visit, const Titles& titles, const v1::Decision& decision
) {
    data.set("outcome", outcome_in_words(visit, titles, decision));
    data.set("decided_on", console::day_in_words(decision.effective_on()));
    data.set("decider", actor_in_words(visit, titles.words(), decision.decider()));
    data.set("reasons", decision.reasons());
    console::put_text(data, "basis", console::law_in_words(titles.in_text(decision.basis())));
    console::put_text(data, "exceptional", decision.exceptional_reason());
    console::put_text(data, "next_review", console::day_in_words(decision.next_review_on()));
    const auto recorded_at = base::from_timestamp(decision.recorded_at());
    data.set("recorded", recorded_at ? console::moment_in_words(*recorded_at) : std::string{});
    data.set("recorded_by", actor_in_words(visit, titles.words(), decision.recorded_by()));
    data.set("position", std::to_string(decision.position()));
    data.set("entered_later", Data{decision.entered_later()});
    data.set("known_on", console::day_in_words(decision.known_on()));
    data.set("superseded", Data{!decision.superseded_by().empty()});
}

Answer show_decision(Visit& visit) {
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
    const auto decision =
        std::find_if(state.decisions().begin(), state.decisions().end(), [&](const auto& one) {
            return one.id() == visit.part(2);
        });
    if (decision == state.decisions().end()) {
        return base::Error{base::Code::not_found, "there is no such decision", {}};
    }
    Page page{"compare_decision"};
    put_tabs(page.data, visit, "");
    page.crumbs = {
        {fmt::format("/cases/{}/file", visit.part(1)),
         fmt::format(
             "{}, {}",
             titles->body(state.body()),
             visit.desk->templates.text("common", "report.word.case")
         )}};
    page.data.set("body_title", titles->body(state.body()));
    put_decision(page.data, visit, *titles, *decision);
    put_evidence(page.data, visit, *titles, state, *decision);
    put_gates(page.data, visit, *titles, state, *decision);
    if (const auto put = put_impacts(page.data, visit, state, *decision); !put) {
        return put.error();
    }
    const auto figures = figures_beside(visit, *titles, *decision);
    if (!figures) {
        return figures.error();
    }
    console::put_table(
        page.data,
        "figures",
        visit.desk->templates,
        "compare_decision",
        beside_table(visit, *figures)
    );
    page.data.set(
        "bundle_link",
        "/integrity?bundle=" +
            console::percent_encoded(fmt::format("{}/decisions/{}", state.name(), decision->id())) +
            "#bundle"
    );
    return page;
}

}  // namespace

void add_compare_pages(console::Pages& pages) {
    pages.get("/compare", console::Audience::signed_in, show_compare);
    pages.get("/compare/{case}/{decision}", console::Audience::signed_in, show_decision);
}

}  // namespace ladder::auditor
