// Ids made for records whose makers name none.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

namespace ladder::registers {

// "ppsg-note-august" of "PPSG note: August": lower-case letters, digits and hyphens.
std::string slug(std::string_view text);

// The parts joined by hyphens as a resource id; empty parts are left out. One of more than
// `chars_max` characters keeps its head and eight digits that tell it from others.
std::string id_from(std::initializer_list<std::string_view> parts, std::size_t chars_max = 63);

// "collection/id", or with "-2", "-3" and so on if that is taken.
std::string free_name(
    std::string_view collection,
    std::initializer_list<std::string_view> parts,
    const std::function<bool(const std::string&)>& taken
);

}  // namespace ladder::registers
