// What is proved of the shipped ruleset, and that no gate could go without a proof failing.
#include <algorithm>
#include <gmock/gmock.h>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/definition/load.hpp"
#include "engine/definition/mutate.hpp"
#include "engine/definition/prove.hpp"
#include "tests/unit/definition/shipped_ruleset.hpp"

namespace ladder::definition {
namespace shipped_proof_test {

const v1::RulesetDefinition& shipped() {
    static const auto definition = load(shipped_ruleset()).value().definition;
    return definition;
}

TEST(ShippedProofs, AllHold) {
    const Ruleset ruleset{"shipped", shipped()};
    const auto report = prove(ruleset);
    EXPECT_TRUE(report.holds()) << in_words(report, ruleset);
}

TEST(ShippedProofs, ReachEveryRequirement) {
    const Ruleset ruleset{"shipped", shipped()};
    const auto report = prove(ruleset);
    for (const auto& requirement : shipped().requirements()) {
        const auto looked_at =
            std::any_of(report.proofs.begin(), report.proofs.end(), [&](const Proof& proof) {
                return proof.requirement == requirement.id();
            });
        EXPECT_TRUE(looked_at) << requirement.id();
    }
}

// Whether a requirement speaks of the machine that the gate was taken from.
bool speaks_of(const v1::RequirementDefinition& requirement, const std::string& gate) {
    const auto named = [&](const std::string& kind, const auto& ids) {
        return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
            return gate.starts_with(kind + " " + id + ": ");
        });
    };
    return named("ladder", requirement.ladders()) || named("procedure", requirement.procedures());
}

// Every gate there is, counted by its message type wherever it stands.
int gates_of(const google::protobuf::Message& message) {
    int gates = message.GetDescriptor() == v1::GateDefinition::descriptor() ? 1 : 0;
    std::vector<const google::protobuf::FieldDescriptor*> fields;
    const auto& reflection = *message.GetReflection();
    reflection.ListFields(message, &fields);
    for (const auto* field : fields) {
        if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) {
            continue;
        }
        if (!field->is_repeated()) {
            gates += gates_of(reflection.GetMessage(message, field));
            continue;
        }
        for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
            gates += gates_of(reflection.GetRepeatedMessage(message, field, i));
        }
    }
    return gates;
}

TEST(ShippedProofs, NoticeEveryGateThatIsTakenAway) {
    std::vector<std::string> unnoticed;
    int gates = 0;
    int of_records = 0;
    without_each_gate(
        shipped(),
        [&](const std::string& gate, const v1::RulesetDefinition& without) {
            ++gates;
            of_records += gate.find(": record ") == std::string::npos ? 0 : 1;
            const Ruleset ruleset{"without", without};
            const auto report = prove(ruleset, [&](const auto& requirement) {
                return speaks_of(requirement, gate);
            });
            const auto failed =
                std::find_if(report.proofs.begin(), report.proofs.end(), [](const Proof& proof) {
                    return proof.verdict == Verdict::avoided;
                });
            if (failed == report.proofs.end()) {
                unnoticed.push_back(gate);
            } else {
                EXPECT_FALSE(failed->path.empty()) << gate;
                EXPECT_THAT(in_words(report, ruleset), testing::HasSubstr("none of it asks for"));
            }
        }
    );
    EXPECT_GT(gates, 100);
    EXPECT_EQ(gates, gates_of(shipped()));
    EXPECT_GE(of_records, 13);
    EXPECT_THAT(unnoticed, testing::IsEmpty());
}

}  // namespace shipped_proof_test
}  // namespace ladder::definition
