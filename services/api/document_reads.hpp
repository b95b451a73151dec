// Reads of documents and their contents. Each blocks and runs on a database thread.
#pragma once

#include <string_view>

#include "engine/base/result.hpp"
#include "ladder/v1/document_service.pb.h"
#include "services/api/view.hpp"
#include "services/http/message.hpp"

namespace ladder::api {

// Errors of all: invalid_argument for a name, a page or known_at; not_found; unavailable.
[[nodiscard]] base::Result<v1::GetDocumentResponse> get_document(
    const View& app, const v1::GetDocumentRequest& request
);
[[nodiscard]] base::Result<v1::ListDocumentsResponse> list_documents(
    const View& app, const v1::ListDocumentsRequest& request
);
// Sets `held` to the room that the content takes until it is sent. Errors: also data_loss if the
// content is not what its hash says; unavailable if too many are being sent.
[[nodiscard]] base::Result<v1::GetContentResponse> get_content(
    const View& app, const v1::GetContentRequest& request, Held& held
);

// GET /documents/{id}/parts/{part}: the content as a file to keep, never to show in a browser. It
// is checked before its first byte is sent, so it is sent whole; 503 if too many are being sent.
// The document that the path of a download names; empty if it names none.
std::string document_named_in(const http::Request& request);

http::Response download(const View& app, const http::Request& request);

}  // namespace ladder::api
