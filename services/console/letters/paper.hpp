// Documents' parts as pages show them.
#pragma once

#include <memory>
#include <string>

#include "ladder/v1/document_service.pb.h"
#include "services/console/templates.hpp"
#include "services/console/visit.hpp"

namespace ladder::letters {

// Whether a page can show it as it reads.
bool is_text(const v1::DocumentPart& part);

// "1.4 MB"; "812 bytes".
std::string size_in_words(std::int64_t bytes);

// What the part `paper_part` shows: title, size, kind of file, hash; `link`: where it is
// downloaded.
console::Data part_data(const v1::DocumentPart& part, const std::string& link);

// The same as a file to keep, that nothing runs.
console::File file_of(
    const v1::DocumentPart& part, std::string bytes, std::shared_ptr<const void> held
);

}  // namespace ladder::letters
