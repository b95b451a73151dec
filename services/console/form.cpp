#include "services/console/form.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "services/http/json_text.hpp"
#include "services/http/message.hpp"

namespace ladder::console {

namespace {

constexpr std::size_t values_max = 500;

base::Error unreadable_form() {
    return {base::Code::invalid_argument, "the form can't be read", {}};
}

std::string padded(std::string_view digits, std::size_t width) {
    const bool number = !digits.empty() && digits.size() < width &&
                        digits.find_first_not_of("0123456789") == std::string_view::npos;
    return (number ? std::string(width - digits.size(), '0') : std::string{}) + std::string{digits};
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

}  // namespace

base::Result<Form> Form::parse(std::string_view encoded) {
    Form form;
    while (!encoded.empty()) {
        const auto pair = encoded.substr(0, encoded.find('&'));
        encoded.remove_prefix(std::min(encoded.size(), pair.size() + 1));
        const auto equals = std::min(pair.size(), pair.find('='));
        auto name = http::from_percent(pair.substr(0, equals), true);
        auto value = http::from_percent(pair.substr(std::min(pair.size(), equals + 1)), true);
        if (pair.empty()) {
            continue;
        }
        if (!name || !value || http::find_invalid_utf8(*name) != std::string::npos ||
            http::find_invalid_utf8(*value) != std::string::npos ||
            value->find('\0') != std::string::npos || form.values_.size() == values_max) {
            return unreadable_form();
        }
        form.values_.emplace_back(std::move(*name), std::move(*value));
    }
    return form;
}

std::string_view Form::raw(std::string_view name) const {
    const auto found = std::find_if(values_.begin(), values_.end(), [&](const auto& value) {
        return value.first == name;
    });
    return found == values_.end() ? std::string_view{} : found->second;
}

std::string Form::value(std::string_view name) const {
    std::string text{raw(name)};
    text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
    const auto first = text.find_first_not_of(" \t\n");
    const auto last = text.find_last_not_of(" \t\n");
    return first == std::string::npos ? std::string{} : text.substr(first, last - first + 1);
}

std::vector<std::string> Form::values(std::string_view name) const {
    std::vector<std::string> all;
    for (const auto& [key, value] : values_) {
        if (key == name) {
            all.push_back(value);
        }
    }
    return all;
}

bool Form::has(std::string_view name) const {
    return std::any_of(values_.begin(), values_.end(), [&](const auto& value) {
        return value.first == name;
    });
}

std::string Form::date(std::string_view name) const {
    const auto part = [&](std::string_view what) {
        return value(fmt::format("{}-{}", name, what));
    };
    const auto day = part("day");
    const auto month = part("month");
    const auto year = part("year");
    if (day.empty() && month.empty() && year.empty()) {
        return {};
    }
    return fmt::format("{}-{}-{}", year, padded(month, 2), padded(day, 2));
}

void Form::set(std::string name, std::string value) {
    values_.emplace_back(std::move(name), std::move(value));
}

void Form::remove(std::string_view name) {
    std::erase_if(values_, [&](const auto& value) { return value.first == name; });
}

std::string Form::encoded() const {
    std::string text;
    for (const auto& [name, value] : values_) {
        text += text.empty() ? "" : "&";
        text += percent_encoded(name) + '=' + percent_encoded(value);
    }
    return text;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

}  // namespace ladder::console
