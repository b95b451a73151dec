// A small ruleset without a fault, and ways to put one in.
#include "tests/unit/definition/small_ruleset.hpp"

#include <fmt/format.h>

namespace ladder::definition {

namespace {

const std::string ruleset_yaml = R"(id: small-2009
title: A small ruleset
effective_from: 2009-04-01
effective_to: 2012-11-21
source: made up
)";

const std::string roles_yaml = R"(- id: chief_inspector
  title: Chief inspector
  may: [recommend, record_fact]
- id: secretariat
  title: Secretariat
  may: [record_fact, open_case]
  records_for: [chief_inspector]
- id: minister
  title: Minister
)";

const std::string domains_yaml = R"(- id: crime
  title: Crime
)";

const std::string facts_yaml = R"(- id: told
  title: The body has been told
  legal_basis: practice
  recorded_by: [secretariat]
- id: grounds_given
  title: The grounds have been given
  legal_basis: the Act
- id: considered
  title: The answer has been considered
  legal_basis: the Act
)";

const std::string force_yaml = R"(id: force
title: Force
body_kinds: [police_force]
subjects: [general, confidence]
stages:
  - id: local
    title: Local
  - id: watched
    title: Watched
    remain_decided_by: [chief_inspector]
  - id: directed
    title: Directed
transitions:
  - from: [local]
    to: watched
    decided_by: [chief_inspector]
    recommended_by: [chief_inspector]
    legal_basis: practice
    gates:
      - id: open_concern
        title: A concern is open
        kind: policy
        condition:
          all:
            - concern: {domain: crime, count: 1}
            - fact: {id: told, since_stage: true}
            - trigger: {id: rising}
        legal_basis: practice
        satisfied_by: raise a concern
        override_role: chief_inspector
        not_for: [confidence]
  - from: [watched]
    to: directed
    decided_by: [minister]
    second_person: [chief_inspector]
    legal_basis: the Act
    gates:
      - id: considered
        title: All was considered
        kind: statutory
        condition:
          at_least:
            n: 2
            of:
              - fact: {id: considered, not_before: [grounds_given]}
              - recommendation: {by: [chief_inspector], other_than_decider: true}
              - decision: {stage: watched}
              - time_at_stage: {at_least_days: 28}
              - subject: {any_of: [general]}
              - not: {body: {countries: [wales]}}
        legal_basis: the Act
        satisfied_by: consider it
  - from: [watched, directed]
    to: local
    decided_by: [chief_inspector]
    legal_basis: reasons
)";

const std::string authority_yaml = R"(id: authority
title: Authority
body_kinds: [police_authority]
stages:
  - id: alone
    title: Alone
)";

const std::string indicators_yaml = R"(- id: people
  title: People
  unit: persons
  polarity: neither
  statistic: measure
  period: year
- id: robbery
  title: Robbery
  domain: crime
  unit: offences
  polarity: lower_is_better
  statistic: count
  period: rolling_year
  population: people
  series_breaks:
    - from: 2011-06-30
      to: 2012-03-31
      reason: changed
    - from: 2013-06-30
      reason: changed again
  no_rate:
    - body: bodies/city-of-london
      reason: few residents
  target: {value: 2.5, source: the plan}
  aliases: [SOC-A1]
- id: satisfied
  title: Satisfied
  unit: "%"
  polarity: higher_is_better
  statistic: proportion
  period: quarter
- id: homicide
  title: Homicide
  unit: offences
  polarity: lower_is_better
  statistic: count
  period: year
  low_count: true
- id: officers
  title: Officers
  unit: officers
  polarity: higher_is_better
  statistic: measure
  period: point
)";

const std::string rising_yaml = R"(id: rising
title: Rising
body_kinds: [police_force]
indicators: [robbery]
raise_when:
  all:
    - judgement: {versus: baseline, is: worse, by_at_least: 5, p_at_most: 0.001, baseline_months: 24}
    - judgement: {versus: peers, is: worse, group: all, include_self: true, periods: 2, of_periods: 3}
