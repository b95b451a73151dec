#include "services/console/auditor/look.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "ladder/v1/indicator_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "services/console/auditor/frame.hpp"

namespace ladder::auditor {

namespace {

using console::Visit;

constexpr int figures_months = 15;    // four quarters and what is published late
constexpr int figures_most = 10'000;  // of all indicators of a body in that time

template <class Response, class Request>
base::Result<Response> ask(
    const Visit& visit, Moment moment, std::string_view procedure, Request request
) {
    return moment == Moment::page ? visit.read<Response>(procedure, std::move(request))
                                  : visit.call<Response>(procedure, request);
}

const std::string& word(const Visit& visit, const std::string& key) {
    return visit.desk->templates.text("common", "compare." + key);
}

std::string since(const Visit& visit, const std::string& day) {
    return day.empty() ? std::string{}
                       : fmt::format("{} {}", word(visit, "since"), console::day_in_words(day));
}

void tell_stage(const Visit& visit, const Titles& titles, Look& look) {
    const auto& state = *look.state;
    look.stage.push_back(
        {"stage",
         word(visit, "stage"),
         titles.stage(state.stage(), state.ladder()),
         since(visit, state.stage_since())}
    );
    look.stage.push_back(
        {"review",
         word(visit, "review"),
         state.next_review_on().empty() ? word(visit, "none")
                                        : console::day_in_words(state.next_review_on())}
    );
    if (!state.closed_on().empty()) {
        look.stage.push_back(
            {"closed", word(visit, "closed"), console::day_in_words(state.closed_on())}
        );
    }
}

void tell_decisions(const Visit& visit, const Titles& titles, Look& look) {
    for (const auto& decision : look.state->decisions()) {
        look.decisions.push_back(
            {"decisions/" + decision.id(),
             console::day_in_words(decision.effective_on()),
             outcome_in_words(visit, titles, decision),
             decision.superseded_by().empty() ? std::string{} : word(visit, "superseded"),
             fmt::format(
                 "/compare/{}/{}?known_at={}",
                 last_part(look.state->name()),
                 decision.id(),
                 visit.known ? visit.known->text : std::string{}
             )}
        );
    }
}

void tell_remarks(const Visit& visit, const Titles& titles, Look& look) {
    for (const auto& concern : look.state->concerns()) {
        look.remarks.push_back(
            {"concerns/" + concern.id(),
             fmt::format(
                 "{}, {}", word(visit, "concern"), console::day_in_words(concern.raised_on())
             ),
             concern.title(),
             concern.closed_on().empty()
                 ? titles.domain(concern.domain())
                 : fmt::format(
                       "{} {}", word(visit, "closed"), console::day_in_words(concern.closed_on())
                   )}
        );
    }
    for (const auto& note : look.state->notes()) {
        look.remarks.push_back(
            {"notes/" + note.id(),
             fmt::format("{}, {}", word(visit, "note"), console::day_in_words(note.effective_on())),
             note.text()}
        );
    }
}

base::Result<void> tell_procedures(
    const Visit& visit, const Titles& titles, Moment moment, const std::string& body, Look& look
) {
    v1::ListProceduresRequest request;
    request.set_body(body);
    request.set_include_ended(true);
    request.set_page_size(console::items_asked_at_once);
    const auto found =
        ask<v1::ListProceduresResponse>(visit, moment, "ProcedureService/ListProcedures", request);
    if (!found) {
        return found.error();
    }
    for (const auto& procedure : found->procedures()) {
        look.procedures.push_back(
            {procedure.name(),
             titles.procedure(procedure.definition()),
             titles.stage(procedure.stage(), procedure.definition()),
             procedure.ended_on().empty()
                 ? since(visit, procedure.stage_since())
                 : fmt::format(
                       "{} {}", word(visit, "ended"), console::day_in_words(procedure.ended_on())
                   )}
        );
    }
    return {};
}

// The indicators that triggers run over, in the order of the rules.
std::vector<std::string> watched_indicators(const Titles& titles) {
    std::vector<std::string> indicators;
    std::set<std::string> known;
    if (const auto* ruleset = titles.words().definition()) {
        for (const auto& trigger : ruleset->triggers()) {
            for (const auto& indicator : trigger.indicators()) {
                if (known.insert(indicator).second) {
                    indicators.push_back(indicator);
                }
            }
        }
    }
    return indicators;
}

base::Result<void> tell_figures(
    const Visit& visit,
    const Titles& titles,
    Moment moment,
    const std::string& body,
    base::Date day,
    Look& look
) {
    v1::ListObservationsRequest request;
    request.set_body(body);
    request.set_from(base::to_string(base::add_months(day, -figures_months)));
    request.set_to(base::to_string(day));
    request.set_page_size(figures_most);
    const auto found = ask<v1::ListObservationsResponse>(
        visit, moment, "IndicatorService/ListObservations", request
    );
    if (!found) {
        return found.error();
    }
    std::map<std::string_view, std::vector<const v1::Observation*>> by_indicator;
    for (const auto& figure : found->observations()) {
        by_indicator[figure.indicator()].push_back(&figure);
    }
    for (const auto& indicator : watched_indicators(titles)) {
        for (const auto* shown : by_indicator[indicator]) {
            const auto& figure = *shown;
            look.figures.push_back(
                {fmt::format("{}/{}", indicator, figure.period_end()),
                 fmt::format(
                     "{}, {} {}",
                     titles.indicator(indicator),
                     word(visit, "to"),
                     console::day_in_words(figure.period_end())
                 ),
                 figure_in_words(figure.value()),
                 fmt::format(
                     "{} {}, {} {}",
                     word(visit, "published"),
                     console::day_in_words(figure.published_on()),
                     word(visit, "revision"),
                     figure.revision()
                 )}
            );
        }
    }
    return {};
}

}  // namespace

base::Result<Look> look_at(
    const Visit& visit,
    const Titles& titles,
    Moment moment,
    const std::string& body,
    const std::string& case_name,
    base::Date day
) {
    Look look;
    if (!case_name.empty()) {
        v1::GetCaseRequest request;
        request.set_name(case_name);
        auto found = ask<v1::GetCaseResponse>(visit, moment, "CaseService/GetCase", request);
        if (!found && found.error().code != base::Code::not_found) {
            return found.error();
        }
        if (found) {
            look.state = std::move(*found->mutable_case_());
            tell_stage(visit, titles, look);
            tell_decisions(visit, titles, look);
            tell_remarks(visit, titles, look);
        }
    }
    if (auto told = tell_procedures(visit, titles, moment, body, look); !told) {
        return told.error();
    }
    if (auto told = tell_figures(visit, titles, moment, body, day, look); !told) {
        return told.error();
    }
    return look;
}

std::string outcome_in_words(
    const Visit& visit, const Titles& titles, const v1::Decision& decision
) {
    const auto at = [&](const std::string& key) {
        console::Data values{console::Data::type::object};
        values.set("stage", titles.stage(decision.to_stage()));
        return visit.desk->templates.text("common", "outcome." + key, values);
    };
    switch (decision.outcome()) {
        case v1::DECISION_OUTCOME_MOVE:
            return at("move");
        case v1::DECISION_OUTCOME_REMAIN:
            return at("remain");
        case v1::DECISION_OUTCOME_CLOSE:
            return at("close");
        case v1::DECISION_OUTCOME_CORRECT:
            return at("correct");
        default:
            return at("migrate");
    }
}

std::string figure_in_words(double value) {
    if (std::trunc(value) != value || std::abs(value) > 1e15) {
        return fmt::format("{:.1f}", value);
    }
    auto digits = fmt::format("{:.0f}", std::abs(value));
    for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return value < 0 ? "−" + digits : digits;
}

}  // namespace ladder::auditor
