#include "services/console/subject/explained.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "services/console/fields.hpp"

namespace ladder::subject {

namespace {

using console::Data;

// Deeper ones stand as deep as this.
constexpr int depth_shown = 4;

void flatten(
    std::vector<Data>& clauses, const v1::Explanation& explanation, const Titles& titles, int depth
) {
    auto& clause = clauses.emplace_back(Data::type::object);
    clause.set("depth", std::to_string(std::min(depth, depth_shown)));
    clause.set("text", titles.plain(explanation.text()));
    clause.set("met", Data{explanation.truth() == v1::TRUTH_TRUE});
    clause.set("unmet", Data{explanation.truth() == v1::TRUTH_FALSE});
    for (const auto& part : explanation.parts()) {
        flatten(clauses, part, titles, depth + 1);
    }
}

}  // namespace

void put_explanation(
    Data& data, const std::string& name, const v1::Explanation& explanation, const Titles& titles
) {
    if (explanation.text().empty()) {
        data.set(name, Data{false});
        return;
    }
    Data shown{Data::type::object};
    shown.set("headline", titles.plain(explanation.text()));
    std::vector<Data> clauses;
    for (const auto& part : explanation.parts()) {
        flatten(clauses, part, titles, 1);
    }
    shown.set("has_clauses", Data{!clauses.empty()});
    shown.set("clauses", console::list_of(std::move(clauses)));
    std::vector<Data> instead;
    for (const auto& counterfactual : explanation.counterfactuals()) {
        instead.emplace_back(Data::type::object).set("text", titles.plain(counterfactual.text()));
    }
    shown.set("has_instead", Data{!instead.empty()});
    shown.set("instead", console::list_of(std::move(instead)));
    data.set(name, shown);
}

std::string number_in_words(double value) {
    const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
    auto digits = whole ? fmt::format("{:.0f}", value) : fmt::format("{:.2f}", value);
    const auto begin = value < 0 ? 1 : 0;
    const auto dot = digits.find('.');
    auto at = static_cast<std::ptrdiff_t>(dot == std::string::npos ? digits.size() : dot) - 3;
    for (; at > begin; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

v1::Input newest_figure(const v1::Explanation& explanation) {
    v1::Input newest;
    for (const auto& input : explanation.judgement().inputs()) {
        if (input.indicator() == explanation.judgement().indicator() &&
            input.period_end() > newest.period_end()) {
            newest = input;
        }
    }
    for (const auto& part : explanation.parts()) {
        auto within = newest_figure(part);
        if (within.period_end() > newest.period_end()) {
            newest = std::move(within);
        }
    }
    return newest;
}

}  // namespace ladder::subject
