// The demonstration's bodies, and its peer groups made again from the figures they state.
#include "services/cli/demo_data.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <gmock/gmock.h>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/evidence/csv.hpp"
#include "tests/scenario/files.hpp"

namespace ladder::scenario {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

const v1::Body* find(const std::vector<v1::Body>& bodies, std::string_view name) {
    const auto found = std::find_if(bodies.begin(), bodies.end(), [&](const v1::Body& body) {
        return body.name() == name;
    });
    return found == bodies.end() ? nullptr : &*found;
}

TEST(DemoBodies, AreFortyThreeForcesEachWithItsAuthority) {
    const auto bodies = cli::bodies_from_csv(demo_file("forces.csv"), "forces.csv");
    ASSERT_TRUE(bodies);
    ASSERT_THAT(*bodies, SizeIs(86));
    std::set<std::string> names;
    std::map<std::string, int> maintained;
    int welsh = 0;
    for (const auto& body : *bodies) {
        names.insert(body.name());
        welsh += body.country() == v1::COUNTRY_WALES ? 1 : 0;
        for (const auto& relation : body.relations()) {
            EXPECT_EQ(body.kind(), v1::BODY_KIND_POLICE_AUTHORITY);
            EXPECT_EQ(relation.kind(), v1::BODY_RELATION_KIND_MAINTAINS);
            ++maintained[relation.body()];
        }
    }
    EXPECT_THAT(names, SizeIs(86));
    EXPECT_EQ(welsh, 8);
    EXPECT_THAT(maintained, SizeIs(43));
    for (const auto& [force, authorities] : maintained) {
        EXPECT_EQ(authorities, 1) << force;
        ASSERT_NE(find(*bodies, force), nullptr) << force;
        EXPECT_EQ(find(*bodies, force)->kind(), v1::BODY_KIND_POLICE_FORCE);
    }
}

TEST(DemoBodies, HaveTheTitlesOfTheTime) {
    const auto bodies = cli::bodies_from_csv(demo_file("forces.csv"), "forces.csv");
    ASSERT_TRUE(bodies);
    const auto* force = find(*bodies, "bodies/west-midlands");
    ASSERT_NE(force, nullptr);
    EXPECT_EQ(force->title(), "West Midlands Police");
    EXPECT_EQ(force->short_title(), "West Midlands");
    EXPECT_EQ(force->ons_code(), "E23000014");
    EXPECT_EQ(force->region(), "West Midlands");
    const auto* authority = find(*bodies, "bodies/west-midlands-police-authority");
    ASSERT_NE(authority, nullptr);
    EXPECT_EQ(authority->title(), "West Midlands Police Authority");
    EXPECT_EQ(authority->relations(0).from(), "1996-08-22");
    const auto* metropolitan = find(*bodies, "bodies/metropolitan-police-authority");
    ASSERT_NE(metropolitan, nullptr);
    EXPECT_EQ(metropolitan->title(), "Metropolitan Police Authority");
    EXPECT_EQ(metropolitan->relations(0).from(), "2000-07-03");
    const auto* city = find(*bodies, "bodies/city-of-london-common-council");
    ASSERT_NE(city, nullptr);
    EXPECT_EQ(city->title(), "Common Council of the City of London");
}

TEST(DemoBodies, RefuseAFileThatWasChanged) {
    const std::string header = "force_id,ons_code,force_name,force_title,region,country\n";
    for (const auto& text :
         {std::string{},
          std::string{"id,name\n"},
          header + "kent,E1,Kent\n",
          header + "Kent,E1,Kent,Kent Police,South East,England\n",
          header + "kent,E1,Kent,Kent Police,South East,Scotland\n",
          header + "\"kent,E1\n"}) {
        const auto bodies = cli::bodies_from_csv(text, "forces.csv");
        ASSERT_FALSE(bodies) << text;
        EXPECT_EQ(bodies.error().code, base::Code::invalid_argument);
        EXPECT_THAT(bodies.error().details, SizeIs(1)) << text;
    }
}

TEST(DemoPeers, RefuseRanksOutOfOrder) {
    const auto set = cli::peer_groups_from_csv("body,rank,peer\nkent,2,essex\n", "peers.csv");
    ASSERT_FALSE(set);
    const auto error = set.error();
    const auto& issue = std::get<v1::TextIssue>(error.details.at(0));
    EXPECT_EQ(issue.line(), 2);
    EXPECT_THAT(issue.message(), HasSubstr("out of order"));
}

// Column `value` of the rows whose column `key` holds `wanted`, by force.
std::map<std::string, double> column(
    const std::string& text, std::string_view key, std::string_view wanted, std::string_view value
) {
    evidence::CsvReader csv{text};
    EXPECT_TRUE(csv.next());
    const std::vector<std::string_view> header{csv.fields().begin(), csv.fields().end()};
    const auto place = [&](std::string_view name) {
        return static_cast<std::size_t>(
            std::find(header.begin(), header.end(), name) - header.begin()
        );
    };
    std::map<std::string, double> values;
    while (csv.next()) {
        const auto cell = csv.fields()[place(value)];
        if (csv.fields()[place(key)] == wanted) {
            std::from_chars(
                cell.data(), cell.data() + cell.size(), values[std::string{csv.fields()[0]}]
            );
        }
    }
    return values;
}

using Point = std::array<double, 3>;

// Each force's place by the method that the set states, standardised.
std::map<std::string, Point> stated_points() {
    const auto population_file = demo_file("force_population.csv");
    const auto population = column(population_file, "year", "2007", "population");
    const auto households = column(population_file, "year", "2007", "households");
    const auto officers = column(
        demo_file("force_workforce_annual_2007_2022.csv"), "as_at", "2007-03-31", "officers_fte"
    );
    std::map<std::string, Point> points;
    for (const auto& [force, people] : population) {
        if (force != "city-of-london") {
            points[force] = {
                std::log(people),
                people / households.at(force),
                std::log(officers.at(force) / (people / 1000))};
        }
    }
    for (std::size_t i = 0; i < 3; ++i) {
        double sum = 0;
        for (const auto& [force, point] : points) {
            sum += point[i];
        }
        const auto n = static_cast<double>(points.size());
        double squares = 0;
        for (const auto& [force, point] : points) {
            squares += std::pow(point[i] - sum / n, 2);
        }
        const auto deviation = std::sqrt(squares / (n - 1));
        for (auto& [force, point] : points) {
            point[i] = (point[i] - sum / n) / deviation;
        }
    }
    return points;
}

TEST(DemoPeers, AreTheSevenNearestByTheMethodTheyState) {
    const auto set =
        cli::peer_groups_from_csv(demo_file("peer_groups_nearest_seven.csv"), "peers.csv");
    ASSERT_TRUE(set);
    const auto points = stated_points();
    ASSERT_THAT(points, SizeIs(42));
    ASSERT_EQ(set->groups_size(), 42);
    for (const auto& group : set->groups()) {
        const auto self = group.body().substr(std::string_view{"bodies/"}.size());
        ASSERT_TRUE(points.contains(self)) << self;
        const auto& here = points.at(self);
        std::vector<std::pair<double, std::string>> others;
        for (const auto& [force, there] : points) {
            if (force != self) {
                others.emplace_back(
                    std::hypot(here[0] - there[0], here[1] - there[1], here[2] - there[2]),
                    "bodies/" + force
                );
            }
        }
        std::sort(others.begin(), others.end());
        std::vector<std::string> nearest;
        for (std::size_t i = 0; i < 7; ++i) {
            nearest.push_back(others[i].second);
        }
        EXPECT_THAT(group.peers(), testing::ElementsAreArray(nearest)) << self;
    }
}

TEST(DemoPeers, SayThatTheyAreAStandIn) {
    const auto set =
        cli::peer_groups_from_csv(demo_file("peer_groups_nearest_seven.csv"), "peers.csv");
    ASSERT_TRUE(set);
    EXPECT_EQ(set->method(), "nearest-seven-2007");
    EXPECT_EQ(set->group(), "most_similar");
    EXPECT_THAT(set->description(), HasSubstr("not the Home Office's most similar groups"));
}

}  // namespace
}  // namespace ladder::scenario
