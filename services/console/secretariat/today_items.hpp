// What waits for somebody, gathered from the API, each with why it is there and one next act.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/console/secretariat/names.hpp"

namespace ladder::secretariat {

// A task that can be claimed: its name, and the version that was seen.
struct Claimable {
    std::string task;
    std::int64_t version = 0;
};

struct WorkItem {
    std::string title;
    std::string link;              // of the title, at the page's moment
    std::vector<std::string> why;  // lines
    std::string tag{};
    std::string tag_colour{};  // of GOV.UK's tag
    std::string act{};         // the words of the act; empty: there is none
    std::string act_link{};
    std::optional<Claimable> claim{};  // instead of a link
};

// One heading of the page.
struct WorkSection {
    std::string id;  // "proposals": its texts are section.ID and section.ID.why of the page
    std::vector<WorkItem> items;
};

using Gathered = base::Result<WorkSection>;

// Puts values into the texts of Today.
class TodayWords {
public:
    // Borrows the visit's templates.
    explicit TodayWords(const console::Visit& visit) : templates_{visit.desk->templates} {}

    std::string operator()(
        std::string_view key, const std::vector<std::pair<std::string, std::string>>& values = {}
    ) const;

private:
    const console::Templates& templates_;
};

// What the rules propose and nobody has answered: the most serious first, then the newest.
[[nodiscard]] Gathered gather_proposals(
    const console::Visit& visit, const Names& names, const TodayWords& words
);

// Proposed versions of the rules that await a second person. Errors: those of the list.
[[nodiscard]] Gathered gather_rules(
    const console::Visit& visit, const Names& names, const TodayWords& words
);

// Everything that waits for whoever is signed in. A section that their rights don't open is
// missing; one that they open and where nothing waits has no items.
// Errors: those of the lists.
[[nodiscard]] base::Result<std::vector<WorkSection>> gather_work(
    const console::Visit& visit, const Names& names
);

}  // namespace ladder::secretariat
