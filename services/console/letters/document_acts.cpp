// Changing a document's marking, and taking back what was published of it.
#include <algorithm>

#include <fmt/format.h>

#include "engine/command/markings.hpp"
#include "services/console/letters/document_forms.hpp"
#include "services/console/letters/documents.hpp"
#include "services/console/letters/letters.hpp"
#include "services/console/words.hpp"

namespace ladder::letters {

namespace {

using console::Answer;
using console::Field;
using console::Visit;

std::string marking_word(v1::Marking marking) {
    auto word = v1::Marking_Name(marking).substr(std::string_view{"MARKING_"}.size());
    std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return word;
}

v1::Marking marking_typed(const std::string& word) {
    return command::marking_of(word).value_or(v1::MARKING_UNSPECIFIED);
}

ActForm mark_form(const Visit& visit, const v1::Document& document) {
    auto form = document_form(visit, document, "document_mark");
    std::vector<console::Option> markings;
    for (int i = v1::MARKING_NOT_PROTECTIVELY_MARKED; v1::Marking_IsValid(i); ++i) {
        const auto marking = static_cast<v1::Marking>(i);
        markings.push_back({marking_word(marking), console::marking_in_words(marking)});
    }
    if (document.parts_size() > 1) {
        std::vector<console::Option> parts;
        for (const auto& part : document.parts()) {
            parts.push_back(
                {part.id(),
                 part.title().empty() ? part.file_name() : part.title(),
                 console::marking_in_words(part.marking())}
            );
        }
        form.fields.push_back({"part", Field::Kind::radios, std::move(parts)});
    }
    form.fields.push_back({"marking", Field::Kind::radios, std::move(markings)});
    form.fields.push_back({"reasons", Field::Kind::textarea});
    add_authority(visit, form.fields);
    return form;
}

Answer show_mark(Visit& visit) {
    const auto document = document_of(visit);
    if (!document) {
        return document.error();
    }
    console::Form typed;
    typed.set("part", visit.query.value("part"));
    typed.set("marking", marking_word(document->marking()));
    return form_page(visit, mark_form(visit, *document), typed);
}

Answer mark(Visit& visit) {
    const auto document = document_of(visit);
    if (!document) {
        return document.error();
    }
    v1::ChangeMarkingRequest request;
    request.set_name(document->name());
    request.set_etag(visit.form.value("etag"));
    request.set_part(
        document->parts_size() == 1 ? document->parts(0).id() : visit.form.value("part")
    );
    request.set_marking(marking_typed(visit.form.value("marking")));
    request.set_reasons(visit.form.value("reasons"));
    set_authority(visit, request);
    request.set_request_id(visit.form.value("request_id"));
    const auto done =
        visit.call<v1::ChangeMarkingResponse>("DocumentService/ChangeMarking", request);
    if (!done) {
        return refused(visit, mark_form(visit, *document), done.error(), marked_by(*document));
    }
    tell_done(visit, "document_mark");
    return console::Redirect{document_path(visit)};
}

// --- Taking a publication back.

base::Result<v1::Publication> publication_of(const Visit& visit, const v1::Document& document) {
    const auto all = publications_of(visit, document);
    if (!all) {
        return all.error();
    }
    for (const auto& publication : *all) {
        if (id_of(publication.name()) == visit.part(3) && publication.withdrawn_on().empty()) {
            return publication;
        }
    }
    return base::Error{base::Code::not_found, "there is no such publication", {}};
}

ActForm take_back_form(
    const Visit& visit, const v1::Document& document, const v1::Publication& publication
) {
    auto form = document_form(visit, document, "document_take_back");
    form.etag = publication.etag();
    form.fields.push_back({"reasons", Field::Kind::textarea});
    form.fields.push_back({"effective_on", Field::Kind::date});
    return form;
}

Answer show_take_back(Visit& visit) {
    const auto document = document_of(visit);
    const auto publication = document ? publication_of(visit, *document)
                                      : base::Result<v1::Publication>{document.error()};
    return publication ? Answer{form_page(
                             visit, take_back_form(visit, *document, *publication), visit.query
                         )}
                       : Answer{publication.error()};
}

Answer take_back(Visit& visit) {
    const auto document = document_of(visit);
    const auto publication = document ? publication_of(visit, *document)
                                      : base::Result<v1::Publication>{document.error()};
    if (!publication) {
        return publication.error();
    }
    v1::WithdrawPublicationRequest request;
    request.set_name(publication->name());
    request.set_etag(visit.form.value("etag"));
    request.set_reasons(visit.form.value("reasons"));
    request.set_effective_on(visit.form.date("effective_on"));
    request.set_request_id(visit.form.value("request_id"));
    const auto done =
        visit.call<v1::WithdrawPublicationResponse>("DocumentService/WithdrawPublication", request);
    if (!done) {
        return refused(
            visit,
            take_back_form(visit, *document, *publication),
            done.error(),
            {publication->recorded_by().person(), moment_of(publication->recorded_at())}
        );
    }
    tell_done(visit, "document_take_back");
    return console::Redirect{document_path(visit)};
}

}  // namespace

ActForm document_form(
    const console::Visit& visit, const v1::Document& document, const std::string& texts
) {
    ActForm form;
    form.texts = texts;
    form.caption = document.title();
    form.etag = document.etag();
    form.back = document_path(visit);
    form.crumbs = above_document(visit);
    form.crumbs.push_back({form.back, document.title()});
    return form;
}

// Nobody is named as having changed a document but by its last change of marking.
ChangedBy marked_by(const v1::Document& document) {
    if (document.marking_changes_size() == 0) {
        return {document.recorded_by().person(), moment_of(document.recorded_at())};
    }
    const auto& change = *document.marking_changes().rbegin();
    return {change.authority().person(), moment_of(change.recorded_at())};
}

void tell_done(console::Visit& visit, const std::string& texts) {
    console::Notice notice{"act_record", {}};
    notice.values.set("what", visit.desk->templates.text(texts, "done"));
    visit.leave_notice(notice);
}

void add_authority(const console::Visit& visit, std::vector<console::Field>& fields) {
    fields.push_back(console::person_field("authority", visit.people()));
    fields.push_back({"capacity", console::Field::Kind::select, role_options(visit)});
}

void set_authority(const console::Visit& visit, v1::ChangeMarkingRequest& request) {
    const auto person = visit.form.value("authority");
    const auto capacity = visit.form.value("capacity");
    if (!person.empty() || !capacity.empty()) {
        request.mutable_authority()->set_person(person);
        request.mutable_authority()->set_capacity(capacity);
    }
}

void add_document_act_pages(console::Pages& pages) {
    using console::Audience;
    pages.get("/documents/{id}/mark", Audience::signed_in, show_mark);
    pages.post("/documents/{id}/mark", Audience::signed_in, mark);
    pages.get("/documents/{id}/take-back/{publication}", Audience::signed_in, show_take_back);
    pages.post("/documents/{id}/take-back/{publication}", Audience::signed_in, take_back);
}

}  // namespace ladder::letters
