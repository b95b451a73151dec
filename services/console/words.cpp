#include "services/console/words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/access/vetting.hpp"

namespace ladder::console {

namespace {

template <class Items>
std::string title_of(const Items& items, const std::string& id) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id() == id; });
    return found == items.end() ? id : found->title();
}

std::string scope_of(const v1::Membership& membership) {
    std::vector<std::string> scope{membership.bodies().begin(), membership.bodies().end()};
    scope.insert(scope.end(), membership.regions().begin(), membership.regions().end());
    return fmt::format("{}", fmt::join(scope, ", "));
}

template <class Right>
RightRow row_of(std::string kind, const Right& right, std::string what, std::string detail = {}) {
    return {
        right.id(),
        std::move(kind),
        std::move(what),
        std::move(detail),
        right.from(),
        right.until()};
}

}  // namespace

std::string day_in_words(const std::string& day) {
    const auto date = base::parse_date(day);
    return date ? base::in_words(*date) : day;
}

std::string moment_in_words(base::Instant moment) {
    const auto text = base::to_string(moment);  // "2011-03-31T23:59:59.999999Z"
    return fmt::format("{}, {}", base::in_words(base::day_of(moment)), text.substr(11, 5));
}

std::string law_in_words(std::string_view basis) {
    // Confirmed or inferred, alone or with a remark: "(C)", "(I)", "(C/I)", "(C, practice)".
    static constexpr std::string_view marks = "CI";
    static constexpr std::string_view ends_mark = ")/, ";
    std::string words{basis};
    for (auto at = words.find(" ("); at != std::string::npos; at = words.find(" (", at)) {
        const auto mark = at + 2;
        const auto end = words.find(')', mark);
        const bool is_mark = end != std::string::npos &&
                             marks.find(words[mark]) != std::string_view::npos &&
                             ends_mark.find(words[mark + 1]) != std::string_view::npos;
        if (is_mark) {
            words.erase(at, end + 1 - at);
        } else {
            at = mark;
        }
    }
    return words;
}

RulesetWords::RulesetWords(const Desk& desk) : desk_{&desk} {
    if (auto ruleset = desk.app.rulesets.indexed("")) {
        ruleset_ = std::move(*ruleset);
    }
}

const v1::RulesetDefinition* RulesetWords::definition() const {
    return ruleset_ ? &ruleset_->definition() : nullptr;
}

const v1::IndicatorDefinition* RulesetWords::indicator(const std::string& id) const {
    return ruleset_ ? ruleset_->indicator(id) : nullptr;
}

std::string RulesetWords::role(const std::string& id) const {
    const auto* known = ruleset_ ? ruleset_->role(id) : nullptr;
    return known == nullptr ? id : known->title();
}

std::string RulesetWords::compartment(const std::string& id) const {
    return ruleset_ ? title_of(ruleset_->definition().compartments(), id) : id;
}

std::string RulesetWords::vetting(v1::Vetting vetting) const {
    const std::string id{access::vetting_id(vetting)};
    const auto title = ruleset_ ? title_of(ruleset_->definition().vettings(), id) : id;
    // A ruleset need not name the checks; they are the same everywhere.
    const auto key = "vetting." + id;
    const bool named = title != id || !desk_->templates.has_text("common", key);
    return named ? title : desk_->templates.text("common", key);
}

std::string marking_in_words(v1::Marking marking) {
    auto name = v1::Marking_Name(marking);
    name.erase(0, std::string_view{"MARKING_"}.size());
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

std::vector<RightRow> rights_of(const v1::Person& person, const RulesetWords& words) {
    std::vector<RightRow> rows;
    for (const auto& right : person.memberships()) {
        rows.push_back(row_of("membership", right, words.role(right.role()), scope_of(right)));
    }
    for (const auto& right : person.clearances()) {
        rows.push_back(row_of("clearance", right, words.vetting(right.vetting()), right.vetted_by())
        );
    }
    for (const auto& right : person.compartments()) {
        rows.push_back(row_of("compartment", right, words.compartment(right.compartment())));
    }
    for (const auto& right : person.needs_to_know()) {
        rows.push_back(row_of("need_to_know", right, right.record()));
    }
    for (const auto& right : person.delegations()) {
        rows.push_back(row_of("delegation", right, words.role(right.role()), right.delegator()));
    }
    for (const auto& right : person.recusals()) {
        rows.push_back(row_of("recusal", right, right.record()));
    }
    return rows;
}

}  // namespace ladder::console
