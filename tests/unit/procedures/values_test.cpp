// Fields by their kinds, and keys by theirs: each refusal names the field.
#include "engine/procedures/values.hpp"

#include "tests/unit/procedures/expect.hpp"

namespace ladder::procedures {
namespace values_test {

using namespace sample;
using base::Code;

struct ValueRow {
    std::string name;
    std::string field;
    std::string value;
    bool right = true;
};

class FieldValues : public testing::TestWithParam<ValueRow> {};

TEST_P(FieldValues, AreOfTheKindThatTheirFieldHas) {
    const ProcedureDesk desk;
    ProcedureDesk::FieldsGiven values{{GetParam().field, GetParam().value}};
    if (GetParam().field != "from") {
        values.emplace_back("from", "2011-02-01");
    }
    const auto result = desk.decide(desk.entry("terms", {}, values));
    if (GetParam().right) {
        expect_accepted(result);
    } else {
        expect_refused(result, Code::invalid_argument, {"field:values." + GetParam().field});
    }
}

const ValueRow value_rows[]{
    {"date", "from", "2012-02-29"},
    {"no_date", "from", "2011-02-29", false},
    {"date_in_order", "to", "2011-02-01"},
    {"date_out_of_order", "to", "2011-01-31", false},
    {"person", "lead", "ann@npia.example"},
    {"person_too_long", "lead", std::string(201, 'x'), false},
    {"number", "cost", "-12.5"},
    {"whole_number", "cost", "0"},
    {"no_number", "cost", "12 pounds", false},
    {"exponent", "cost", "1e3", false},
    {"infinity", "cost", "inf", false},
    {"yes", "joint", "yes"},
    {"perhaps", "joint", "perhaps", false},
    {"choice", "by", "authority"},
    {"no_choice", "by", "council", false},
    {"role", "role", "hmcic"},
    {"no_role", "role", "hmic", false},
    {"body", "force", "bodies/gwent"},
    {"no_body", "force", "bodies/atlantis", false},
    {"misshapen_body", "force", "gwent", false},
    {"peer", "peer", "peers/ann"},
    {"no_peer", "peer", "peers/zoe", false},
    {"document", "document", "documents/signed"},
    {"no_document", "document", "documents/lost", false},
    {"reference", "cites", "circular-1"},
    {"no_reference", "cites", "circular-2", false},
    {"marking", "level", "top_secret"},
    {"no_marking", "level", "TOP", false},
    {"text", "words", "Words."},
    {"control_character", "words", "a\x01", false},
    {"text_too_long", "words", std::string(20'001, 'x'), false},
};

INSTANTIATE_TEST_SUITE_P(Table, FieldValues, testing::ValuesIn(value_rows), [](const auto& test) {
    return test.param.name;
});

TEST(FieldValuesOfAnEntry, AreAllCheckedAtOnce) {
    const ProcedureDesk desk;
    expect_refused(
        desk.decide(desk.entry(
            "terms", {}, {{"leed", "x"}, {"cost", "much"}, {"joint", "yes"}, {"joint", "no"}}
        )),
        Code::invalid_argument,
        {"field:values[0].field", "field:values.joint", "field:values.from", "field:values.cost"},
        "did you mean 'lead'?"
    );
}

TEST(FieldValuesOfAnEntry, StandInTheOrderOfTheDefinition) {
    ProcedureDesk desk;
    desk.act(
        desk.entry("terms", {}, {{"cost", "3"}, {"lead", ""}, {"from", "2011-02-01"}}),
        secretariat()
    );
    const auto& values = desk.state.entries(0).values();
    ASSERT_EQ(values.size(), 2);
    EXPECT_EQ(values[0].field(), "from");
    EXPECT_EQ(values[1].field(), "cost");
}

struct KeyRow {
    std::string name;
    std::string record;
    std::string key;
    bool right = true;
};

class Keys : public testing::TestWithParam<KeyRow> {};

TEST_P(Keys, NameWhatThereIs) {
    ProcedureDesk desk;
    auto& authority = *desk.body.add_responsible_authorities();
    authority.set_id("county-council");
    desk.act(
        desk.entry("requirement", {}, {{"text", "Act"}, {"due", "2011-03-01"}}), secretariat()
    );
    desk.act(desk.entry("considered"), secretariat());
    const auto result = desk.decide(desk.entry(GetParam().record, GetParam().key));
    if (GetParam().right) {
        expect_accepted(result);
    } else {
        expect_refused(result, Code::invalid_argument, {"field:key"});
    }
}

const KeyRow key_rows[]{
    {"none", "considered", ""},
    {"none_is_asked", "considered", "peers/ann", false},
    {"peer", "consent", "peers/ann"},
    {"no_peer", "consent", "peers/zoe", false},
    {"missing", "consent", "", false},
    {"body", "representation", "bodies/gwent"},
    {"authority_of_a_partnership", "representation", "county-council"},
    {"no_body", "representation", "bodies/atlantis", false},
    {"entry", "answer", "e1"},
    {"entry_of_another_record", "answer", "e2", false},
    {"no_entry", "answer", "e9", false},
    {"question", "scrutiny", "RV2"},
    {"no_question", "scrutiny", "RV9", false},
    {"word", "operation", "Operation Ash"},
    {"blank_word", "operation", " ", false},
};

INSTANTIATE_TEST_SUITE_P(Table, Keys, testing::ValuesIn(key_rows), [](const auto& test) {
    return test.param.name;
});

TEST(Keys, OfAWithdrawnEntryAreNone) {
    ProcedureDesk desk;
    desk.act(
        desk.entry("requirement", {}, {{"text", "Act"}, {"due", "2011-03-01"}}), secretariat()
    );
    desk.act(desk.withdrawal("e1"), secretariat());
    expect_refused(desk.decide(desk.entry("answer", "e1")), Code::invalid_argument, {"field:key"});
}

}  // namespace values_test
}  // namespace ladder::procedures
