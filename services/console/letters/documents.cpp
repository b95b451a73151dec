// A document: its parts with their hashes, its versions, and what was published of it.
#include "services/console/letters/documents.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "services/console/letters/letters.hpp"
#include "services/console/letters/paper.hpp"
#include "services/console/letters/shared.hpp"
#include "services/console/places.hpp"
#include "services/console/words.hpp"

namespace ladder::letters {

namespace {

using console::Answer;
using console::Data;
using console::Page;
using console::Visit;

constexpr const char* document_name = "document";
constexpr std::int64_t bytes_read_on_page = std::int64_t{256} * 1024;

std::string kind_title(const Visit& visit, const v1::Document& document) {
    const console::RulesetWords words{*visit.desk};
    if (words.definition() != nullptr) {
        for (const auto& kind : words.definition()->document_kinds()) {
            if (kind.id() == document.kind()) {
                return kind.title();
            }
        }
    }
    return console::word_in_words(document.kind());
}

// Where what a document is about has its page, and in which words; empty if it is about nothing.
struct AboutShown {
    std::string link;
    std::string text;
};

AboutShown about_of(const Visit& visit, const v1::Document& document) {
    const auto& about = document.about();
    if (about.starts_with("procedures/")) {
        v1::GetProcedureRequest request;
        request.set_name(about);
        const auto found =
            visit.read<v1::GetProcedureResponse>("ProcedureService/GetProcedure", request);
        if (!found) {
            return {};
        }
        const auto& procedure = found->procedure();
        const auto ruleset = visit.desk->app.rulesets.indexed(procedure.ruleset());
        const auto* definition = ruleset ? (*ruleset)->procedure(procedure.definition()) : nullptr;
        return {
            visit.link("/" + about),
            definition == nullptr ? procedure.definition() : definition->title()};
    }
    if (about.empty()) {
        return {};
    }
    return {
        visit.link("/" + about),
        visit.desk->templates.text(document_name, "about." + about.substr(0, about.find('/')))};
}

base::Result<Data> parts_of(const Visit& visit, const v1::Document& document) {
    std::vector<Data> parts;
    for (const auto& part : document.parts()) {
        auto& shown = parts.emplace_back(part_data(
            part,
            visit.link(fmt::format("/documents/{}/download/{}", id_of(document.name()), part.id()))
        ));
        shown.set("marking", console::marking_in_words(part.marking()));
        shown.set("part", part.id());
        shown.set("text", Data{false});
        if (is_text(part) && part.size() <= bytes_read_on_page) {
            v1::GetContentRequest request;
            request.set_name(document.name());
            request.set_part(part.id());
            const auto content =
                visit.show<v1::GetContentResponse>("DocumentService/GetContent", request);
            if (!content) {
                return content.error();
            }
            console::put_text(shown, "text", content->content());
        }
    }
    return console::list_of(std::move(parts));
}

// Other documents of its kind about the same record: for a letter, its versions.
base::Result<Data> versions_beside(const Visit& visit, const v1::Document& document) {
    std::vector<Data> rows;
    if (!document.about().empty()) {
        v1::ListDocumentsRequest request;
        request.set_about(document.about());
        request.set_kind(document.kind());
        const auto all = visit.read_all(
            "DocumentService/ListDocuments", request, &v1::ListDocumentsResponse::documents
        );
        if (!all) {
            return all.error();
        }
        for (const auto& other : *all) {
            if (other.name() != document.name()) {
                auto& row = rows.emplace_back(Data::type::object);
                row.set("link", visit.link("/documents/" + id_of(other.name())));
                row.set("other_title", other.title());
                row.set("recorded", moment_of(other.recorded_at()));
            }
        }
    }
    return console::list_of(std::move(rows));
}

void put_publications_of(
    Data& data,
    const Visit& visit,
    const v1::Document& document,
    const std::vector<v1::Publication>& publications
) {
    std::vector<Data> rows;
    const bool may_publish = !visit.known && console::may(visit, v1::PERMISSION_PUBLISH);
    for (const auto& publication : publications) {
        auto& row = rows.emplace_back(Data::type::object);
        const bool stands = publication.withdrawn_on().empty();
        row.set("on", console::day_in_words(publication.published_on()));
        row.set("publisher", publication.publisher());
        row.set("audience", publication.audience());
        console::put_text(row, "withdrawn_on", console::day_in_words(publication.withdrawn_on()));
        row.set("withdrawn_because", publication.withdrawn_because());
        const bool open = stands && publication.audience() == "public";
        const bool marked = document.marking() > v1::MARKING_NOT_PROTECTIVELY_MARKED;
        row.set("marked", Data{open && marked});
        console::put_text(
            row,
            "register",
            open && !marked ? "/register/" + id_of(publication.name()) : std::string{}
        );
        console::put_text(
            row,
            "withdraw",
            stands && may_publish
                ? fmt::format("{}/take-back/{}", document_path(visit), id_of(publication.name()))
                : std::string{}
        );
    }
    data.set("has_publications", Data{!rows.empty()});
    data.set("publications", console::list_of(std::move(rows)));
    data.set("may_publish", Data{may_publish && !is_public(publications)});
}

Data marking_changes(const Visit& visit, const v1::Document& document) {
    std::vector<Data> changes;
    for (const auto& change : document.marking_changes()) {
        auto& row = changes.emplace_back(Data::type::object);
        row.set("before", console::marking_in_words(change.before()));
        row.set("after", console::marking_in_words(change.after()));
        row.set("reason", change.reason());
        row.set("authority", visit.people().title(change.authority().person()));
        row.set("at", moment_of(change.recorded_at()));
    }
    return console::list_of(std::move(changes));
}

Answer show_document(Visit& visit) {
    const auto document = document_of(visit);
    if (!document) {
        return document.error();
    }
    auto parts = parts_of(visit, *document);
    auto versions = versions_beside(visit, *document);
    const auto publications = publications_of(visit, *document);
    if (!parts || !versions || !publications) {
        return !parts ? parts.error() : !versions ? versions.error() : publications.error();
    }
    Page page{document_name};
    page.crumbs = above_document(visit);
    auto& data = page.data;
    data.set("document_title", document->title());
    data.set("kind", kind_title(visit, *document));
    data.set("marking", console::marking_in_words(document->marking()));
    data.set("dated", console::day_in_words(document->dated()));
    data.set("recorded_at", moment_of(document->recorded_at()));
    data.set("recorded_by", visit.people().title(document->recorded_by().person()));
    const auto about = about_of(visit, *document);
    console::put_text(data, "about_link", about.link);
    console::put_text(data, "about_text", about.text);
    data.set("path", document_path(visit));
    data.set("parts", *parts);
    data.set("has_versions", Data{versions->is_non_empty_list()});
    data.set("versions", *versions);
    data.set("has_changes", Data{document->marking_changes_size() > 0});
    data.set("changes", marking_changes(visit, *document));
    data.set("may_mark", Data{!visit.known && console::may(visit, v1::PERMISSION_ADD_DOCUMENT)});
    put_publications_of(data, visit, *document, *publications);
    return page;
}

Answer download_document(Visit& visit) {
    const auto document = document_of(visit);
    if (!document) {
        return document.error();
    }
    for (const auto& part : document->parts()) {
        if (part.id() == visit.part(3)) {
            v1::GetContentRequest request;
            request.set_name(document->name());
            request.set_part(part.id());
            auto content =
                visit.read<v1::GetContentResponse>("DocumentService/GetContent", request);
            return content ? Answer{file_of(part, std::move(*content->mutable_content()), {})}
                           : Answer{content.error()};
        }
    }
    return base::Error{base::Code::not_found, "there is no such part", {}};
}

}  // namespace

std::string document_path(const console::Visit& visit) {
    return "/documents/" + console::percent_encoded(visit.part(1));
}

base::Result<v1::Document> document_of(const console::Visit& visit) {
    v1::GetDocumentRequest request;
    request.set_name("documents/" + visit.part(1));
    const auto found = visit.read<v1::GetDocumentResponse>("DocumentService/GetDocument", request);
    return found ? base::Result<v1::Document>{found->document()} : found.error();
}

std::vector<console::Crumb> above_document(const console::Visit& visit) {
    return {{"/letters", visit.desk->templates.text("common", "nav.letters")}};
}

std::string moment_of(const google::protobuf::Timestamp& at) {
    const auto moment = base::from_timestamp(at);
    return moment ? console::moment_in_words(*moment) : std::string{};
}

base::Result<std::vector<v1::Publication>> publications_of(
    const console::Visit& visit, const v1::Document& document
) {
    v1::ListPublicationsRequest request;
    request.set_of(document.name());
    return visit.read_all(
        "DocumentService/ListPublications", request, &v1::ListPublicationsResponse::publications
    );
}

bool is_public(const std::vector<v1::Publication>& publications) {
    return std::any_of(publications.begin(), publications.end(), [](const auto& publication) {
        return publication.audience() == "public" && publication.withdrawn_on().empty();
    });
}

void add_document_pages(console::Pages& pages) {
    pages.get("/documents/{id}", console::Audience::signed_in, show_document);
    pages.get("/documents/{id}/download/{part}", console::Audience::signed_in, download_document);
}

}  // namespace ladder::letters
