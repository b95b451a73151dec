// `ladder document`: papers, stored once and checked whenever they are read.
#include <array>
#include <filesystem>
#include <fstream>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "ladder/v1/document_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/registers.hpp"
#include "services/cli/ruleset_folder.hpp"

namespace ladder::cli {

namespace {

// The server says how much it takes; this only keeps a mistake from filling the memory.
constexpr std::size_t document_file_bytes_max = std::size_t{256} * 1024 * 1024;

struct DocumentOptions {
    std::vector<std::string> files;
    std::string id;
    std::string kind;
    std::string title;
    std::string about;
    std::string dated;
    std::string marking;
    std::string media_type;
    std::string known_on;
};

struct MarkOptions {
    std::string name;
    std::string part = "1";
    std::string marking;
    std::string etag;
    std::string known_on;
};

struct GetOptions {
    std::string name;
    std::string part;
    std::string path;
};

// By the ending of the file's name; empty if it is none of these.
std::string media_type_of(const std::filesystem::path& path) {
    constexpr std::string_view openxml = "application/vnd.openxmlformats-officedocument.";
    constexpr std::string_view opendocument = "application/vnd.oasis.opendocument.";
    const std::array<std::pair<std::string_view, std::string>, 13> types{{
        {".pdf", "application/pdf"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".txt", "text/plain; charset=utf-8"},
        {".csv", "text/csv; charset=utf-8"},
        {".doc", "application/msword"},
        {".xls", "application/vnd.ms-excel"},
        {".docx", std::string{openxml} + "wordprocessingml.document"},
        {".xlsx", std::string{openxml} + "spreadsheetml.sheet"},
        {".pptx", std::string{openxml} + "presentationml.presentation"},
        {".odt", std::string{opendocument} + "text"},
        {".ods", std::string{opendocument} + "spreadsheet"},
    }};
    for (const auto& [ending, type] : types) {
        if (path.extension() == ending) {
            return type;
        }
    }
    return {};
}

base::Result<void> put_parts(const DocumentOptions& options, v1::AddDocumentRequest& request) {
    auto marking = v1::MARKING_UNSPECIFIED;
    if (!options.marking.empty()) {
        const auto given = parse_word<v1::Marking>(options.marking, "--marking");
        if (!given) {
            return given.error();
        }
        marking = *given;
    }
    for (const auto& file : options.files) {
        auto content = read_file(file, document_file_bytes_max);
        if (!content) {
            return content.error();
        }
        const std::filesystem::path path{file};
        auto& part = *request.add_parts();
        part.set_file_name(path.filename().string());
        part.set_media_type(options.media_type.empty() ? media_type_of(path) : options.media_type);
        part.set_marking(marking);
        part.set_content(std::move(*content));
    }
    return {};
}

base::Result<int> add_files(Session& session, const DocumentOptions& options) {
    v1::AddDocumentRequest request;
    request.set_document_id(options.id);
    request.set_kind(options.kind);
    request.set_title(options.title);
    request.set_about(options.about);
    request.set_dated(options.dated);
    request.set_known_on(options.known_on);
    if (const auto put = put_parts(options, request); !put) {
        return put.error();
    }
    set_mutation(session, request);
    const auto response =
        ask<v1::AddDocumentResponse>(session, "DocumentService/AddDocument", request);
    if (!response) {
        return response.error();
    }
    return tell_record(session, *response, response->document(), "added");
}

base::Result<v1::Document> fetch_document(const Session& session, const std::string& name) {
    return fetch_record<v1::GetDocumentResponse, v1::GetDocumentRequest, v1::Document>(
        session,
        "DocumentService/GetDocument",
        full("documents", name),
        &v1::GetDocumentResponse::document
    );
}

base::Result<int> show_document(Session& session, const std::string& name) {
    const auto document = fetch_document(session, name);
    if (!document) {
        return document.error();
    }
    Output output{&*document, {&*document}, {{"FIELD", "VALUE"}, {}}, {}, {}};
    output.table.rows = {
        {"name", document->name()},
        {"kind", document->kind()},
        {"title", document->title()},
        {"marking", word_of(document->marking())},
        {"about", or_dash(document->about())},
        {"dated", document->dated()},
        {"letter", or_dash(document->letter())},
        {"recorded",
         fmt::format(
             "{} by {}", moment(document->recorded_at()), in_words(document->recorded_by())
         )},
        {"etag", document->etag()}};
    for (const auto& part : document->parts()) {
        output.table.rows.push_back(
            {"part " + part.id(),
             fmt::format(
                 "{}, {}, {} bytes, {}, sha256 {}",
                 part.file_name(),
                 part.media_type(),
                 part.size(),
                 word_of(part.marking()),
                 base::hex(part.digest())
             )}
        );
    }
    for (const auto& change : document->marking_changes()) {
        output.table.rows.push_back(
            {"part " + change.part() + " marked",
             fmt::format(
                 "{} to {} on {} by {}: {}",
                 word_of(change.before()),
                 word_of(change.after()),
                 moment(change.recorded_at()),
                 in_words(change.authority()),
                 change.reason()
             )}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> get_content(Session& session, const GetOptions& options) {
    v1::GetContentRequest request;
    request.set_name(full("documents", options.name));
    request.set_part(options.part);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto response =
        ask<v1::GetContentResponse>(session, "DocumentService/GetContent", request);
    if (!response) {
        return response.error();
    }
    if (options.path == "-") {
        session.out << response->content();
        return exit_ok;
    }
    // Of the sender's name only the last part: it must not lead out of the folder.
    const auto path = options.path.empty() ? std::filesystem::path{response->file_name()}.filename()
                                           : std::filesystem::path{options.path};
    if (std::filesystem::exists(path)) {
        return base::Error{
            base::Code::already_exists,
            fmt::format("{} is there already; name another with --to", path.string()),
            {}};
    }
    std::ofstream file{path, std::ios::binary};
    file << response->content();
    file.close();
    if (!file) {
        return base::Error{
            base::Code::unavailable, fmt::format("{} can't be written", path.string()), {}};
    }
    session.out << fmt::format("{}: {} bytes\n", path.string(), response->content().size());
    return exit_ok;
}

base::Result<int> list_documents(
    Session& session, const std::string& about, const std::string& kind
) {
    v1::ListDocumentsRequest request;
    request.set_about(about);
    request.set_kind(kind);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListDocumentsResponse>(
        session,
        "DocumentService/ListDocuments",
        request,
        [](auto& page) { return page.mutable_documents(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->documents()),
        {{"DOCUMENT", "KIND", "TITLE", "MARKING", "DATED", "ABOUT", "PARTS", "ETAG"}, {}},
        {},
        {}};
    for (const auto& document : all->documents()) {
        output.table.rows.push_back(
            {bare(document.name()),
             document.kind(),
             document.title(),
             word_of(document.marking()),
             document.dated(),
             or_dash(document.about()),
             std::to_string(document.parts_size()),
             document.etag()}
        );
    }
    output.note = tally(
        all->documents_size(),
        "documents",
        "`ladder document add` adds one, `ladder letter write` writes one"
    );
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> mark_part(Session& session, const MarkOptions& options) {
    const auto marking = parse_word<v1::Marking>(options.marking, "--marking");
    if (!marking) {
        return marking.error();
    }
    v1::ChangeMarkingRequest request;
    request.set_name(full("documents", options.name));
    request.set_etag(options.etag);
    request.set_part(options.part);
    request.set_marking(*marking);
    request.set_reasons(session.reason);
    request.set_known_on(options.known_on);
    set_mutation(session, request);
    const auto response = ask_after_look<v1::ChangeMarkingResponse>(
        session,
        "DocumentService/ChangeMarking",
        std::move(request),
        [&](v1::ChangeMarkingRequest& now) {
            return set_etag_of(now, fetch_document(session, options.name));
        }
    );
    if (!response) {
        return response.error();
    }
    return tell_record(
        session,
        *response,
        response->document(),
        fmt::format("part {} marked {}", options.part, options.marking)
    );
}

void add_add_document(CLI::App& noun, Session& session) {
    auto& add = *noun.add_subcommand("add", "add one document; each file is a part");
    add.fallthrough()->footer(
        "Example: ladder document add report.pdf annex.pdf --kind inspection_report "
        "--title 'Inspection of Nottinghamshire Police' --about cases/nottinghamshire-general-1"
    );
    auto options = std::make_shared<DocumentOptions>();
    add.add_option("files", options->files, "the files")->required();
    add.add_option("--id", options->id, "the id [made from kind and content]");
    add.add_option("--kind", options->kind, "the document kind")->required();
    add.add_option("--title", options->title, "the title")->required();
    add.add_option("--about", options->about, "a case, procedure, meeting or body");
    add.add_option("--dated", options->dated, "its own date [today]");
    add.add_option("--marking", options->marking, "of each part [that of the kind]");
    add.add_option("--media-type", options->media_type, "[by the ending of the file's name]");
    add.add_option("--known-on", options->known_on, "when it was known [today]");
    on_run(add, session, [options](Session& now) { return add_files(now, *options); });

    auto& mark = *noun.add_subcommand("mark", "change the marking of a part");
    mark.fallthrough()->footer(
        "Example: ladder document mark report-1 --part 2 --marking protect "
        "--reason 'The names were taken out'"
    );
    auto changes = std::make_shared<MarkOptions>();
    mark.add_option("name", changes->name, "the document")->required();
    mark.add_option("--part", changes->part, "the part [1]");
    mark.add_option("--marking", changes->marking, "the marking it should have")->required();
    mark.add_option("--etag", changes->etag, "the etag you saw [that of the document now]");
    mark.add_option("--known-on", changes->known_on, "when it was known, if entered later [today]");
    on_run(mark, session, [changes](Session& now) { return mark_part(now, *changes); });
}

}  // namespace

void add_document(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("document", "papers with their markings");
    noun.require_subcommand(1)->fallthrough();
    add_add_document(noun, session);

    auto& show = *noun.add_subcommand("show", "one document, without its content");
    show.fallthrough()->footer("Example: ladder document show report-1");
    auto name = std::make_shared<std::string>();
    show.add_option("name", *name, "its name, with or without documents/")->required();
    on_run(show, session, [name](Session& now) { return show_document(now, *name); });

    auto& get = *noun.add_subcommand("get", "the content of a part, checked against its SHA-256");
    get.fallthrough()->footer("Example: ladder document get report-1 --part 2 --to annex.pdf");
    auto wanted = std::make_shared<GetOptions>();
    get.add_option("name", wanted->name, "the document")->required();
    get.add_option("--part", wanted->part, "the part [the first]");
    get.add_option("--to", wanted->path, "the file to write, - for standard output [its own name]");
    on_run(get, session, [wanted](Session& now) { return get_content(now, *wanted); });

    auto& list = *noun.add_subcommand("list", "documents, in order of name");
    list.fallthrough()->footer("Example: ladder document list --about cases/kent-general-1");
    auto about = std::make_shared<std::string>();
    auto kind = std::make_shared<std::string>();
    list.add_option("--about", *about, "only about this case, procedure, meeting or body");
    list.add_option("--kind", *kind, "only of this kind");
    on_run(list, session, [about, kind](Session& now) {
        return list_documents(now, *about, *kind);
    });
}

}  // namespace ladder::cli
