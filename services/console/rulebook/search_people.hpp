// Who is found by `/search`: only what stands in records that the searcher sees anyway.
#pragma once

#include <string>
#include <vector>

#include "services/console/auditor/titles.hpp"
#include "services/console/rulebook/search_words.hpp"
#include "services/console/visit.hpp"

namespace ladder::rulebook {

struct Found {
    std::string title;
    std::string link;
    std::string note;
};

// People of that name: for administrators their accounts; else each case that they acted in, with
// what they were; of these the first `read_most` count as read. Errors: those of the lists.
[[nodiscard]] base::Result<std::vector<Found>> find_people(
    const console::Visit& visit,
    const SearchWords& words,
    const auditor::Titles& titles,
    std::size_t read_most
);

// Peers of the register, for whoever sees it. Errors: those of the list.
[[nodiscard]] base::Result<std::vector<Found>> find_peers(
    const console::Visit& visit, const SearchWords& words
);

}  // namespace ladder::rulebook
