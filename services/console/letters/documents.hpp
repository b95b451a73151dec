// What the pages of a document and those of its acts share.
#pragma once

#include <string>
#include <vector>

#include "ladder/v1/document_service.pb.h"
#include "services/console/visit.hpp"

namespace ladder::letters {

// The page of the document that the path names.
std::string document_path(const console::Visit& visit);

// That document, as known at the page's moment. Errors: those of GetDocument.
[[nodiscard]] base::Result<v1::Document> document_of(const console::Visit& visit);

std::vector<console::Crumb> above_document(const console::Visit& visit);

// "29 November 2026, 09:15"; empty for none.
std::string moment_of(const google::protobuf::Timestamp& at);

// What was published of it, taken back or not. Errors: those of ListPublications.
[[nodiscard]] base::Result<std::vector<v1::Publication>> publications_of(
    const console::Visit& visit, const v1::Document& document
);

// Whether one of them went to the public and stands.
bool is_public(const std::vector<v1::Publication>& publications);

}  // namespace ladder::letters
