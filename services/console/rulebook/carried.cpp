#include "services/console/rulebook/carried.hpp"

#include <sodium/utils.h>

namespace ladder::rulebook {

namespace {

constexpr int base64_kind = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

std::string to_base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), base64_kind), '\0');
    sodium_bin2base64(
        text.data(),
        text.size(),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size(),
        base64_kind
    );
    text.pop_back();  // the zero byte at its end
    return text;
}

std::string from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const auto wrong = sodium_base642bin(
        reinterpret_cast<unsigned char*>(bytes.data()),
        bytes.size(),
        text.data(),
        text.size(),
        nullptr,
        &size,
        nullptr,
        base64_kind
    );
    bytes.resize(wrong == 0 ? size : 0);
    return bytes;
}

}  // namespace ladder::rulebook
