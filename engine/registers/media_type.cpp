#include "engine/registers/media_type.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/definition/text.hpp"

namespace ladder::registers {

namespace {

using namespace std::string_view_literals;

constexpr std::array marks{
    std::pair{"%PDF-"sv, "application/pdf"sv},
    std::pair{"\x89PNG\r\n\x1a\n"sv, "image/png"sv},
    std::pair{"\xff\xd8\xff"sv, "image/jpeg"sv},
    std::pair{"PK\x03\x04"sv, "application/zip"sv},
    std::pair{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "application/x-ole-storage"sv}};

// What a content of this type must look like; empty: anything but what has a mark of its own.
std::string_view expected_of(std::string_view media_type) {
    if (media_type.starts_with("application/vnd.openxmlformats-officedocument.") ||
        media_type.starts_with("application/vnd.oasis.opendocument.") ||
        media_type == "application/zip") {
        return "application/zip";
    }
    if (media_type == "application/msword" || media_type == "application/vnd.ms-excel" ||
        media_type == "application/vnd.ms-powerpoint") {
        return "application/x-ole-storage";
    }
    if (media_type.starts_with("text/")) {
        return "text";
    }
    for (const auto& [mark, type] : marks) {
        if (type == media_type) {
            return type;
        }
    }
    return {};
}

}  // namespace

std::string looks_like(std::string_view content) {
    for (const auto& [mark, type] : marks) {
        if (content.starts_with(mark)) {
            return std::string{type};
        }
    }
    return definition::find_bad_text(content) ? "other" : "text";
}

std::string type_fault(const std::string& media_type, const std::string& looks_like) {
    const auto bare = media_type.substr(0, media_type.find(';'));
    const auto expected = expected_of(bare);
    if (expected.empty() || expected == looks_like) {
        return {};
    }
    return fmt::format("the content is not {}: by its first bytes it is {}", bare, looks_like);
}

}  // namespace ladder::registers
