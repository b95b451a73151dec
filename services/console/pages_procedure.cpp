// Acts on a procedure: recording an entry, withdrawing one, taking a step. The same forms serve
// every desk that has procedures.
#include <utility>

#include <fmt/format.h>

#include "services/console/desks.hpp"
#include "services/console/places.hpp"
#include "services/console/procedure_forms.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

constexpr const char* act_page_name = "procedure_act";

// Which act a path asks for: PLACE/{id}/record/{record}, …/step/{stage}, …/withdraw/{entry}.
struct ActAsked {
    ProcedureSeen seen;
    std::string place{};                                   // the procedure's page
    std::string kind{};                                    // "record", "step" or "withdraw"
    std::string what{};                                    // the record, stage or entry
    const v1::RecordDefinition* record = nullptr;          // of "record" and "withdraw"
    const v1::TransitionDefinition* transition = nullptr;  // of "step"
    const v1::Entry* entry = nullptr;                      // of "withdraw"; in `seen`
    StepTried missing{};                                   // of "step"
};

base::Error no_such_act() {
    return {base::Code::not_found, "there is nothing of that name to be done", {}};
}

base::Result<ActAsked> act_asked(const Visit& visit) {
    auto seen = see_procedure(visit, "procedures/" + visit.part(1));
    if (!seen) {
        return seen.error();
    }
    ActAsked asked{std::move(*seen)};
    asked.place = fmt::format("/{}/{}", visit.part(0), percent_encoded(visit.part(1)));
    asked.kind = visit.part(2);
    asked.what = visit.part(3);
    const auto& procedure = asked.seen.procedure;
    const auto& definition = *asked.seen.definition;
    if (asked.kind == "step") {
        asked.transition = definition::find_transition(definition, procedure.stage(), asked.what);
        if (asked.transition == nullptr) {
            return no_such_act();
        }
        asked.missing = missing_for(visit, asked.seen, *asked.transition);
        return asked;
    }
    auto record = asked.what;
    if (asked.kind == "withdraw") {
        for (const auto& entry : procedure.entries()) {
            if (entry.id() == asked.what && entry.withdrawn_on().empty()) {
                asked.entry = &entry;
                record = entry.record();
            }
        }
        if (asked.entry == nullptr) {
            return no_such_act();
        }
    }
    asked.record = definition::find_record(definition, record);
    return asked.record == nullptr ? base::Result<ActAsked>{no_such_act()}
                                   : base::Result<ActAsked>{std::move(asked)};
}

base::Result<std::vector<Field>> act_fields(const Visit& visit, const ActAsked& asked) {
    if (asked.kind == "record") {
        return entry_fields(visit, asked.seen, *asked.record);
    }
    if (asked.kind == "step") {
        return step_fields(visit, asked.seen, *asked.transition, asked.missing.unmet);
    }
    Field on{"effective_on", Field::Kind::date};
    on.aside = true;
    return std::vector<Field>{{"reasons", Field::Kind::textarea}, on};
}

std::string act_heading(const Visit& visit, const ActAsked& asked) {
    const auto& templates = visit.desk->templates;
    Data words{Data::type::object};
    if (asked.kind == "step") {
        words.set("what", stage_title(asked.seen, asked.what));
        return templates.text(act_page_name, "heading.step", words);
    }
    if (asked.kind == "record") {
        return asked.record->title();
    }
    words.set("what", asked.record->title());
    return templates.text(act_page_name, "heading.withdraw", words);
}

// What it rests on, and who has it: for the reader before they begin.
void put_act_intro(Data& data, const ActAsked& asked) {
    put_text(
        data,
        "legal_basis",
        law_in_words(
            asked.transition != nullptr ? asked.transition->legal_basis()
                                        : asked.record->legal_basis()
        )
    );
    const auto* stage = definition::find_stage(*asked.seen.definition, asked.what);
    const bool is_step = asked.kind == "step" && stage != nullptr;
    put_text(data, "intro", is_step ? law_in_words(stage->description()) : "");
    data.set("exceptional", Data{is_step && asked.transition->exceptional()});
    put_text(data, "about", asked.entry == nullptr ? "" : entry_in_words(asked.seen, *asked.entry));
}

// Where a document can be added first, for each field that names one.
void put_document_links(Data& data, const Visit& visit, const ActAsked& asked) {
    std::vector<Data> links;
    const bool may_add = asked.kind == "record" && may(visit, v1::PERMISSION_ADD_DOCUMENT);
    for (const auto& field : asked.record == nullptr
                                 ? v1::RecordDefinition::default_instance().fields()
                                 : asked.record->fields()) {
        if (may_add && field.kind() == v1::FIELD_KIND_DOCUMENT) {
            auto& link = links.emplace_back(Data::type::object);
            link.set("document_title", field.title());
            link.set(
                "document_link",
                fmt::format(
                    "{}/document?record={}&field={}&key={}",
                    asked.place,
                    asked.record->id(),
                    field.id(),
                    percent_encoded(visit.query.value("key"))
                )
            );
        }
    }
    data.set("document_links", list_of(std::move(links)));
}

