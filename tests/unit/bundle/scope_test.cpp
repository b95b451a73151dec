// Which streams act, and which an event names.
#include "engine/bundle/scope.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/bundle/world.hpp"

namespace ladder::bundle {
namespace scope_test {

using testing::ElementsAre;
using testing::IsEmpty;

class Scope : public testing::Test {
protected:
    void apply(const std::string& stream, const v1::Event& event) {
        command::Recorded recorded;
        recorded.version = ++versions_[stream];
        recorded.known_on = base::parse_date("2011-05-01").value();
        known_.apply(stream, event, recorded);
    }
    void open(const std::string& name, const std::string& previous = {}) {
        v1::Event event;
        event.mutable_case_opened()->set_body("bodies/kent");
        event.mutable_case_opened()->set_previous_case(previous);
        apply(name, event);
    }
    void start(const std::string& name, const std::string& case_name) {
        v1::Event event;
        event.mutable_procedure_started()->set_definition("plan");
        event.mutable_procedure_started()->set_body("bodies/kent");
        event.mutable_procedure_started()->set_case_name(case_name);
        apply(name, event);
    }
    void link(const std::string& one, const std::string& other) {
        v1::Event event;
        event.mutable_case_linked()->set_other(other);
        apply(one, event);
    }

    World known_;

private:
    std::map<std::string, std::int64_t> versions_;
};

TEST_F(Scope, OfACaseAreItsProceduresItsLinksAndItsPast) {
    open("cases/kent-general-1");
    open("cases/kent-general-2", "cases/kent-general-1");
    open("cases/kent-authority-general-1");
    open("cases/essex-general-1");
    start("procedures/kent-plan-1", "cases/kent-general-2");
    start("procedures/essex-plan-1", "cases/essex-general-1");
    link("cases/kent-general-2", "cases/kent-authority-general-1");
    const auto expected = ElementsAre(
        "cases/kent-authority-general-1",
        "cases/kent-general-1",
        "cases/kent-general-2",
        "procedures/kent-plan-1"
    );
    EXPECT_THAT(acting_streams("cases/kent-general-2", known_), expected);
    EXPECT_THAT(acting_streams("cases/kent-general-2/decisions/d1", known_), expected);
    EXPECT_THAT(acting_streams("procedures/kent-plan-1", known_), expected);
    EXPECT_THAT(acting_streams("cases/surrey-general-1", known_), IsEmpty());
}

TEST_F(Scope, NamesAreWholeTextsOfOurCollections) {
    v1::JournalEnvelope envelope;
    envelope.set_cause("d3 of cases/kent-general-1");
    v1::Event event;
    auto& decision = *event.mutable_decision_recorded()->mutable_decision();
    decision.add_evidence("documents/letter-1");
    decision.add_evidence("p1");
    decision.set_ruleset("rulesets/small@2");
    decision.set_reasons("See documents/letter-2 for more");
    decision.set_basis("nowhere/at-all");
    EXPECT_THAT(
        named_streams(envelope, event),
        ElementsAre("cases/kent-general-1", "documents/letter-1", "rulesets/small")
    );
}

}  // namespace scope_test
}  // namespace ladder::bundle
