// What people are called, now and at a moment.
#include "db/people_titles.hpp"

#include "tests/integration/doors.hpp"

namespace ladder::db {
namespace people_titles_test {

class TitlesOfPeople : public OnBoth {
protected:
    void call(const std::string& id, const std::string& title) {
        v1::PersonChange change;
        change.set_title(title);
        doors_.change(id, change);
    }

    std::string called(
        const std::string& person, const std::optional<base::Instant>& moment = std::nullopt
    ) {
        const auto titles = must(titles_.at(moment));
        const auto found = titles->find(person);
        return found == titles->end() ? std::string{"nobody"} : found->second;
    }

    Doors doors_{GetParam()};
    PeopleTitles titles_{doors_.ground().database()};
};

LADDER_ON_BOTH(TitlesOfPeople);

TEST_P(TitlesOfPeople, FollowEveryChange) {
    EXPECT_EQ(called("ben@x.example"), "nobody");
    doors_.add("ben", {"chief"});
    EXPECT_EQ(called("ben@x.example"), "ben");
    call("ben", "Ben Hall");
    EXPECT_EQ(called("ben@x.example"), "Ben Hall");
    EXPECT_EQ(called("ben@x.example"), "Ben Hall") << "kept";
}

TEST_P(TitlesOfPeople, AtAMomentAreThoseOfThen) {
    doors_.ground().on("2010-06-01");
    doors_.add("ben", {});
    const auto then = doors_.ground().now() + std::chrono::hours{1};
    doors_.ground().on("2010-07-01");
    call("ben", "Ben Hall");
    doors_.add("eve", {});
    EXPECT_EQ(called("ben@x.example", then), "ben");
    EXPECT_EQ(called("ben@x.example"), "Ben Hall");
    EXPECT_EQ(called("eve@x.example", then), "eve")
        << "who was registered later is the same person";
    call("eve", "Eve Lund");
    EXPECT_EQ(called("eve@x.example", then), "Eve Lund") << "what was kept is read anew";
    EXPECT_EQ(called("ben@x.example", then), "ben");
}

TEST_P(TitlesOfPeople, WhoAreCalledTheSameAreToldApart) {
    doors_.add("ben", {});
    doors_.add("eve", {});
    call("ben", "Chief constable");
    EXPECT_EQ(called("ben@x.example"), "Chief constable");
    call("eve", "Chief constable");
    EXPECT_EQ(called("ben@x.example"), "Chief constable (ben@x.example)");
    EXPECT_EQ(called("eve@x.example"), "Chief constable (eve@x.example)");
}

TEST_P(TitlesOfPeople, OfManyAreAllRead) {
    constexpr int many = page_most + 1;
    std::vector<NewEvent> registered;
    for (int i = 0; i < many; ++i) {
        v1::Event event;
        auto& person = *event.mutable_person_registered()->mutable_person();
        person.set_person("p" + std::to_string(i) + "@x.example");
        person.set_title("Person " + std::to_string(i));
        person.set_kind(v1::PERSON_KIND_PERSON);
        registered.push_back({"people/p" + std::to_string(i), event, {}});
    }
    v1::Actor actor;
    actor.set_person("Ann");
    actor.set_capacity("administrator");
    must(doors_.ground().submit(
        Ground::recording(std::move(registered), doors_.ground().new_request_id(), actor)
    ));
    EXPECT_EQ(must(titles_.at(std::nullopt))->size(), static_cast<std::size_t>(many));
}

}  // namespace people_titles_test
}  // namespace ladder::db
