// Smaller acts on a case, each on a page of its own; and opening a case.
#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "services/console/desks.hpp"
#include "services/console/subject/act_choices.hpp"
#include "services/console/subject/acts.hpp"
#include "services/console/subject/stale.hpp"
#include "services/console/subject/subject.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

using console::FieldErrors;
using console::Redirect;

namespace {

constexpr const char* act_page_name = "case_act";

// What a procedure is for that would be started; empty for any other act.
std::string purpose_in_words(const Acting& acting) {
    const auto* rules = acting.file.titles.ruleset();
    const auto* procedure =
        acting.kind == "start" && rules != nullptr ? rules->procedure(acting.item) : nullptr;
    return procedure == nullptr ? std::string{} : console::law_in_words(procedure->description());
}

base::Result<Acting> acting_of(const Visit& visit, const console::Form& asked) {
    auto kind = visit.part(3);
    if (!is_act(kind)) {
        return base::Error{base::Code::not_found, "there is no such act", {}};
    }
    auto file = open_case_file(visit, visit.part(1));
    if (!file) {
        return file.error();
    }
    const auto* rules = file->titles.ruleset();
    if (kind == "start" && (rules == nullptr || !rules->procedure(asked.value("item")))) {
        return base::Error{base::Code::not_found, "there is no such procedure", {}};
    }
    auto choices = choices_of(visit, kind, *file);
    if (!choices) {
        return choices.error();
    }
    // Who moves a case to other rules is said by those.
    auto rights = kind == "migrate" ? Rights{titles_of(visit, ""), visit.who->caller.capacity}
                                    : file->rights(visit);
    return Acting{
        std::move(kind),
        std::move(*file),
        std::move(rights),
        asked.value("item"),
        std::move(*choices)};
}

Page act_page(
    const Visit& visit,
    const Acting& acting,
    const console::Form& typed,
    const FieldErrors& errors = {}
) {
    const auto& texts = visit.desk->templates;
    const auto own_texts = "act_" + acting.kind;
    Page page{act_page_name};
    page.crumbs = crumbs_of(visit, acting.file);
    page.status = errors.empty() ? 200 : 422;
    auto& data = page.data;
    Data words{Data::type::object};
    words.set("body", acting.file.body.title());
    words.set("stage", acting.file.stage());
    words.set("about", about_in_words(acting));
    words.set("purpose", purpose_in_words(acting));
    data.set("body_title", acting.file.body.title());
    data.set("subject", subject_in_words(acting.file.state.subject()));
    data.set("heading", texts.text(own_texts, "heading", words));
    console::put_text(
        data,
        "intro",
        texts.has_text(own_texts, "intro") ? texts.text(own_texts, "intro", words) : std::string{}
    );
    data.set("submit", texts.text(own_texts, "submit"));
    data.set("action", visit.request.path);
    data.set("back", acting.file.subject_path());
    data.set("item", acting.item);
    data.set("request_id", console::new_request_id());
    put_seen(data, acting.file.state);
    put_fresh(data);
    put_form(data, texts, own_texts, act_fields(acting, texts), typed, errors);
    return page;
}

Answer show_act(Visit& visit) {
    const auto acting = acting_of(visit, visit.query);
    if (!acting) {
        return acting.error();
    }
    if (visit.known || !acting->file.state.closed_on().empty()) {
        return Redirect{visit.link(acting->file.subject_path())};
    }
    return act_page(visit, *acting, act_as_begun(*acting));
}

FieldErrors plain(FieldErrors errors, const Titles& titles) {
    for (auto& one : errors) {
        one.text = titles.plain(one.text);
    }
    return errors;
}

// What the API says of a field by another name than the form's.
base::Error by_field_of_form(base::Error error) {
    for (auto& detail : error.details) {
        if (auto* violation = std::get_if<v1::FieldViolation>(&detail);
            violation != nullptr && violation->field().starts_with("evidence")) {
            violation->set_field("references");
        }
    }
    return error;
}

Answer refused_act(const Visit& visit, const Acting& acting, const base::Error& error) {
    const auto& texts = visit.desk->templates;
    if (error.code == base::Code::aborted) {
        auto page = act_page(visit, acting, visit.form);
        page.status = 409;
        put_stale(page.data, visit, acting.file);
        return page;
    }
    if (error.code != base::Code::invalid_argument && error.code != base::Code::already_exists &&
        error.code != base::Code::failed_precondition) {
        return error;
    }
    const auto own_texts = "act_" + acting.kind;
    auto errors =
        errors_of(texts, own_texts, act_fields(acting, texts), visit.form, by_field_of_form(error));
    return act_page(visit, acting, visit.form, plain(std::move(errors), acting.file.titles));
}

// Where what was recorded is seen.
std::string tab_after(const Acting& acting) {
    const auto& kind = acting.kind;
    if (kind == "later" || kind == "ask") {
        return "triggers";
    }
    if (kind == "start") {
        return tab_of(console::kind_of(*acting.file.titles.ruleset(), acting.item));
    }
    return kind == "correct" || kind == "migrate" ? "decisions" : std::string{};
}

Answer record_act(Visit& visit) {
    const auto acting = acting_of(visit, visit.form);
    if (!acting) {
        return acting.error();
    }
    if (const auto recorded = do_act(visit, *acting); !recorded) {
        return refused_act(visit, *acting, recorded.error());
    }
    console::Notice notice{"changed", {}};
    notice.values.set("title", acting->file.body.title());
    Data words{Data::type::object};
    words.set("about", about_in_words(*acting));
    notice.values.set("what", visit.desk->templates.text("act_" + acting->kind, "done", words));
    visit.leave_notice(notice);
    return Redirect{acting->file.subject_path(tab_after(*acting))};
}

// --- Opening a case ----------------------------------------------------------------------------

constexpr const char* open_texts = "act_open";

const std::vector<console::Field>& open_fields() {
    static const auto aside = [](std::string name) {
        console::Field field{std::move(name), console::Field::Kind::date};
        field.aside = true;
        return field;
    };
    static const std::vector<console::Field> fields{
        {"subject",
         console::Field::Kind::radios,
         {{"general", subject_in_words(v1::SUBJECT_GENERAL)},
          {"confidence", subject_in_words(v1::SUBJECT_CONFIDENCE)},
          {"counter_terrorism", subject_in_words(v1::SUBJECT_COUNTER_TERRORISM)}}},
        {"reasons", console::Field::Kind::textarea},
        aside("effective_on"),
        aside("known_on"),
    };
    return fields;
}

v1::Subject subject_typed(const std::string& typed) {
    if (typed == "general") {
        return v1::SUBJECT_GENERAL;
    }
    if (typed == "confidence") {
        return v1::SUBJECT_CONFIDENCE;
    }
    return typed == "counter_terrorism" ? v1::SUBJECT_COUNTER_TERRORISM : v1::SUBJECT_UNSPECIFIED;
}

base::Result<v1::Body> body_to_open(const Visit& visit) {
    v1::GetBodyRequest request;
    request.set_name("bodies/" + visit.part(1));
    auto found = visit.read<v1::GetBodyResponse>("BodyService/GetBody", request);
    if (!found) {
        return found.error();
    }
    return std::move(*found->mutable_body());
}

Page open_page(const Visit& visit, const v1::Body& body, const FieldErrors& errors = {}) {
    const auto& texts = visit.desk->templates;
    Page page{act_page_name};
    const auto path = "/bodies/" + id_of(body.name());
    page.crumbs = {
        {"/", texts.text("common", "nav.home")},
        {"/bodies", texts.text("common", "nav.bodies")},
        {path, body.title()}};
    page.status = errors.empty() ? 200 : 422;
    auto& data = page.data;
    data.set("body_title", body.title());
    data.set("subject", kind_in_words(body.kind()));
    data.set("heading", texts.text(open_texts, "heading"));
    data.set("intro", texts.text(open_texts, "intro"));
    data.set("submit", texts.text(open_texts, "submit"));
    data.set("action", visit.request.path);
    data.set("back", path);
    data.set("item", "");
    data.set("etag", "");
    data.set("version", "");
    data.set("request_id", console::new_request_id());
    put_fresh(data);
    put_form(data, texts, open_texts, open_fields(), visit.form, errors);
    return page;
}

Answer show_open(Visit& visit) {
    const auto body = body_to_open(visit);
    if (!body) {
        return body.error();
    }
    return visit.known ? Answer{Redirect{visit.link("/bodies/" + id_of(body->name()))}}
                       : Answer{open_page(visit, *body)};
}

Answer open_case(Visit& visit) {
    const auto body = body_to_open(visit);
    if (!body) {
        return body.error();
    }
    v1::OpenCaseRequest request;
    request.set_body(body->name());
    request.set_subject(subject_typed(visit.form.value("subject")));
    request.set_reasons(visit.form.value("reasons"));
    request.set_effective_on(visit.form.date("effective_on"));
    request.set_known_on(visit.form.date("known_on"));
    request.set_request_id(visit.form.value("request_id"));
    const auto opened = visit.call<v1::OpenCaseResponse>("CaseService/OpenCase", request);
    if (!opened) {
        const auto code = opened.error().code;
        if (code != base::Code::invalid_argument && code != base::Code::already_exists &&
            code != base::Code::failed_precondition) {
            return opened.error();
        }
        auto errors =
            errors_of(visit.desk->templates, open_texts, open_fields(), visit.form, opened.error());
        return open_page(visit, *body, plain(std::move(errors), titles_of(visit, "")));
    }
    console::Notice notice{"changed", {}};
    notice.values.set("title", body->title());
    notice.values.set("what", visit.desk->templates.text(open_texts, "done"));
    visit.leave_notice(notice);
    return Redirect{
        fmt::format("/bodies/{}?case={}", id_of(body->name()), id_of(opened->case_().name()))};
}

}  // namespace

void add_act_pages(console::Pages& pages) {
    const auto signed_in = console::Audience::signed_in;
    pages.get("/cases/{id}/record/{act}", signed_in, show_act);
    pages.post("/cases/{id}/record/{act}", signed_in, record_act);
    pages.get("/bodies/{id}/open", signed_in, show_open);
    pages.post("/bodies/{id}/open", signed_in, open_case);
}

}  // namespace ladder::subject
