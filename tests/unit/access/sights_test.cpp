// What one line of what a role sees shows, and what it does not.
#include <gtest/gtest.h>

#include "engine/access/rights.hpp"

namespace ladder::access {
namespace sights_test {

Rights rights_with(v1::RecordKind of, v1::SightScope where, std::vector<std::string> only = {}) {
    Rights rights;
    Sight sight;
    sight.role = "chief";
    sight.of = of;
    sight.where = where;
    sight.only = std::move(only);
    rights.sights = {sight};
    return rights;
}

TEST(Sight, ShowsRecordsOfItsKindAlone) {
    const auto rights = rights_with(v1::RECORD_KIND_CASE, v1::SIGHT_SCOPE_ALL);
    Label label;
    for (int kind = v1::RECORD_KIND_CASE; kind <= v1::RECORD_KIND_STATUTORY; ++kind) {
        label.kind = static_cast<v1::RecordKind>(kind);
        EXPECT_EQ(may_see(rights, label), kind == v1::RECORD_KIND_CASE) << kind;
        EXPECT_EQ(rights_showing(rights, label).size(), kind == v1::RECORD_KIND_CASE ? 1U : 0U);
    }
}

// Whoever sees all of the audit sees who looked at what: of nobody's body, so of no scope.
TEST(Sight, OfAllBodiesWithoutExceptionSeesAllOfItsKind) {
    const auto sees_all_of = [](const Rights& rights) {
        return sees_all(rights, v1::RECORD_KIND_AUDIT);
    };
    EXPECT_TRUE(sees_all_of(rights_with(v1::RECORD_KIND_AUDIT, v1::SIGHT_SCOPE_ALL)));
    EXPECT_FALSE(sees_all_of(rights_with(v1::RECORD_KIND_CASE, v1::SIGHT_SCOPE_ALL)));
    EXPECT_FALSE(sees_all_of(rights_with(v1::RECORD_KIND_AUDIT, v1::SIGHT_SCOPE_OWN_BODY)));
    EXPECT_FALSE(sees_all_of(rights_with(v1::RECORD_KIND_AUDIT, v1::SIGHT_SCOPE_OWN_WORK)));
    EXPECT_FALSE(sees_all_of(rights_with(v1::RECORD_KIND_AUDIT, v1::SIGHT_SCOPE_ALL, {"direction"}))
    );
    EXPECT_FALSE(sees_all_of(Rights{}));
}

}  // namespace sights_test
}  // namespace ladder::access
