#include "services/console/rulebook/comparison.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/definition/prove.hpp"
#include "services/console/fields.hpp"
#include "services/console/rulebook/ruleset_folder.hpp"
#include "services/console/words.hpp"

namespace ladder::rulebook {

namespace {

using console::Data;
using console::Visit;

constexpr std::size_t changes_shown_max = 300;

}  // namespace

std::vector<console::Crumb> above_rules(const Visit& visit) {
    return {{visit.link("/rules"), visit.desk->templates.text("common", "nav.rules")}};
}

base::Result<v1::Ruleset> version_of_rules(const Visit& visit, const std::string& name) {
    v1::GetRulesetRequest request;
    request.set_name(name);
    auto found = visit.call<v1::GetRulesetResponse>("RulesetService/GetRuleset", request);
    if (!found) {
        return found.error();
    }
    return std::move(*found->mutable_ruleset());
}

base::Result<v1::Ruleset> in_force(const Visit& visit) {
    v1::ListRulesetsRequest list;
    list.set_page_size(1);
    const auto listed = visit.call<v1::ListRulesetsResponse>("RulesetService/ListRulesets", list);
    if (!listed) {
        return listed.error();
    }
    return listed->rulesets().empty() ? v1::Ruleset{}
                                      : version_of_rules(visit, listed->rulesets(0).name());
}

void put_holdings(Data& data, const v1::RulesetDefinition& rules) {
    data.set("rules_title", rules.title());
    data.set("from", console::day_in_words(rules.effective_from()));
    data.set("ladders", std::to_string(rules.ladders_size()));
    data.set("procedures", std::to_string(rules.procedures_size()));
    data.set("triggers", std::to_string(rules.triggers_size()));
    data.set("indicators", std::to_string(rules.indicators_size()));
}

void put_proofs(Data& data, const v1::RulesetDefinition& rules) {
    const definition::Ruleset ruleset{"checked", rules};
    const auto report = definition::prove(ruleset);
    std::vector<Data> failed;
    for (const auto& proof : report.proofs) {
        if (proof.verdict == definition::Verdict::proved) {
            continue;
        }
        const auto& asked = rules.requirements();
        const auto requirement = std::find_if(asked.begin(), asked.end(), [&](const auto& one) {
            return one.id() == proof.requirement;
        });
        auto& one = failed.emplace_back(Data::type::object);
        one.set(
            "proof_title", requirement == asked.end() ? proof.requirement : requirement->title()
        );
        one.set("proof_where", fmt::format("{}, {}", proof.machine, proof.stage));
    }
    data.set("requirements", std::to_string(rules.requirements_size()));
    data.set("proofs", std::to_string(report.proofs.size()));
    data.set("has_requirements", Data{rules.requirements_size() > 0});
    data.set("has_failed", Data{!failed.empty()});
    data.set("failed", console::list_of(std::move(failed)));
}

void put_changes(
    Data& data,
    const Visit& visit,
    const v1::RulesetDefinition& before,
    const v1::RulesetDefinition& after
) {
    auto changes = definition::diff(before, after);
    data.set("changes_count", std::to_string(changes.size()));
    data.set("has_changes", Data{!changes.empty()});
    data.set("more_changes", Data{changes.size() > changes_shown_max});
    changes.resize(std::min(changes.size(), changes_shown_max));
    const auto& templates = visit.desk->templates;
    console::put_table(data, "changes", templates, "rules_check", change_table(templates, changes));
}

void put_warnings(
    Data& data, const Visit& visit, const std::vector<definition::Finding>& findings
) {
    const auto& templates = visit.desk->templates;
    data.set("has_warnings", Data{!findings.empty()});
    data.set("warnings_count", std::to_string(findings.size()));
    console::put_table(
        data, "warnings", templates, "rules_new", finding_table(templates, findings)
    );
}

}  // namespace ladder::rulebook
