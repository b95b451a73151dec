// Every system of the seeds that the engine is to model, to read or to publish for: what holds it.
#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <regex>
#include <string>

#include <gtest/gtest.h>

#include "engine/definition/load.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/peer_service.pb.h"
#include "tests/support/source_tree_path.hpp"
#include "tests/unit/definition/shipped_ruleset.hpp"

namespace ladder::definition {
namespace seed_rows_test {

// The files of the protocol that the rows name; asking for them also links them in.
const std::vector<const google::protobuf::FileDescriptor*>& protocol() {
    static const std::vector<const google::protobuf::FileDescriptor*> files{
        v1::Body::descriptor()->file(),
        v1::Case::descriptor()->file(),
        v1::Document::descriptor()->file(),
        v1::Observation::descriptor()->file(),
        v1::Meeting::descriptor()->file(),
        v1::Peer::descriptor()->file(),
        v1::RulesetDefinition::descriptor()->file(),
        v1::Condition::descriptor()->file(),
    };
    return files;
}

bool any_symbol(const std::function<bool(const google::protobuf::FileDescriptor&)>& has) {
    for (const auto* file : protocol()) {
        if (has(*file)) {
            return true;
        }
    }
    return false;
}

bool has_rpc(const std::string& service, const std::string& method) {
    return any_symbol([&](const auto& file) {
        const auto* found = file.FindServiceByName(service);
        return found != nullptr && found->FindMethodByName(method) != nullptr;
    });
}

bool has_field(const std::string& message, const std::string& field) {
    return any_symbol([&](const auto& file) {
        const auto* found = file.FindMessageTypeByName(message);
        return found != nullptr && found->FindFieldByName(field) != nullptr;
    });
}

bool has_enum_value(const std::string& name) {
    return v1::Subject_descriptor()->file()->FindEnumValueByName(name) != nullptr ||
           any_symbol([&](const auto& file) { return file.FindEnumValueByName(name) != nullptr; });
}

// "a/b" or "a.b" in its two parts; the second is empty where there is no joint.
std::pair<std::string, std::string> parts_of(const std::string& name, char joint) {
    const auto at = name.find(joint);
    return at == std::string::npos ? std::pair{name, std::string{}}
                                   : std::pair{name.substr(0, at), name.substr(at + 1)};
}

bool has_stage_of(const Ruleset& rules, const std::string& name) {
    const auto [machine, stage] = parts_of(name, '/');
    const auto* ladder = rules.ladder(machine);
    const auto* procedure = rules.procedure(machine);
    return (ladder != nullptr && find_stage(*ladder, stage) != nullptr) ||
           (procedure != nullptr && find_stage(*procedure, stage) != nullptr);
}

bool has_record_of(const Ruleset& rules, const std::string& name) {
    const auto [machine, record] = parts_of(name, '/');
    const auto* procedure = rules.procedure(machine);
    return procedure != nullptr && find_record(*procedure, record) != nullptr;
}

bool is_there(const Ruleset& rules, const std::string& kind, const std::string& name) {
    using Look = std::function<bool()>;
    const auto [first, second] = parts_of(name, '.');
    const std::map<std::string, Look> looks{
        {"ladder", [&] { return rules.ladder(name) != nullptr; }},
        {"stage", [&] { return has_stage_of(rules, name); }},
        {"procedure", [&] { return rules.procedure(name) != nullptr; }},
        {"record", [&] { return has_record_of(rules, name); }},
        {"assessment", [&] { return rules.assessment(name) != nullptr; }},
        {"indicator", [&] { return rules.indicator(name) != nullptr; }},
        {"trigger", [&] { return rules.trigger(name) != nullptr; }},
        {"meeting", [&] { return rules.meeting_kind(name) != nullptr; }},
        {"role", [&] { return rules.role(name) != nullptr; }},
        {"deadline", [&] { return rules.deadline(name) != nullptr; }},
        {"domain", [&] { return rules.domain(name) != nullptr; }},
        {"reference", [&] { return rules.reference(name) != nullptr; }},
        {"questions", [&] { return rules.question_set(name) != nullptr; }},
        {"fact", [&] { return rules.fact(name) != nullptr; }},
        {"letter", [&] { return rules.letter(name) != nullptr; }},
        {"document", [&] { return rules.document_kind(name) != nullptr; }},
        {"import", [&] { return rules.import_layout(name) != nullptr; }},
        {"rpc", [&, &service = first, &method = second] { return has_rpc(service, method); }},
        {"field", [&, &message = first, &field = second] { return has_field(message, field); }},
        {"enum", [&] { return has_enum_value(name); }},
    };
    const auto look = looks.find(kind);
    return look != looks.end() && look->second();
}

TEST(ShippedRules, HoldEverySystemOfTheSeedsThatIsNotALinkAlone) {
    const auto loaded = load(shipped_ruleset());
    ASSERT_TRUE(loaded) << loaded.error().message;
    const Ruleset rules{"", loaded->definition};
    std::ifstream file{tests::in_source_tree("tests/fixtures/seed-rows.txt")};
    const std::regex holder{"([a-z]+) ([^; ]+)(; |$)"};
    int rows = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) {
            continue;
        }
        ++rows;
        const auto held_by = line.substr(line.find('\t') + 1);
        int holders = 0;
        for (std::sregex_iterator each{held_by.begin(), held_by.end(), holder}, end; each != end;
             ++each, ++holders) {
            EXPECT_TRUE(is_there(rules, (*each)[1], (*each)[2])) << (*each)[0] << "in: " << line;
        }
        EXPECT_GT(holders, 0) << line;
    }
    EXPECT_EQ(rows, 110);
}

// Whether some layout reads figures of the indicator; one that has none is taken in as an
// assessment.
bool can_come_in(const Ruleset& rules, const v1::IndicatorDefinition& indicator) {
    const auto& layouts = rules.definition().import_layouts();
    return indicator.statistic() == v1::STATISTIC_NARRATIVE ||
           std::any_of(layouts.begin(), layouts.end(), [&](const v1::ImportLayout& layout) {
               return std::any_of(
                   layout.values().begin(),
                   layout.values().end(),
                   [&](const v1::ImportValue& value) { return value.indicator() == indicator.id(); }
               );
           });
}

TEST(ShippedRules, TakeInTheFiguresOfEveryIndicator) {
    const auto loaded = load(shipped_ruleset());
    ASSERT_TRUE(loaded) << loaded.error().message;
    const Ruleset rules{"", loaded->definition};
    for (const auto& indicator : rules.definition().indicators()) {
        EXPECT_TRUE(can_come_in(rules, indicator)) << indicator.id();
    }
}

}  // namespace seed_rows_test
}  // namespace ladder::definition
