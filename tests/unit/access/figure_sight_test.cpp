// Which figures are seen.
#include "engine/access/figure_sight.hpp"

#include <gtest/gtest.h>

namespace ladder::access {
namespace figure_sight_test {

FigureSight sight_of(const Rights& rights) {
    return FigureSight{rights, [](std::string_view indicator) {
                           return indicator == "ct1" ? std::vector<std::string>{"counter_terrorism"}
                                                     : std::vector<std::string>{};
                       }};
}

TEST(Figures, AreSeenByIndicatorBodyAndMarking) {
    Rights rights;
    rights.marking_max = v1::MARKING_CONFIDENTIAL;
    rights.sights.push_back(
        {"statistician",
         v1::RECORD_KIND_FIGURE,
         v1::SIGHT_SCOPE_OWN_BODY,
         {},
         {"bodies/kent"},
         true}
    );
    auto sight = sight_of(rights);
    EXPECT_TRUE(sight.sees("robbery", "bodies/kent", v1::MARKING_UNSPECIFIED));
    EXPECT_TRUE(sight.sees("robbery", "bodies/kent", v1::MARKING_CONFIDENTIAL));
    EXPECT_FALSE(sight.sees("robbery", "bodies/kent", v1::MARKING_SECRET));
    EXPECT_FALSE(sight.sees("robbery", "bodies/essex", v1::MARKING_UNSPECIFIED));
    EXPECT_FALSE(sight.sees("ct1", "bodies/kent", v1::MARKING_UNSPECIFIED));
    EXPECT_FALSE(sight.sees_any("ct1"));
    EXPECT_TRUE(FigureSight::everything().sees("ct1", "bodies/kent", v1::MARKING_TOP_SECRET));
}

TEST(Figures, OfACompartmentAreSeenByWhoeverWasLetIn) {
    Rights rights;
    rights.sights.push_back(
        {"osct", v1::RECORD_KIND_FIGURE, v1::SIGHT_SCOPE_ALL, {"counter_terrorism"}, {}, false}
    );
    EXPECT_FALSE(sight_of(rights).sees_any("ct1"));
    rights.compartments = {"counter_terrorism"};
    EXPECT_TRUE(sight_of(rights).sees("ct1", "bodies/kent", v1::MARKING_UNSPECIFIED));
    EXPECT_FALSE(sight_of(rights).sees_any("robbery")) << "the line is kept to the compartment";
}

// Whoever sees the cases of a body, or has work to do in them, sees no figures by that.
TEST(Figures, AreSeenByALineOfFiguresAlone) {
    for (const auto& [of, where] :
         {std::pair{v1::RECORD_KIND_CASE, v1::SIGHT_SCOPE_OWN_BODY},
          std::pair{v1::RECORD_KIND_CASE, v1::SIGHT_SCOPE_ALL},
          std::pair{v1::RECORD_KIND_FIGURE, v1::SIGHT_SCOPE_OWN_WORK}}) {
        Rights rights;
        rights.sights.push_back({"officer", of, where, {}, {"bodies/kent"}, true});
        auto sight = sight_of(rights);
        EXPECT_FALSE(sight.sees("robbery", "bodies/kent", v1::MARKING_UNSPECIFIED));
        EXPECT_FALSE(sight.sees_any("robbery"));
    }
}

}  // namespace figure_sight_test
}  // namespace ladder::access
