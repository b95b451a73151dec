#include "services/api/problems.hpp"

#include <fmt/format.h>

#include "engine/base/dates.hpp"
#include "engine/base/names.hpp"

namespace ladder::api {

void Problems::add(std::string field, std::string description) {
    v1::FieldViolation violation;
    violation.set_field(std::move(field));
    violation.set_description(std::move(description));
    details_.emplace_back(std::move(violation));
}

void Problems::check_date(const std::string& field, std::string_view text, bool required) {
    if (text.empty() && !required) {
        return;
    }
    if (const auto date = base::parse_date(text); !date) {
        add(field, date.error().message);
    }
}

void Problems::check_text(
    const std::string& field, std::string_view text, std::size_t bytes_max, bool required
) {
    if ((required && text.empty()) || text.size() > bytes_max) {
        add(field, fmt::format("give {} to {} bytes of text", required ? 1 : 0, bytes_max));
    }
}

void Problems::check_name(
    const std::string& field, std::string_view name, std::string_view collection
) {
    if (const auto id = base::id_of(name, collection, field); !id) {
        const auto error = id.error();
        add(field,
            error.details.empty()
                ? error.message
                : std::get<v1::FieldViolation>(error.details.front()).description());
    }
}

base::Error Problems::error() const {
    const auto& first = std::get<v1::FieldViolation>(details_.front());
    auto message = fmt::format("{}: {}", first.field(), first.description());
    if (details_.size() > 1) {
        message += fmt::format(" (and {} more)", details_.size() - 1);
    }
    return {base::Code::invalid_argument, std::move(message), details_};
}

}  // namespace ladder::api
