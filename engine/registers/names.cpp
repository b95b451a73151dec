#include "engine/registers/names.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace ladder::registers {

namespace {

constexpr std::size_t number_chars_max = 5;

// FNV-1a: no secret is kept by it, and a clash only earns a number.
std::uint32_t digest_of(std::string_view text) {
    std::uint32_t digest = 2166136261U;
    for (const char c : text) {
        digest = (digest ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    return digest;
}

}  // namespace

std::string slug(std::string_view text) {
    std::string id;
    for (const char c : text) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
            id += lower;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    while (!id.empty() && id.back() == '-') {
        id.pop_back();
    }
    return id;
}

std::string id_from(std::initializer_list<std::string_view> parts, std::size_t chars_max) {
    std::string whole;
    for (const auto part : parts) {
        const auto word = slug(part);
        whole += (whole.empty() || word.empty() ? "" : "-") + word;
    }
    if (whole.size() <= chars_max) {
        return whole;
    }
    return fmt::format("{}-{:08x}", slug(whole.substr(0, chars_max - 9)), digest_of(whole));
}

std::string free_name(
    std::string_view collection,
    std::initializer_list<std::string_view> parts,
    const std::function<bool(const std::string&)>& taken
) {
    const auto id = id_from(parts, 63 - number_chars_max);
    auto name = fmt::format("{}/{}", collection, id);
    for (int number = 2; taken(name); ++number) {
        name = fmt::format("{}/{}-{}", collection, id, number);
    }
    return name;
}

}  // namespace ladder::registers
