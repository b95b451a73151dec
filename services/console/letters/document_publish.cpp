// Publishing a document: an act of its own, with its day; of a public letter also its record and
// step.
#include <algorithm>

#include <fmt/format.h>

#include "services/console/desks.hpp"
#include "services/console/letters/document_forms.hpp"
#include "services/console/letters/documents.hpp"
#include "services/console/letters/letters.hpp"
#include "services/console/words.hpp"

namespace ladder::letters {

namespace {

using console::Answer;
using console::Field;
using console::Visit;

constexpr int left_out_most = 3;  // that one form asks for

bool is_marked(const v1::Document& document) {
    return document.marking() > v1::MARKING_NOT_PROTECTIVELY_MARKED;
}

ActForm publish_form(const Visit& visit, const v1::Document& document) {
    auto form = document_form(
        visit, document, is_marked(document) ? "document_publish_marked" : "document_publish"
    );
    form.words.set("marking", console::marking_in_words(document.marking()));
    form.fields.push_back({"title", Field::Kind::text});
    form.fields.push_back({"published_on", Field::Kind::date});
    form.fields.push_back({"publisher", Field::Kind::text});
    form.fields.push_back({"url", Field::Kind::text});
    if (is_marked(document)) {
        form.fields.push_back({"reasons", Field::Kind::textarea});
        add_authority(visit, form.fields);
    }
    const auto& templates = visit.desk->templates;
    for (int i = 1; i <= left_out_most; ++i) {
        const auto field = [&](const char* name, Field::Kind kind) {
            Field made{fmt::format("{}_{}", name, i), kind};
            made.label = templates.text("document_publish", name);
            made.aside = true;
            return made;
        };
        form.fields.push_back(field("what", Field::Kind::text));
        auto ground = field("ground", Field::Kind::select);
        ground.options = {{"", templates.text("common", "choose")}};
        for (const int value : {1, 2}) {
            ground.options.push_back(
                {std::to_string(value),
                 templates.text("register_entry", fmt::format("ground.{}", value))}
            );
        }
        form.fields.push_back(std::move(ground));
        form.fields.push_back(field("why", Field::Kind::text));
    }
    return form;
}

// The body of the record that a document is about; empty if it tells none.
std::string body_about(const Visit& visit, const v1::Document& document) {
    const auto& about = document.about();
    if (about.starts_with("bodies/")) {
        return about;
    }
    if (about.starts_with("procedures/")) {
        v1::GetProcedureRequest request;
        request.set_name(about);
        const auto found =
            visit.call<v1::GetProcedureResponse>("ProcedureService/GetProcedure", request);
        return found ? found->procedure().body() : std::string{};
    }
    return {};
}

v1::PublishRequest publish_request(const Visit& visit, const v1::Document& document) {
    v1::PublishRequest request;
    auto& publication = *request.mutable_publication();
    publication.set_title(visit.form.value("title"));
    publication.set_of(document.name());
    publication.set_body(body_about(visit, document));
    publication.set_audience("public");
    const auto day = visit.form.date("published_on");
    publication.set_published_on(day.empty() ? console::today_of(visit) : day);
    publication.set_publisher(visit.form.value("publisher"));
    publication.set_url(visit.form.value("url"));
    for (int i = 1; i <= left_out_most; ++i) {
        const auto what = visit.form.value(fmt::format("what_{}", i));
        const auto ground = visit.form.value(fmt::format("ground_{}", i));
        const auto why = visit.form.value(fmt::format("why_{}", i));
        if (!what.empty() || !ground.empty() || !why.empty()) {
            auto& left_out = *publication.add_redactions();
            left_out.set_what(what);
            left_out.set_reason(why);
            left_out.set_ground(
                ground == "1"   ? v1::WITHHOLDING_GROUND_NATIONAL_SECURITY
                : ground == "2" ? v1::WITHHOLDING_GROUND_SAFETY_OF_PERSON
                                : v1::WITHHOLDING_GROUND_UNSPECIFIED
            );
        }
    }
    request.set_request_id(visit.form.value("request_id") + "-publish");
    return request;
}

// The errors of a publication by the fields of its form: "publication.redactions[0].what" is of
// "what_1".
base::Error by_publish_field(base::Error error) {
    constexpr std::string_view redactions = "publication.redactions[";
    for (auto& detail : error.details) {
        auto* violation = std::get_if<v1::FieldViolation>(&detail);
        if (violation == nullptr || !violation->field().starts_with(redactions)) {
            continue;
        }
        const auto& path = violation->field();
        const auto index = path.substr(redactions.size(), 1);
        auto name = path.substr(path.rfind('.') + 1);
        name = name == "reason" ? "why" : name;
        violation->set_field(fmt::format("{}_{}", name, index[0] - '0' + 1));
    }
    return error;
}

// Lowers every part that is marked: each is a change with its authority and reason.
base::Result<void> lower_markings(const Visit& visit, const v1::Document& document) {
    auto etag = visit.form.value("etag");
    for (const auto& part : document.parts()) {
        if (part.marking() <= v1::MARKING_NOT_PROTECTIVELY_MARKED) {
            continue;
        }
        v1::ChangeMarkingRequest request;
        request.set_name(document.name());
        request.set_etag(etag);
        request.set_part(part.id());
        request.set_marking(v1::MARKING_NOT_PROTECTIVELY_MARKED);
        request.set_reasons(visit.form.value("reasons"));
        set_authority(visit, request);
        request.set_request_id(visit.form.value("request_id") + "-mark-" + part.id());
        const auto done =
            visit.call<v1::ChangeMarkingResponse>("DocumentService/ChangeMarking", request);
        if (!done) {
            return done.error();
        }
        etag = done->document().etag();
    }
    return {};
}

// A public letter that was sent is published in its procedure too. Errors: of the record or step.
base::Result<void> publish_letter(
    Visit& visit, const v1::Document& document, const std::string& where
) {
    if (!document.about().starts_with("procedures/")) {
        return {};
    }
    const auto seen = console::see_procedure(visit, document.about());
    if (!seen || !is_letter(*seen) || seen->procedure.stage() != "sent") {
        return {};
    }
    visit.form.remove("etag");
    visit.form.set("etag", seen->procedure.etag());
    Series series{visit, document.about()};
    auto entry = series.record("published", {{"where", where}, {"document", document.name()}});
    if (!entry) {
        return entry.error();
    }
    return series.step(
        "published",
        visit.desk->templates.text("document_publish", "step_reason"),
        {std::move(*entry)}
    );
}

Answer show_publish(Visit& visit) {
    const auto document = document_of(visit);
    if (!document) {
        return document.error();
    }
    auto typed = visit.query;
    typed.set("title", document->title());
    typed.set("publisher", visit.who->caller.person->organisation());
    return form_page(visit, publish_form(visit, *document), typed);
}

// First what is asked of the publication, without writing anything; then the marking, for what is
// published while it is marked is shown to nobody; then the publication.
base::Result<void> publish_now(const Visit& visit, const v1::Document& document) {
    auto request = publish_request(visit, document);
    request.set_validate_only(true);
    if (const auto fits = visit.call<v1::PublishResponse>("DocumentService/Publish", request);
        !fits) {
        return fits.error();
    }
    if (auto lowered = lower_markings(visit, document); !lowered) {
        return lowered;
    }
    request.set_validate_only(false);
    const auto done = visit.call<v1::PublishResponse>("DocumentService/Publish", request);
    return done ? base::Result<void>{} : base::Result<void>{done.error()};
}

// Published once: what was sent again after a refusal goes on where it ended.
base::Result<void> publish_all(Visit& visit, const v1::Document& document) {
    const auto before = publications_of(visit, document);
    if (!before) {
        return before.error();
    }
    if (!is_public(*before)) {
        if (auto done = publish_now(visit, document); !done) {
            return done;
        }
    }
    const auto url = visit.form.value("url");
    return publish_letter(
        visit,
        document,
        url.empty() ? visit.desk->templates.text("document_publish", "where_register") : url
    );
}

Answer publish(Visit& visit) {
    const auto document = document_of(visit);
    if (!document) {
        return document.error();
    }
    if (const auto done = publish_all(visit, *document); !done) {
        // What was done of it stays done: the form goes on from there.
        const auto now = document_of(visit);
        return now ? refused(
                         visit,
                         publish_form(visit, *now),
                         by_publish_field(done.error()),
                         marked_by(*now)
                     )
                   : Answer{now.error()};
    }
    tell_done(visit, "document_publish");
    return console::Redirect{document_path(visit)};
}

}  // namespace

void add_document_publish_pages(console::Pages& pages) {
    pages.get("/documents/{id}/publish", console::Audience::signed_in, show_publish);
    pages.post("/documents/{id}/publish", console::Audience::signed_in, publish);
}

}  // namespace ladder::letters
