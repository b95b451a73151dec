// A form with files, as browsers send it: multipart/form-data (RFC 7578).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "services/console/form.hpp"

namespace ladder::console {

// A file that somebody chose. Its name is what the browser says, without any folder; nothing here
// is to be trusted.
struct Upload {
    std::string file_name;
    std::string media_type;
    std::string bytes;
};

// What files are found by: the field, each of which brings one; or, where a whole folder is chosen,
// their path as the browser says it, "rules/roles.yaml".
enum class FilesBy { field, path };

struct Multipart {
    Form form;
    std::map<std::string, Upload, std::less<>> files;  // a field left empty is not there
};

// `content_type` is the header's value, with its boundary. Errors: invalid_argument for what is no
// such form, has too many parts, two files in one place, or a text that is none.
[[nodiscard]] base::Result<Multipart> parse_multipart(
    std::string_view content_type, std::string_view body, FilesBy by = FilesBy::field
);

}  // namespace ladder::console