base::Result<Page> act_page(
    const Visit& visit, const ActAsked& asked, const Form& typed, const base::Error* error = nullptr
) {
    const auto fields = act_fields(visit, asked);
    if (!fields) {
        return fields.error();
    }
    const auto& templates = visit.desk->templates;
    const auto& procedure = asked.seen.procedure;
    Page page{act_page_name};
    page.crumbs = {
        {"/" + visit.part(0), templates.text("common", "nav." + visit.part(0))},
        {asked.place,
         fmt::format("{}: {}", asked.seen.body.title(), asked.seen.definition->title())}};
    auto& data = page.data;
    data.set("heading", act_heading(visit, asked));
    data.set("submit", templates.text(act_page_name, "submit." + asked.kind));
    data.set("caption", page.crumbs.back().text);
    put_act_intro(data, asked);
    put_document_links(data, visit, asked);
    data.set("action", visit.request.path);
    data.set("place", asked.place);
    data.set("etag", procedure.etag());
    data.set("seen_version", std::to_string(procedure.version()));
    data.set("request_id", new_request_id());
    data.set("stale", Data{false});
    auto unmet = error == nullptr ? asked.missing.unmet : unmet_of(*error);
    put_unmet(data, visit, asked.seen.titles, unmet);
    FieldErrors errors;
    // What is missing is told by the gates; an error with nothing else is no mistake of the form.
    if (error != nullptr && (error->details.size() != unmet.size() || unmet.empty())) {
        errors = errors_of(templates, act_page_name, *fields, typed, by_field(*error));
    }
    for (const auto& gate : error == nullptr ? std::vector<v1::UnmetGate>{} : unmet) {
        errors.push_back(
            {"", fmt::format("{} {}", templates.text("common", "procedure.missing"), gate.title())}
        );
    }
    for (auto& one : errors) {
        one.text = asked.seen.titles.in_text(one.text);
    }
    page.status = errors.empty() ? 200 : 422;
    put_form(data, templates, act_page_name, *fields, typed, errors);
    return page;
}

// What came to the record after the page was made, in words.
std::vector<Data> came_meanwhile(const Visit& visit, const ActAsked& asked) {
    const auto text = visit.form.value("seen_version");
    const bool is_number = !text.empty() && text.size() < 10 &&
                           text.find_first_not_of("0123456789") == std::string::npos;
    const auto version = is_number ? std::stoll(text) : asked.seen.procedure.version();
    std::vector<Data> told;
    const auto tell = [&](const std::string& line) {
        told.emplace_back(Data::type::object).set("difference", line);
    };
    const auto& procedure = asked.seen.procedure;
    for (const auto& entry : procedure.entries()) {
        if (entry.version() > version) {
            const auto* record = definition::find_record(*asked.seen.definition, entry.record());
            tell(fmt::format(
                "{}: {}",
                record == nullptr ? entry.record() : record->title(),
                entry_in_words(asked.seen, entry)
            ));
        }
    }
    if (procedure.stage_version() > version) {
        tell(stage_title(asked.seen, procedure.stage()));
    }
    return told;
}

Answer stale_act(const Visit& visit, const ActAsked& asked) {
    auto page = act_page(visit, asked, visit.form);
    if (!page) {
        return page.error();
    }
    page->status = 409;
    auto& data = page->data;
    data.set("stale", Data{true});
    data.set("changed_by", visit.people().title(asked.seen.procedure.updated_by().person()));
    const auto at = base::from_timestamp(asked.seen.procedure.updated_at());
    data.set("changed_at", at ? moment_in_words(*at) : std::string{});
    auto told = came_meanwhile(visit, asked);
    data.set("has_told", Data{!told.empty()});
    data.set("told", list_of(std::move(told)));
    return std::move(*page);
}

Answer answer_of(base::Result<Page> page) {
    return page ? Answer{std::move(*page)} : Answer{page.error()};
}

Answer show_act(Visit& visit) {
    const auto asked = act_asked(visit);
    return asked ? answer_of(act_page(visit, *asked, visit.query)) : Answer{asked.error()};
}

base::Result<void> do_act(const Visit& visit, const ActAsked& asked) {
    const auto done = [](const auto& answer) {
        return answer ? base::Result<void>{} : base::Result<void>{answer.error()};
    };
    if (asked.kind == "record") {
        return done(visit.call<v1::RecordEntryResponse>(
            "ProcedureService/RecordEntry", entry_request(asked.seen, *asked.record, visit.form)
        ));
    }
    if (asked.kind == "step") {
        return done(visit.call<v1::TakeStepResponse>(
            "ProcedureService/TakeStep", step_request(asked.seen, *asked.transition, visit.form)
        ));
    }
    v1::WithdrawEntryRequest request;
    request.set_name(asked.seen.procedure.name());
    request.set_etag(visit.form.value("etag"));
    request.set_entry(asked.what);
    request.set_reasons(visit.form.value("reasons"));
    request.set_effective_on(visit.form.date("effective_on"));
    request.set_request_id(visit.form.value("request_id"));
    return done(visit.call<v1::WithdrawEntryResponse>("ProcedureService/WithdrawEntry", request));
}

Answer make_act(Visit& visit) {
    const auto asked = act_asked(visit);
    if (!asked) {
        // The same form sent twice finds its step taken and its entry withdrawn.
        return asked.error();
    }
    const auto done = do_act(visit, *asked);
    if (!done) {
        const auto& error = done.error();
        switch (error.code) {
            case base::Code::aborted:
                return stale_act(visit, *asked);
            case base::Code::invalid_argument:
            case base::Code::failed_precondition:
            case base::Code::already_exists:
                return answer_of(act_page(visit, *asked, visit.form, &error));
            default:
                return error;
        }
    }
    Notice notice{"act_" + asked->kind, {}};
    notice.values.set(
        "what",
        asked->kind == "step" ? stage_title(asked->seen, asked->what) : asked->record->title()
    );
    visit.leave_notice(notice);
    return Redirect{asked->place};
}

}  // namespace

void add_procedure_acts(Pages& pages, const std::string& place) {
    for (const auto* kind :
         {"/{id}/record/{record}", "/{id}/step/{stage}", "/{id}/withdraw/{entry}"}) {
        pages.get(place + kind, Audience::signed_in, show_act);
        pages.post(place + kind, Audience::signed_in, make_act);
    }
    add_procedure_documents(pages, place);
}

}  // namespace ladder::console