clear_when:
  not: {judgement: {versus: target, is: worse}}
hold: 2
severity: concern
proposes: watched
audience: [secretariat]
source: ours
subject: confidence
)";

const std::string crime_yaml = R"(id: crime
title: Crime
body_column: force
period_end_column: year
period_end_of_year: "06-30"
values:
  - column: residents
    indicator: people
  - column: notes
ignored_columns: [source]
published_lag_days: 90
published_source: assumed
source: made up
)";

const std::string survey_yaml = R"(id: survey
title: Survey
body_column: force
period_end_column: period
indicator_column: kind
value_column: percent
values:
  - column: happy
    indicator: satisfied
    numerator_column: yes_count
    denominator_column: asked
published_column: published
source: made up
)";

// "12:5" for the place of `text` in a file.
std::pair<int, int> place_of(const std::string& file, const std::string& text) {
    const auto found = file.find(text);
    EXPECT_NE(found, std::string::npos) << "no '" << text << "' in\n" << file;
    int line = 1;
    int column = 1;
    for (std::size_t i = 0; i < found && i < file.size(); ++i) {
        column = file[i] == '\n' ? 1 : column + 1;
        line += file[i] == '\n' ? 1 : 0;
    }
    return {line, column};
}

std::string all_of(const std::vector<Finding>& findings) {
    std::string text;
    for (const auto& finding : findings) {
        text += fmt::format(
            "  {} {} at {}:{}:{}: {}; {}\n",
            finding.grade == Grade::error ? "error" : "warning",
            finding.path,
            finding.issue.file(),
            finding.issue.line(),
            finding.issue.column(),
            finding.issue.message(),
            finding.issue.fix()
        );
    }
    return text;
}

}  // namespace

std::vector<SourceFile> small_ruleset() {
    return {
        {"ruleset.yaml", ruleset_yaml},
        {"roles.yaml", roles_yaml},
        {"domains.yaml", domains_yaml},
        {"facts.yaml", facts_yaml},
        {"ladders/force.yaml", force_yaml},
        {"ladders/authority.yaml", authority_yaml},
        {"indicators.yaml", indicators_yaml},
        {"triggers/rising.yaml", rising_yaml},
        {"imports/crime.yaml", crime_yaml},
        {"imports/survey.yaml", survey_yaml},
    };
}

std::vector<SourceFile> edited(
    const std::string& file, const std::string& from, const std::string& to
) {
    auto files = small_ruleset();
    for (auto& each : files) {
        if (each.path != file) {
            continue;
        }
        const auto found = each.text.find(from);
        if (found == std::string::npos || each.text.find(from, found + 1) != std::string::npos) {
            ADD_FAILURE() << "'" << from << "' is not in " << file << " exactly once";
            return files;
        }
        each.text.replace(found, from.size(), to);
        return files;
    }
    ADD_FAILURE() << "no file " << file;
    return files;
}

void expect_finding(const CheckCase& test) {
    const auto files = edited(test.file, test.from, test.to);
    const auto loaded = load(files);
    ASSERT_TRUE(loaded) << loaded.error().message;
    const auto findings = check(loaded->definition, loaded->sources);
    for (const auto& finding : findings) {
        const auto text = finding.issue.message() + "; " + finding.issue.fix();
        if (finding.path != test.path || text != test.text || finding.grade != test.grade) {
            continue;
        }
        EXPECT_EQ(finding.issue.file(), test.file);
        for (const auto& file : files) {
            if (file.path == test.file) {
                EXPECT_EQ(
                    std::pair(finding.issue.line(), finding.issue.column()),
                    place_of(file.text, test.at)
                );
            }
        }
        return;
    }
    ADD_FAILURE() << "not found: " << test.path << ": " << test.text << "\nbut:\n"
                  << all_of(findings);
}

std::string name_of(const testing::TestParamInfo<CheckCase>& test) {
    return test.param.name;
}

}  // namespace ladder::definition
