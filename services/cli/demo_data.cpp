// Bodies and peers out of the demonstration's files.
#include "services/cli/demo_data.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/evidence/csv.hpp"

namespace ladder::cli {
namespace {

using Columns = std::vector<std::string_view>;

// Calls `take(fields)` for each row; what it gives, if not empty, is what is wrong with the row.
template <class Take>
base::Result<void> for_each_row(
    std::string_view text, std::string_view file_name, const Columns& header, Take take
) {
    base::Error error{base::Code::invalid_argument, {}, {}};
    const auto add = [&](evidence::CsvPosition position, std::string message, std::string fix) {
        v1::TextIssue issue;
        issue.set_file(std::string{file_name});
        issue.set_line(position.line);
        issue.set_column(position.column);
        issue.set_message(std::move(message));
        issue.set_fix(std::move(fix));
        error.details.emplace_back(std::move(issue));
    };
    evidence::CsvReader csv{text};
    bool first = true;
    while (csv.next()) {
        const auto fields = csv.fields();
        if (const auto* problem = csv.problem()) {
            add(problem->position, problem->message, problem->fix);
        } else if (std::exchange(first, false)) {
            if (!std::equal(fields.begin(), fields.end(), header.begin(), header.end())) {
                add({1, 1}, "another header", fmt::format("write {}", fmt::join(header, ",")));
                break;
            }
        } else if (fields.size() != header.size()) {
            add({csv.line(), 1},
                fmt::format("{} columns, where the header has {}", fields.size(), header.size()),
                "write every column");
        } else if (auto wrong = take(fields); !wrong.empty()) {
            add({csv.line(), 1}, std::move(wrong), "restore the file as it was shipped");
        }
    }
    if (first) {
        add({1, 1}, "the file is empty", "restore the file as it was shipped");
    }
    if (!error.details.empty()) {
        error.message = fmt::format("{} can't be read", file_name);
        return error;
    }
    return {};
}

v1::Country country_of(std::string_view name) {
    return name == "England" ? v1::COUNTRY_ENGLAND
           : name == "Wales" ? v1::COUNTRY_WALES
                             : v1::COUNTRY_UNSPECIFIED;
}

// The authority that maintains a force. Two have names of their own: the Metropolitan Police
// Authority, and the Common Council in its capacity as police authority for the City of London.
v1::Body authority_of(const v1::Body& force) {
    constexpr std::string_view act_in_force = "1996-08-22";            // Police Act 1996
    constexpr std::string_view metropolitan_authority = "2000-07-03";  // its first day
    v1::Body authority;
    auto from = act_in_force;
    if (force.name() == "bodies/metropolitan") {
        authority.set_title("Metropolitan Police Authority");
        authority.set_name("bodies/metropolitan-police-authority");
        from = metropolitan_authority;
    } else if (force.name() == "bodies/city-of-london") {
        authority.set_title("Common Council of the City of London");
        authority.set_name("bodies/city-of-london-common-council");
    } else {
        authority.set_title(force.short_title() + " Police Authority");
        authority.set_name(force.name() + "-police-authority");
    }
    authority.set_short_title(authority.title());
    authority.set_kind(v1::BODY_KIND_POLICE_AUTHORITY);
    authority.set_country(force.country());
    authority.set_region(force.region());
    auto* maintains = authority.add_relations();
    maintains->set_kind(v1::BODY_RELATION_KIND_MAINTAINS);
    maintains->set_body(force.name());
    maintains->set_from(std::string{from});
    return authority;
}

}  // namespace

base::Result<std::vector<v1::Body>> bodies_from_csv(
    std::string_view text, std::string_view file_name
) {
    const Columns header{"force_id", "ons_code", "force_name", "force_title", "region", "country"};
    std::vector<v1::Body> bodies;
    const auto take = [&](auto fields) -> std::string {
        v1::Body force;
        force.set_name("bodies/" + std::string{fields[0]});
        force.set_kind(v1::BODY_KIND_POLICE_FORCE);
        force.set_ons_code(std::string{fields[1]});
        force.set_short_title(std::string{fields[2]});
        force.set_title(std::string{fields[3]});
        force.set_region(std::string{fields[4]});
        force.set_country(country_of(fields[5]));
        if (!base::is_id(fields[0])) {
            return fmt::format("'{}' is not an id", fields[0]);
        }
        if (force.country() == v1::COUNTRY_UNSPECIFIED) {
            return fmt::format("'{}' is neither England nor Wales", fields[5]);
        }
        bodies.push_back(force);
        bodies.push_back(authority_of(force));
        return {};
    };
    if (const auto read = for_each_row(text, file_name, header, take); !read) {
        return read.error();
    }
    return bodies;
}

base::Result<v1::PeerGroupSet> peer_groups_from_csv(
    std::string_view text, std::string_view file_name
) {
    v1::PeerGroupSet set;
    set.set_name("peerGroupSets/nearest-seven-2007");
    set.set_group("most_similar");
    set.set_method("nearest-seven-2007");
    set.set_description(
        "A stand-in made for this demonstration, not the Home Office's most similar groups, which "
        "are not available. For each of 42 forces the seven nearest by Euclidean distance over "
        "three measures, each standardised by its mean and sample standard deviation: the natural "
        "logarithm of the population (mid-2007), persons per household (mid-2007), and the natural "
        "logarithm of full-time equivalent officers per 1,000 population (31 March 2007). City of "
        "London has too few residents to be compared and has no group. Membership need not be "
        "mutual."
    );
    set.set_effective_from("2007-04-01");
    const auto take = [&](auto fields) -> std::string {
        if (!base::is_id(fields[0]) || !base::is_id(fields[2])) {
            return "an id is missing or misspelt";
        }
        const auto body = "bodies/" + std::string{fields[0]};
        auto* group = set.groups_size() == 0 ? nullptr : set.mutable_groups(set.groups_size() - 1);
        if (group == nullptr || group->body() != body) {
            group = set.add_groups();
            group->set_body(body);
        }
        group->add_peers("bodies/" + std::string{fields[2]});
        int rank = 0;
        const auto read =
            std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), rank);
        if (read.ec != std::errc{} || rank != group->peers_size()) {
            return fmt::format("rank '{}' is out of order", fields[1]);
        }
        return {};
    };
    if (const auto read = for_each_row(text, file_name, {"body", "rank", "peer"}, take); !read) {
        return read.error();
    }
    return set;
}

}  // namespace ladder::cli
