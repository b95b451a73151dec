// Starting a letter, a referral or a direction, in a case.
#include <algorithm>

#include <fmt/format.h>

#include "ladder/v1/case_service.pb.h"
#include "services/console/letters/letters.hpp"
#include "services/console/letters/shared.hpp"
#include "services/console/words.hpp"

namespace ladder::letters {

namespace {

using console::Answer;
using console::Field;
using console::Visit;

bool is_at_letters(const Visit& visit) {
    return visit.part(0) == "letters";
}

std::string texts_of(const Visit& visit) {
    return is_at_letters(visit) ? "letter_new" : "direction_new";
}

bool may_start(const Visit& visit, const v1::ProcedureDefinition& procedure) {
    const auto& roles = procedure.started_by();
    return std::find(roles.begin(), roles.end(), visit.who->caller.capacity) != roles.end();
}

base::Result<std::vector<console::Option>> case_options(const Visit& visit) {
    const auto cases = visit.read_all(
        "CaseService/ListCases", v1::ListCasesRequest{}, &v1::ListCasesResponse::cases
    );
    console::Titles titles;
    const auto titled = console::add_body_titles(visit, titles);
    if (!cases || !titled) {
        return cases ? titled.error() : cases.error();
    }
    const console::RulesetWords words{*visit.desk};
    std::vector<console::Option> options;
    for (const auto& one : *cases) {
        auto stage = console::word_in_words(one.stage());
        if (words.definition() != nullptr) {
            for (const auto& ladder : words.definition()->ladders()) {
                for (const auto& rung : ladder.stages()) {
                    if (ladder.id() == one.ladder() && rung.id() == one.stage()) {
                        stage = rung.title();
                    }
                }
            }
        }
        options.push_back({one.name(), fmt::format("{}, {}", titles.of(one.body()), stage)});
    }
    std::sort(options.begin(), options.end(), [](const auto& a, const auto& b) {
        return a.text < b.text;
    });
    options.insert(options.begin(), {"", visit.desk->templates.text("common", "choose")});
    return options;
}

// What whoever is signed in may start here, by the ruleset in force.
std::vector<console::Option> kind_options(const Visit& visit) {
    std::vector<console::Option> options;
    const auto found = definitions_of(
        visit,
        is_at_letters(visit) ? console::ProcedureKind::letter : console::ProcedureKind::direction
    );
    for (const auto* procedure : found.all) {
        if (may_start(visit, *procedure)) {
            options.push_back(
                {procedure->id(),
                 procedure->title(),
                 console::law_in_words(procedure->legal_basis())}
            );
        }
    }
    return options;
}

base::Result<ActForm> start_form(const Visit& visit) {
    auto cases = case_options(visit);
    if (!cases) {
        return cases.error();
    }
    ActForm form{texts_of(visit), {}, {}, {}, "/" + visit.part(0), {}};
    form.crumbs = {{form.back, visit.desk->templates.text("common", "nav." + visit.part(0))}};
    // The only kind of letter is not asked for.
    if (auto kinds = kind_options(visit); is_at_letters(visit) && kinds.size() == 1) {
        form.hidden.emplace_back("definition", kinds.front().value);
    } else {
        form.fields.push_back({"definition", Field::Kind::radios, std::move(kinds)});
    }
    form.fields.push_back({"case_name", Field::Kind::select, std::move(*cases)});
    form.fields.push_back({"reasons", Field::Kind::textarea});
    Field on{"effective_on", Field::Kind::date};
    on.aside = true;
    form.fields.push_back(on);
    return form;
}

Answer show_start(Visit& visit) {
    if (visit.known) {
        return console::Redirect{visit.link("/" + visit.part(0))};
    }
    const auto form = start_form(visit);
    if (!form) {
        return form.error();
    }
    auto typed = visit.query;
    if (const auto id = visit.query.value("case"); !id.empty()) {
        typed.set("case_name", "cases/" + id);
    }
    return form_page(visit, *form, typed);
}

Answer start(Visit& visit) {
    const auto form = start_form(visit);
    if (!form) {
        return form.error();
    }
    v1::StartProcedureRequest request;
    request.set_definition(visit.form.value("definition"));
    request.set_case_name(visit.form.value("case_name"));
    request.set_reasons(visit.form.value("reasons"));
    request.set_effective_on(visit.form.date("effective_on"));
    request.set_request_id(visit.form.value("request_id"));
    const auto made =
        visit.call<v1::StartProcedureResponse>("ProcedureService/StartProcedure", request);
    if (!made) {
        auto error = made.error();
        for (auto& detail : error.details) {
            // What the case would give, where none was chosen.
            auto* violation = std::get_if<v1::FieldViolation>(&detail);
            if (violation != nullptr && violation->field() == "body") {
                violation->set_field("case_name");
            }
        }
        return refused(visit, *form, error, {});
    }
    return console::Redirect{"/" + made->procedure().name()};  // leads to its desk
}

}  // namespace

bool may_start(const Visit& visit, console::ProcedureKind kind) {
    const auto found = definitions_of(visit, kind);
    return std::any_of(found.all.begin(), found.all.end(), [&](const auto* procedure) {
        return may_start(visit, *procedure);
    });
}

void add_start_pages(console::Pages& pages) {
    for (const std::string path : {"/letters/new", "/directions/new"}) {
        pages.get(path, console::Audience::signed_in, show_start);
        pages.post(path, console::Audience::signed_in, start);
    }
}

}  // namespace ladder::letters
