// A change to the sample procedures and what check() must say of it.
#pragma once

#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "engine/definition/check.hpp"
#include "tests/unit/procedures/sample_procedures.hpp"

namespace ladder::definition {

struct ProcedureFault {
    std::string name;
    std::function<void(v1::RulesetDefinition&)> change;
    std::string path;
    std::string text;  // "message; fix", or how it begins
};

// check() finds the fault at its path, as an error, and did not before the change.
inline void expect_fault(const ProcedureFault& fault) {
    const auto found_in = [&](const v1::RulesetDefinition& definition, std::string* all) {
        for (const auto& finding : check(definition)) {
            const auto text = finding.issue.message() + "; " + finding.issue.fix();
            *all += finding.path + ": " + text + "\n";
            if (finding.grade == Grade::error && finding.path == fault.path &&
                text.starts_with(fault.text)) {
                return true;
            }
        }
        return false;
    };
    auto definition = procedures::sample::definition();
    std::string all;
    EXPECT_FALSE(found_in(definition, &all)) << all;
    fault.change(definition);
    all.clear();
    EXPECT_TRUE(found_in(definition, &all))
        << "not found: " << fault.path << ": " << fault.text << "\nbut:\n"
        << all;
}

// The parts of the sample: "support" and one of its records.
inline v1::ProcedureDefinition& support(v1::RulesetDefinition& definition) {
    return *definition.mutable_procedures(0);
}
inline v1::RecordDefinition& record(v1::RulesetDefinition& definition, int index) {
    return *support(definition).mutable_records(index);
}

}  // namespace ladder::definition
