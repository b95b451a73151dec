#include "services/http/json_slot.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

namespace ladder::http {

using google::protobuf::FieldDescriptor;

namespace {

// A double of the text, nothing if it is no number or too large or too small for one.
std::optional<double> to_double(std::string_view text) {
    double value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = end.ec == std::errc{} && end.ptr == text.data() + text.size();
    return whole && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

// The integer of the text, which may be written as 1e3 or 5.0 if that is exact.
template <class T>
std::optional<T> to_integer(std::string_view text) {
    T value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end.ec == std::errc{} && end.ptr == text.data() + text.size()) {
        return value;
    }
    constexpr double exact_max = 9007199254740992.0;  // 2^53: from here on doubles skip integers
    const auto number = to_double(text);
    if (!number || std::trunc(*number) != *number || std::abs(*number) >= exact_max ||
        *number < static_cast<double>(std::numeric_limits<T>::min()) ||
        *number > static_cast<double>(std::numeric_limits<T>::max())) {
        return std::nullopt;
    }
    return static_cast<T>(*number);
}

template <class T>
bool put_integer(const Slot& slot, std::string_view text) {
    const auto value = to_integer<T>(text);
    if (value) {
        slot.put(*value);
    }
    return value.has_value();
}

}  // namespace

std::string put_number(const Slot& slot, std::string_view text) {
    const auto shown = clipped(text, 40);
    const auto whole = [&](auto least, auto most) {
        return fmt::format(
            "{} does not fit; expected a whole number from {} to {}", shown, least, most
        );
    };
    switch (slot.field().cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            return put_integer<std::int32_t>(slot, text) ? std::string{}
                                                         : whole(INT32_MIN, INT32_MAX);
        case FieldDescriptor::CPPTYPE_INT64:
            return put_integer<std::int64_t>(slot, text) ? std::string{}
                                                         : whole(INT64_MIN, INT64_MAX);
        case FieldDescriptor::CPPTYPE_UINT32:
            return put_integer<std::uint32_t>(slot, text) ? std::string{} : whole(0, UINT32_MAX);
        case FieldDescriptor::CPPTYPE_UINT64:
            return put_integer<std::uint64_t>(slot, text) ? std::string{} : whole(0, UINT64_MAX);
        default:
            break;
    }
    const auto value = to_double(text);
    const bool narrow = slot.field().cpp_type() == FieldDescriptor::CPPTYPE_FLOAT;
    if (!value || (narrow && std::abs(*value) > std::numeric_limits<float>::max())) {
        return fmt::format("{} does not fit; expected a finite number", shown);
    }
    narrow ? slot.put(static_cast<float>(*value)) : slot.put(*value);
    return {};
}

}  // namespace ladder::http
