#include "services/api/document_reads.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "engine/base/names.hpp"
#include "services/api/paging.hpp"
#include "services/http/connect_error.hpp"

namespace ladder::api {

namespace {

base::Result<v1::DocumentPart> find_part(
    const View& app,
    const std::string& name,
    const std::string& id,
    const db::KnownAt& known_at = {}
) {
    if (const auto given = base::id_of(name, "documents", "name"); !given) {
        return given.error();
    }
    const auto document = app.streams.get_as<v1::Document>(name, known_at);
    if (!document) {
        return document.error();
    }
    const auto part =
        std::find_if(document->parts().begin(), document->parts().end(), [&](const auto& one) {
            return id.empty() || one.id() == id;
        });
    if (part == document->parts().end()) {
        return base::Error{
            base::Code::not_found, fmt::format("{} has no part '{}'", name, id.substr(0, 40)), {}};
    }
    return *part;
}

// RFC 8187, section 3.2.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view plain = "-._~";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool word =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        encoded += word || plain.find(c) != std::string_view::npos ? std::string(1, c)
                                                                   : fmt::format("%{:02X}", byte);
    }
    return encoded;
}

// "documents/x" and "1" of "/documents/x/parts/1"; empty if the path is another.
std::pair<std::string, std::string> named_in(std::string_view path) {
    constexpr std::string_view middle = "/parts/";
    const auto at = path.find(middle);
    if (at == std::string_view::npos || at == 0) {
        return {};
    }
    return {std::string{path.substr(1, at - 1)}, std::string{path.substr(at + middle.size())}};
}

}  // namespace

base::Result<v1::GetDocumentResponse> get_document(
    const View& app, const v1::GetDocumentRequest& request
) {
    if (const auto id = base::id_of(request.name(), "documents", "name"); !id) {
        return id.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto found = app.streams.get_as<v1::Document>(request.name(), *known_at);
    if (!found) {
        return found.error();
    }
    v1::GetDocumentResponse response;
    *response.mutable_document() = std::move(*found);
    return response;
}

base::Result<v1::ListDocumentsResponse> list_documents(
    const View& app, const v1::ListDocumentsRequest& request
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    db::Listing listing{"documents", db::Model::documents, "documents/", {}};
    if (!request.about().empty()) {
        listing.equals.emplace_back("about", request.about());
    }
    if (!request.kind().empty()) {
        listing.equals.emplace_back("kind", request.kind());
    }
    auto page = app.streams.list<v1::Document>(listing, page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListDocumentsResponse response;
    fill(response, response.mutable_documents(), std::move(*page));
    return response;
}

base::Result<v1::GetContentResponse> get_content(
    const View& app, const v1::GetContentRequest& request, Held& held
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    const auto part = find_part(app, request.name(), request.part(), *known_at);
    if (!part) {
        return part.error();
    }
    // The content, the message and its text, which Base64 makes a third longer.
    auto room = app.contents_sent.take(3 * part->size());
    if (!room) {
        return room.error();
    }
    held = std::move(*room);
    auto content = app.documents.get(part->digest());
    if (!content) {
        return content.error();
    }
    v1::GetContentResponse response;
    response.set_media_type(part->media_type());
    response.set_file_name(part->file_name());
    response.set_content(std::move(*content));
    return response;
}

std::string document_named_in(const http::Request& request) {
    return named_in(request.path).first;
}

http::Response download(const View& app, const http::Request& request) {
    const auto [name, id] = named_in(request.path);
    const auto part = find_part(app, name, id);
    if (!part) {
        return http::error_response(
            part.error().code == base::Code::unavailable ? 503 : 404, part.error()
        );
    }
    http::Response response;
    const auto etag = '"' + base::hex(part->digest()) + '"';
    response.headers = {
        {"ETag", etag},
        {"Cache-Control", "private, no-cache"},
        {"X-Content-Type-Options", "nosniff"}};
    if (request.header("If-None-Match") == etag) {
        response.status = 304;
        return response;
    }
    auto room = app.contents_sent.take(part->size());
    if (!room) {
        response = http::error_response(503, room.error());
        response.headers.push_back({"Retry-After", "1"});
        return response;
    }
    response.held = std::move(*room);
    auto content = app.documents.get(part->digest());
    if (!content) {
        return http::error_response(
            content.error().code == base::Code::unavailable ? 503 : 500, content.error()
        );
    }
    response.content_type = part->media_type();
    response.headers.push_back(
        {"Content-Disposition",
         "attachment; filename*=UTF-8''" + percent_encoded(part->file_name())}
    );
    response.body = std::move(*content);
    return response;
}

}  // namespace ladder::api
