#include "services/console/letters/paper.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "services/console/fields.hpp"

namespace ladder::letters {

namespace {

// What people call the files that are allowed most.
constexpr std::array media_words{
    std::pair{"application/pdf", "PDF"},
    std::pair{"text/plain", "plain text"},
    std::pair{"text/csv", "CSV"},
    std::pair{"application/msword", "Word"},
    std::pair{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"},
    std::pair{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"},
};

std::string media_in_words(const std::string& media_type) {
    auto plain = media_type.substr(0, media_type.find(';'));
    for (const auto& [type, words] : media_words) {
        if (plain == type) {
            return words;
        }
    }
    return plain;
}

}  // namespace

bool is_text(const v1::DocumentPart& part) {
    return part.media_type().substr(0, part.media_type().find(';')) == "text/plain";
}

std::string size_in_words(std::int64_t bytes) {
    constexpr double thousand = 1000.0;
    if (bytes < 1000) {
        return fmt::format("{} bytes", bytes);
    }
    const auto kilo = static_cast<double>(bytes) / thousand;
    return kilo < thousand ? fmt::format("{:.0f} kB", kilo)
                           : fmt::format("{:.1f} MB", kilo / thousand);
}

console::Data part_data(const v1::DocumentPart& part, const std::string& link) {
    console::Data shown{console::Data::type::object};
    shown.set("part_title", part.title().empty() ? part.file_name() : part.title());
    shown.set("size", size_in_words(part.size()));
    shown.set("media", media_in_words(part.media_type()));
    shown.set("hash", base::hex(part.digest()));
    shown.set("link", link);
    return shown;
}

console::File file_of(
    const v1::DocumentPart& part, std::string bytes, std::shared_ptr<const void> held
) {
    return {
        part.media_type(),
        std::move(bytes),
        part.file_name().empty() ? "document" : part.file_name(),
        '"' + base::hex(part.digest()) + '"',
        std::move(held)};
}

}  // namespace ladder::letters
