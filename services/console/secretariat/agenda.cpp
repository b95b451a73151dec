#include "services/console/secretariat/agenda.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ladder::secretariat {

namespace {

// The number that was typed; `otherwise` for what is none.
double place_typed(const std::string& text, double otherwise) {
    int place = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, place);
    return error == std::errc{} && stopped == end ? place : otherwise;
}

bool has_value(const std::vector<std::string>& values, const std::string& value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

// An item that was moved to a place of others stands before them if it came from below, and behind
// them if it came from above: that is where its user sees it go.
double sorting_place(int present, double typed) {
    if (typed == present) {
        return typed;
    }
    return typed < present ? typed - 0.5 : typed + 0.5;
}

void move_one(std::vector<v1::AgendaItem>& items, const std::string& move) {
    const auto colon = move.find(':');
    if (colon == std::string::npos) {
        return;
    }
    const auto id = move.substr(colon + 1);
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id() == id; });
    if (found == items.end()) {
        return;
    }
    if (move.starts_with("up:") && found != items.begin()) {
        std::iter_swap(found, found - 1);
    } else if (move.starts_with("down:") && found + 1 != items.end()) {
        std::iter_swap(found, found + 1);
    }
}

}  // namespace

std::string key_of_proposed(const v1::AgendaItem& item) {
    return fmt::format(
        "{}|{}|{}",
        int{item.reason()},
        item.case_name(),
        item.sources().empty() ? std::string{} : item.sources(0)
    );
}

std::vector<v1::AgendaItem> agenda_of(
    const AgendaItems& present, const AgendaItems& proposed, const console::Form& form
) {
    const auto left_out = form.values("leave_out");
    std::vector<std::pair<double, v1::AgendaItem>> placed;
    for (int i = 0; i < present.size(); ++i) {
        const auto& item = present.Get(i);
        if (!has_value(left_out, item.id())) {
            const auto typed = place_typed(form.value("place-" + item.id()), i + 1);
            placed.emplace_back(sorting_place(i + 1, typed), item);
        }
    }
    std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) {
        return a.first < b.first;
    });
    std::vector<v1::AgendaItem> items;
    items.reserve(placed.size());
    for (auto& [place, item] : placed) {
        items.push_back(std::move(item));
    }
    move_one(items, form.value("move"));
    const auto added = form.values("add");
    for (const auto& item : proposed) {
        if (has_value(added, key_of_proposed(item))) {
            items.push_back(item);
        }
    }
    if (const auto title = form.value("add_title"); !title.empty()) {
        auto& item = items.emplace_back();
        item.set_title(title);
        item.set_reason(v1::AGENDA_REASON_REQUEST);
    }
    return items;
}

}  // namespace ladder::secretariat
