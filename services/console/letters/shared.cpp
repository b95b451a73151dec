#include "services/console/letters/shared.hpp"

#include <fmt/format.h>

#include "services/console/desks.hpp"
#include "services/console/words.hpp"

namespace ladder::letters {

using console::Data;
using console::Page;
using console::Visit;

std::string value_of(const v1::Entry& entry, std::string_view field) {
    for (const auto& value : entry.values()) {
        if (value.field() == field) {
            return value.value();
        }
    }
    return {};
}

const v1::Entry* latest(
    const Visit& visit, const console::ProcedureSeen& seen, std::string_view record
) {
    const auto found = console::standing(visit, seen, record);
    return found.empty() ? nullptr : found.back();
}

std::string id_of(std::string_view name) {
    return std::string{name.substr(name.find('/') + 1)};
}

Definitions definitions_of(const Visit& visit, console::ProcedureKind kind) {
    Definitions found;
    if (auto ruleset = visit.desk->app.rulesets.indexed("")) {
        found.ruleset = std::move(*ruleset);
        for (const auto& procedure : found.ruleset->definition().procedures()) {
            if (console::kind_of(*found.ruleset, procedure.id()) == kind) {
                found.all.push_back(&procedure);
            }
        }
    }
    return found;
}

bool is_letter(const console::ProcedureSeen& seen) {
    return console::kind_of(*seen.ruleset, seen.definition->id()) == console::ProcedureKind::letter;
}

std::string day_shown(const Visit& visit) {
    return visit.known ? base::to_string(base::day_of(visit.known->at)) : console::today_of(visit);
}

Series::Series(const Visit& visit, std::string procedure)
    : visit_{visit},
      procedure_{std::move(procedure)},
      etag_{visit.form.value("etag")},
      request_id_{visit.form.value("request_id")},
      effective_on_{visit.form.date("effective_on")} {}

v1::RecordEntryRequest Series::request_of(
    const std::string& record, const Values& values, const std::string& key
) const {
    v1::RecordEntryRequest request;
    request.set_name(procedure_);
    request.set_etag(etag_);
    request.set_record(record);
    request.set_key(key);
    for (const auto& [field, value] : values) {
        if (!value.empty()) {
            auto& told = *request.add_values();
            told.set_field(field);
            told.set_value(value);
        }
    }
    request.set_effective_on(effective_on_);
    return request;
}

base::Result<void> Series::try_record(const std::string& record, const Values& values) const {
    auto request = request_of(record, values, {});
    request.set_validate_only(true);
    request.set_request_id(console::new_request_id());
    const auto tried =
        visit_.call<v1::RecordEntryResponse>("ProcedureService/RecordEntry", request);
    return tried ? base::Result<void>{} : base::Result<void>{tried.error()};
}

base::Result<std::string> Series::record(
    const std::string& record, const Values& values, const std::string& key
) {
    auto request = request_of(record, values, key);
    request.set_request_id(next_id());
    const auto done = visit_.call<v1::RecordEntryResponse>("ProcedureService/RecordEntry", request);
    if (!done) {
        return done.error();
    }
    etag_ = done->procedure().etag();
    return done->entry().id();
}

base::Result<void> Series::step(
    const std::string& to, const std::string& reasons, const std::vector<std::string>& evidence
) {
    v1::TakeStepRequest request;
    request.set_name(procedure_);
    request.set_etag(etag_);
    request.set_to_stage(to);
    request.set_reasons(reasons);
    for (const auto& one : evidence) {
        request.add_evidence(one);
    }
    request.set_effective_on(effective_on_);
    request.set_request_id(next_id());
    const auto done = visit_.call<v1::TakeStepResponse>("ProcedureService/TakeStep", request);
    if (!done) {
        return done.error();
    }
    etag_ = done->procedure().etag();
    return {};
}

Page form_page(
    const Visit& visit,
    const ActForm& form,
    const console::Form& typed,
    const console::FieldErrors& errors
) {
    const auto& templates = visit.desk->templates;
    Page page{"letter_act"};
    page.crumbs = form.crumbs;
    page.status = errors.empty() ? 200 : 422;
    auto& data = page.data;
    data.set("heading", templates.text(form.texts, "heading", form.words));
    data.set("submit", templates.text(form.texts, "submit"));
    console::put_text(
        data,
        "intro",
        templates.has_text(form.texts, "intro") ? templates.text(form.texts, "intro", form.words)
                                                : std::string{}
    );
    console::put_text(data, "caption", form.caption);
    data.set("action", visit.request.path);
    data.set("back", form.back);
    std::vector<Data> hidden;
    const auto hide = [&](const std::string& name, const std::string& value) {
        auto& field = hidden.emplace_back(Data::type::object);
        field.set("name", name);
        field.set("value", value);
    };
    hide("etag", form.etag);
    hide("request_id", console::new_request_id());
    for (const auto& [name, value] : form.hidden) {
        hide(name, value);
    }
    data.set("hidden", console::list_of(std::move(hidden)));
    data.set("stale", Data{false});
    data.set("has_gates", Data{false});
    console::put_form(data, templates, form.texts, form.fields, typed, errors);
    return page;
}

console::Answer refused(
    const Visit& visit, const ActForm& form, const base::Error& error, const ChangedBy& changed
) {
    const auto& templates = visit.desk->templates;
    switch (error.code) {
        case base::Code::aborted: {
            auto page = form_page(visit, form, visit.form);
            page.status = 409;
            page.data.set("stale", Data{true});
            page.data.set("changed_by", visit.people().title(changed.person));
            page.data.set("changed_at", changed.at);
            page.data.set("has_told", Data{false});
            return page;
        }
        case base::Code::invalid_argument:
        case base::Code::failed_precondition:
        case base::Code::already_exists: {
            const auto unmet = console::unmet_of(error);
            const auto titles = console::titles_for_refusals(visit);
            auto errors = console::errors_of(
                templates, form.texts, form.fields, visit.form, console::by_field(error)
            );
            if (!unmet.empty()) {
                errors.clear();
                for (const auto& gate : unmet) {
                    errors.push_back({"", gate.title()});
                }
            }
            for (auto& one : errors) {
                one.text = titles.in_text(one.text);
            }
            auto page = form_page(visit, form, visit.form, errors);
            console::put_unmet(page.data, visit, titles, unmet);
            return page;
        }
        default:
            return error;
    }
}

const v1::LetterDefinition* letter_of(const console::ProcedureSeen& seen) {
    for (const auto& letter : seen.ruleset->definition().letters()) {
        if (letter.procedure() == seen.procedure.definition()) {
            return &letter;
        }
    }
    return nullptr;
}

v1::WriteLetterRequest write_request(
    const Visit& visit, const console::ProcedureSeen& seen, const console::Form& typed
) {
    v1::WriteLetterRequest request;
    const auto* letter = letter_of(seen);
    request.set_letter(letter == nullptr ? std::string{} : letter->id());
    request.set_procedure(seen.procedure.name());
    request.set_dated(typed.date("dated"));
    for (const auto* field : {"reference", "copied_to"}) {
        if (const auto value = typed.value(field); !value.empty()) {
            (*request.mutable_fields())[field] = value;
        }
    }
    request.set_request_id(visit.form.value("request_id"));
    return request;
}

std::vector<console::Option> role_options(const Visit& visit) {
    const console::RulesetWords words{*visit.desk};
    std::vector<console::Option> options{{"", visit.desk->templates.text("common", "choose")}};
    if (words.definition() != nullptr) {
        for (const auto& role : words.definition()->roles()) {
            options.push_back({role.id(), role.title()});
        }
    }
    return options;
}

}  // namespace ladder::letters
