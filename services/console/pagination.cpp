#include "services/console/pagination.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "services/console/fields.hpp"

namespace ladder::console {

namespace {

// The first, the last, and those beside the present one; the rest is an ellipsis.
bool is_shown(std::size_t page, const Slice& slice) {
    return page == 1 || page == slice.pages() ||
           (page + 1 >= slice.page() && page <= slice.page() + 1);
}

}  // namespace

Slice::Slice(std::size_t items, std::size_t per_page, std::string_view asked)
    : items_{items},
      per_page_{per_page},
      pages_{std::max<std::size_t>(1, (items + per_page - 1) / per_page)} {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(asked.data(), asked.data() + asked.size(), number);
    if (error == std::errc{} && end == asked.data() + asked.size()) {
        page_ = std::clamp<std::size_t>(number, 1, pages_);
    }
}

std::size_t Slice::end() const {
    return std::min(items_, first() + per_page_);
}

void put_pagination(Data& data, const Slice& slice, const std::string& path, const Form& kept) {
    const auto link = [&](std::size_t page) {
        auto query = kept;
        query.set("page", std::to_string(page));
        return fmt::format("{}?{}", path, query.encoded());
    };
    std::vector<Data> numbers;
    bool skipped = false;
    for (std::size_t page = 1; page <= slice.pages(); ++page) {
        if (!is_shown(page, slice)) {
            skipped = true;
            continue;
        }
        auto& number = numbers.emplace_back(Data::type::object);
        number.set("gap", Data{skipped});
        number.set("number", std::to_string(page));
        number.set("link", link(page));
        number.set("current", Data{page == slice.page()});
        skipped = false;
    }
    data.set("has_pages", Data{slice.pages() > 1});
    data.set("pages", list_of(std::move(numbers)));
    put_text(data, "previous_page", slice.page() > 1 ? link(slice.page() - 1) : std::string{});
    put_text(
        data, "next_page", slice.page() < slice.pages() ? link(slice.page() + 1) : std::string{}
    );
}

}  // namespace ladder::console
