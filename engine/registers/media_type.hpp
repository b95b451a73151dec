// What a content is by its first bytes, against what its sender calls it.
#pragma once

#include <string>
#include <string_view>

namespace ladder::registers {

// "application/pdf", "image/png", "image/jpeg", "application/zip" (the newer office formats among
// them), "application/x-ole-storage" (the older ones), "text" for valid UTF-8 without control
// characters, else "other". Sources: ISO 32000-1 7.5.2, RFC 2083 3.1, ITU T.81 B.1, APPNOTE.TXT
// 4.3.7, MS-CFB 2.2.
std::string looks_like(std::string_view content);

// What is wrong with calling such a content by this media type; empty: nothing.
std::string type_fault(const std::string& media_type, const std::string& looks_like);

}  // namespace ladder::registers
