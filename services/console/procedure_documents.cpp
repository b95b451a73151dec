// Adding a document about a procedure: a report, a plan, a proof. Which sizes and types are taken
// is for the API to say.
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/command/markings.hpp"
#include "ladder/v1/document_service.pb.h"
#include "services/console/desks.hpp"
#include "services/console/procedure_forms.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

constexpr const char* document_page = "procedure_document";
// More than the API takes, so that it is the API that says how much that is.
constexpr std::size_t document_form_bytes_max = std::size_t{32} * 1024 * 1024;

std::vector<Field> document_fields(const Visit& visit, const ProcedureSeen& seen) {
    const auto& templates = visit.desk->templates;
    std::vector<Option> kinds{{"", templates.text("common", "choose")}};
    for (const auto& kind : seen.ruleset->definition().document_kinds()) {
        kinds.push_back({kind.id(), kind.title()});
    }
    std::vector<Option> markings{{"", templates.text(document_page, "marking.of_kind")}};
    for (int i = v1::MARKING_NOT_PROTECTIVELY_MARKED; v1::Marking_IsValid(i); ++i) {
        markings.push_back({fmt::to_string(i), marking_in_words(static_cast<v1::Marking>(i))});
    }
    return {
        {"file", Field::Kind::file},
        {"title", Field::Kind::text},
        {"kind", Field::Kind::select, std::move(kinds)},
        {"marking", Field::Kind::select, std::move(markings)}};
}

// What was asked for when the page was opened, kept by the form: the record and field that wait
// for the document, and what the record is about.
std::string waiting_link(const Form& asked, const std::string& place, const std::string& document) {
    const auto record = asked.value("record");
    if (record.empty()) {
        return place;
    }
    auto link = fmt::format(
        "{}/record/{}?v-{}={}",
        place,
        percent_encoded(record),
        percent_encoded(asked.value("field")),
        percent_encoded(document)
    );
    const auto key = asked.value("key");
    return key.empty() ? link : fmt::format("{}&key={}", link, percent_encoded(key));
}

// "parts[0].media_type" is about the file.
base::Error by_file(base::Error error) {
    for (auto& detail : error.details) {
        auto* violation = std::get_if<v1::FieldViolation>(&detail);
        if (violation != nullptr && violation->field().starts_with("parts")) {
            violation->set_field("file");
        }
    }
    return error;
}

Answer document_form(
    const Visit& visit, const Form& asked, const std::optional<base::Error>& error = {}
) {
    const auto seen = see_procedure(visit, "procedures/" + visit.part(1));
    if (!seen) {
        return seen.error();
    }
    const auto& templates = visit.desk->templates;
    const auto fields = document_fields(visit, *seen);
    // A chosen file is not sent back by browsers: what was there is typed, the file is not.
    FieldErrors errors;
    if (error) {
        auto typed = asked;
        typed.set("file", visit.files.contains("file") ? "chosen" : "");
        errors = errors_of(templates, document_page, fields, typed, by_file(*error));
    }
    const auto place = fmt::format("/{}/{}", visit.part(0), percent_encoded(visit.part(1)));
    Page page{document_page};
    page.status = errors.empty() ? 200 : 422;
    page.crumbs = {
        {"/" + visit.part(0), templates.text("common", "nav." + visit.part(0))},
        {place, fmt::format("{}: {}", seen->body.title(), seen->definition->title())}};
    auto& data = page.data;
    data.set("caption", page.crumbs.back().text);
    data.set("action", visit.request.path);
    data.set("place", place);
    data.set("record", asked.value("record"));
    data.set("field", asked.value("field"));
    data.set("key", asked.value("key"));
    data.set("request_id", new_request_id());
    put_form(data, templates, document_page, fields, asked, errors);
    return page;
}

Answer show_document_form(Visit& visit) {
    return document_form(visit, visit.query);
}

Answer add_document(Visit& visit) {
    v1::AddDocumentRequest request;
    request.set_kind(visit.form.value("kind"));
    request.set_title(visit.form.value("title"));
    request.set_about("procedures/" + visit.part(1));
    request.set_request_id(visit.form.value("request_id"));
    if (const auto file = visit.files.find("file"); file != visit.files.end()) {
        auto& part = *request.add_parts();
        part.set_media_type(file->second.media_type);
        part.set_file_name(file->second.file_name);
        part.set_content(file->second.bytes);
        const auto marking = visit.form.value("marking");
        const bool is_marking = marking.size() == 1 && v1::Marking_IsValid(marking.front() - '0');
        part.set_marking(
            is_marking ? static_cast<v1::Marking>(marking.front() - '0') : v1::MARKING_UNSPECIFIED
        );
    }
    const auto added = visit.call<v1::AddDocumentResponse>("DocumentService/AddDocument", request);
    if (!added) {
        const auto error = added.error();
        const bool can_mend = error.code == base::Code::invalid_argument ||
                              error.code == base::Code::failed_precondition ||
                              error.code == base::Code::already_exists;
        return can_mend ? document_form(visit, visit.form, error) : Answer{error};
    }
    Notice notice{"document_added", {}};
    notice.values.set("title", added->document().title());
    visit.leave_notice(notice);
    const auto place = fmt::format("/{}/{}", visit.part(0), percent_encoded(visit.part(1)));
    return Redirect{waiting_link(visit.form, place, added->document().name())};
}

}  // namespace

void add_procedure_documents(Pages& pages, const std::string& place) {
    pages.get(place + "/{id}/document", Audience::signed_in, show_document_form);
    pages.post_files(
        place + "/{id}/document", Audience::signed_in, add_document, document_form_bytes_max
    );
}

}  // namespace ladder::console
