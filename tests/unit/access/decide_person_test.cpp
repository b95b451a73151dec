// Registering and changing people: a lawful command, changed one way at a time.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/access/people.hpp"

namespace ladder::access {
namespace decide_person_test {

using sample::People;
using testing::ElementsAreArray;
using testing::HasSubstr;

v1::RegisterPersonRequest lawful() {
    v1::RegisterPersonRequest request;
    auto& person = *request.mutable_person();
    person.set_name("people/c.lee-hmic.example");
    person.set_person("C.Lee@hmic.example");
    person.set_title("C. Lee");
    person.set_kind(v1::PERSON_KIND_PERSON);
    person.set_organisation("HMIC");
    request.set_reasons("Joined");
    return request;
}

base::Result<command::Events> registered(
    const v1::RegisterPersonRequest& request, const PeopleContext& context = sample::context()
) {
    const People people;
    return decide(nullptr, request, context, people.others());
}

TEST(RegisterPerson, BeginsWithoutAnyRight) {
    const auto events = registered(lawful());
    ASSERT_TRUE(events) << events.error().message;
    v1::Person empty;
    empty.set_name("people/c.lee-hmic.example");
    const auto person = sample::after(empty, *events);
    EXPECT_EQ(person.person(), "C.Lee@hmic.example");
    EXPECT_EQ(person.etag(), "v1");
    EXPECT_EQ(person.updated_by().person(), "Ann");
    EXPECT_TRUE(person.memberships().empty());
    EXPECT_FALSE(person.administrator());
}

TEST(RegisterPerson, IsForAdministratorsInUseAndForTheOperator) {
    People people;
    const auto code = [&](const PeopleContext& context) {
        const auto events = decide(nullptr, lawful(), context, people.others());
        return events ? base::Code{} : events.error().code;
    };
    EXPECT_EQ(code(sample::context("Ben")), base::Code::permission_denied);
    EXPECT_EQ(code(sample::context("Nobody")), base::Code::permission_denied);
    auto by_operator = sample::context("Night shift");
    by_operator.authority = Authority::local;
    EXPECT_EQ(code(by_operator), base::Code{});
    people["people/ann"].set_suspended(true);
    EXPECT_EQ(code(sample::context()), base::Code::permission_denied);
}

TEST(RegisterPerson, RefusesWhoIsThereAlready) {
    const People people;
    const auto events =
        decide(&people.at("people/ben"), lawful(), sample::context(), people.others());
    ASSERT_FALSE(events);
    EXPECT_EQ(events.error().code, base::Code::already_exists);
}

struct WrongPerson {
    const char* name;
    void (*change)(v1::RegisterPersonRequest&);
    std::vector<std::string> fields;
};

class RegisterPersonRefuses : public testing::TestWithParam<WrongPerson> {};

TEST_P(RegisterPersonRefuses, AndNamesWhatIsWrong) {
    auto request = lawful();
    GetParam().change(request);
    const auto events = registered(request);
    ASSERT_FALSE(events);
    EXPECT_EQ(events.error().code, base::Code::invalid_argument);
    EXPECT_THAT(sample::fields_of(events.error()), ElementsAreArray(GetParam().fields))
        << events.error().message;
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, RegisterPersonRefuses, testing::ValuesIn(std::initializer_list<WrongPerson>{
    {"capital_name",     [](auto& r) { r.mutable_person()->set_name("people/C.Lee"); }, {"person.name"}},
    {"other_collection", [](auto& r) { r.mutable_person()->set_name("bodies/c"); },     {"person.name"}},
    {"ends_in_a_dot",    [](auto& r) { r.mutable_person()->set_name("people/c."); },    {"person.name"}},
    {"taken_identifier", [](auto& r) { r.mutable_person()->set_person("BEN"); },        {"person.person"}},
    {"semicolon",        [](auto& r) { r.mutable_person()->set_person("C; Lee"); },     {"person.person"}},
    {"no_kind",          [](auto& r) { r.mutable_person()->clear_kind(); },             {"person.kind"}},
    {"a_right",          [](auto& r) { r.mutable_person()->set_administrator(true); },  {"person"}},
    {"a_membership",     [](auto& r) { r.mutable_person()->add_memberships(); },        {"person"}},
    {"everything",       [](auto& r) { r.clear_person(); r.clear_reasons(); },
        {"person.name", "person.person", "person.title", "person.organisation", "person.kind", "reasons"}},
}), [](const auto& test) { return test.param.name; });
// clang-format on

base::Result<command::Events> changed(
    const People& people,
    const std::string& name,
    const v1::PersonChange& change,
    const PeopleContext& context = sample::context()
) {
    const auto& person = people.at(name);
    return decide(person, sample::change_of(person, change), context, people.others());
}

TEST(ChangePerson, IsNeverOnesOwn) {
    const People people;
    v1::PersonChange change;
    change.set_administrator(false);
    const auto events = changed(people, "people/ann", change, sample::context("ANN"));
    ASSERT_FALSE(events);
    EXPECT_EQ(events.error().code, base::Code::permission_denied);
    EXPECT_THAT(events.error().message, HasSubstr("another administrator"));
}

TEST(ChangePerson, IsRefusedWhereItMovedOn) {
    const People people;
    v1::PersonChange change;
    change.set_title("Another");
    auto request = sample::change_of(people.at("people/ben"), change);
    request.set_etag("v0");
    const auto events =
        decide(people.at("people/ben"), request, sample::context(), people.others());
    ASSERT_FALSE(events);
    EXPECT_EQ(events.error().code, base::Code::aborted);
}

TEST(ChangePerson, EndsARightSoThatItNoLongerHoldsToday) {
    const People people;
    v1::PersonChange change;
    change.set_end("m1");
    const auto events = changed(people, "people/ben", change);
    ASSERT_TRUE(events) << events.error().message;
    const auto ben = sample::after(people.at("people/ben"), *events);
    EXPECT_EQ(ben.memberships(0).until(), "2010-05-31");
    const auto again =
        decide(ben, sample::change_of(ben, change), sample::context(), people.others());
    ASSERT_FALSE(again);
    EXPECT_THAT(again.error().message, HasSubstr("ended on 2010-05-31"));
}

struct WrongChange {
    const char* name;
    const char* person;
    void (*make)(v1::PersonChange&);
    const char* field;
};

class ChangePersonRefuses : public testing::TestWithParam<WrongChange> {};

TEST_P(ChangePersonRefuses, AndNamesWhatIsWrong) {
    const People people;
    v1::PersonChange change;
    GetParam().make(change);
    const auto events = changed(people, GetParam().person, change);
    ASSERT_FALSE(events);
    EXPECT_THAT(sample::fields_of(events.error()), testing::ElementsAre(GetParam().field))
        << events.error().message;
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, ChangePersonRefuses, testing::ValuesIn(std::initializer_list<WrongChange>{
    {"nothing",             "people/ben",  [](auto&) {},                                          "change"},
    {"no_such_right",       "people/ben",  [](auto& c) { c.set_end("m9"); },                      "change.end"},
    {"in_use_already",      "people/ben",  [](auto& c) { c.set_suspended(false); },               "change.suspended"},
    {"identity_in_one",     "people/ben",  [](auto& c) { c.set_identity("https://id.example"); }, "change.identity"},
    {"identity_of_another", "people/feed", [](auto& c) { c.set_identity("https://id.example 7"); }, "change.identity"},
    {"certificate_person",  "people/ben",  [](auto& c) { c.set_certificate(std::string(64, 'b')); }, "change.certificate"},
    {"certificate_short",   "people/feed", [](auto& c) { c.set_certificate("abc"); },             "change.certificate"},
    {"blank_title",         "people/ben",  [](auto& c) { c.set_title(" "); },                     "change.title"},
    {"program_keeps",       "people/feed", [](auto& c) { c.set_administrator(true); },            "change.administrator"},
    {"no_administrator",    "people/ben",  [](auto& c) { c.set_administrator(false); },           "change.administrator"},
}), [](const auto& test) { return test.param.name; });
// clang-format on

TEST(Names, AreMadeOfIdentifiers) {
    EXPECT_EQ(name_for("A.Officer@hmic.example"), "people/a.officer-hmic.example");
    EXPECT_EQ(name_for("Denis O'Connor"), "people/denis-o-connor");
    EXPECT_EQ(name_for("  ann  "), "people/ann");
    EXPECT_EQ(name_for("@@"), "");
    EXPECT_TRUE(is_person_name(name_for(std::string(200, 'x'))));
    EXPECT_FALSE(is_person_name("people/"));
    EXPECT_FALSE(is_person_name("people/-a"));
}

}  // namespace decide_person_test
}  // namespace ladder::access
