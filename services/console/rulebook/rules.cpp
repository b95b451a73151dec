// `/rules`: the rules in words, their versions, and who may publish them.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/hex.hpp"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/console/auditor/frame.hpp"
#include "services/console/fields.hpp"
#include "services/console/places.hpp"
#include "services/console/rulebook/condition_words.hpp"
#include "services/console/rulebook/rulebook.hpp"
#include "services/console/table.hpp"

namespace ladder::rulebook {

namespace {

using console::Answer;
using console::Data;
using console::Page;
using console::Table;
using console::Visit;
using Type = Data::type;

template <class Items>
std::string titled(const Items& items, const std::string& id) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id() == id; });
    return found == items.end() ? id : found->title();
}

// "HM Inspector or HM Chief Inspector".
template <class Ids>
std::string roles_in_words(const v1::RulesetDefinition& rules, const Ids& ids) {
    std::vector<std::string> titles;
    for (const auto& id : ids) {
        titles.push_back(titled(rules.roles(), id));
    }
    return fmt::format("{}", fmt::join(titles, " or "));
}

std::string stage_title(const v1::LadderDefinition& ladder, const std::string& id) {
    return titled(ladder.stages(), id);
}

Data stages_data(const v1::RulesetDefinition& rules, const v1::LadderDefinition& ladder) {
    std::vector<Data> stages;
    for (const auto& stage : ladder.stages()) {
        auto& one = stages.emplace_back(Type::object);
        one.set("stage_title", stage.title());
        console::put_text(one, "stage_about", stage.description());
        console::put_text(one, "aliases", fmt::format("{}", fmt::join(stage.aliases(), ", ")));
        console::put_text(one, "owner", stage.owner());
        console::put_text(one, "remain", roles_in_words(rules, stage.remain_decided_by()));
        one.set("review", Data{stage.review_required()});
        one.set("public", Data{stage.public_()});
    }
    return console::list_of(std::move(stages));
}

Data moves_data(
    const Visit& visit, const v1::RulesetDefinition& rules, const v1::LadderDefinition& ladder
) {
    const auto& templates = visit.desk->templates;
    std::vector<Data> moves;
    for (const auto& move : ladder.transitions()) {
        std::vector<std::string> from;
        for (const auto& stage : move.from()) {
            from.push_back(stage_title(ladder, stage));
        }
        auto& one = moves.emplace_back(Type::object);
        one.set("move_from", fmt::format("{}", fmt::join(from, ", ")));
        one.set("move_to", stage_title(ladder, move.to()));
        one.set("decided_by", roles_in_words(rules, move.decided_by()));
        console::put_text(one, "recommended_by", roles_in_words(rules, move.recommended_by()));
        console::put_text(one, "second_person", roles_in_words(rules, move.second_person()));
        console::put_text(one, "move_basis", console::law_in_words(move.legal_basis()));
        one.set("exceptional", Data{move.exceptional()});
        std::vector<Data> gates;
        for (const auto& gate : move.gates()) {
            auto& shown = gates.emplace_back(Type::object);
            const bool statutory = gate.kind() == v1::GATE_KIND_STATUTORY;
            shown.set("gate_title", gate.title());
            shown.set("gate_kind", templates.text("rules", statutory ? "statutory" : "policy"));
            shown.set("gate_colour", statutory ? "red" : "grey");
            console::put_text(
                shown,
                "gate_override",
                gate.override_role().empty() ? std::string{}
                                             : titled(rules.roles(), gate.override_role())
            );
        }
        one.set("has_gates", Data{!gates.empty()});
        one.set("gates", console::list_of(std::move(gates)));
    }
    return console::list_of(std::move(moves));
}

void put_ladders(Data& data, const Visit& visit, const v1::RulesetDefinition& rules) {
    std::vector<Data> ladders;
    for (const auto& ladder : rules.ladders()) {
        auto& one = ladders.emplace_back(Type::object);
        one.set("id", "ladder-" + ladder.id());
        one.set("ladder_title", ladder.title());
        one.set("stages", stages_data(rules, ladder));
        one.set("moves", moves_data(visit, rules, ladder));
    }
    data.set("ladders", console::list_of(std::move(ladders)));
}

Data lines_data(const v1::Condition& condition, const v1::RulesetDefinition& rules) {
    std::vector<Data> lines;
    for (const auto& line : condition_lines(condition, rules)) {
        auto& one = lines.emplace_back(Type::object);
        one.set("depth", std::to_string(std::min(line.depth, 4)));
        one.set("line", line.text);
    }
    return console::list_of(std::move(lines));
}

// The title of a stage of whichever ladder has it.
std::string any_stage(const v1::RulesetDefinition& rules, const std::string& id) {
    for (const auto& ladder : rules.ladders()) {
        if (auto title = stage_title(ladder, id); title != id) {
            return title;
        }
    }
    return id;
}

void put_triggers(Data& data, const Visit& visit, const v1::RulesetDefinition& rules) {
    std::vector<Data> triggers;
    for (const auto& trigger : rules.triggers()) {
        std::vector<std::string> indicators;
        for (const auto& id : trigger.indicators()) {
            indicators.push_back(titled(rules.indicators(), id));
        }
        auto& one = triggers.emplace_back(Type::object);
        one.set("trigger_title", trigger.title());
        one.set("over", fmt::format("{}", fmt::join(indicators, ", ")));
        one.set("proposes", any_stage(rules, trigger.proposes()));
        one.set(
            "severity",
            visit.desk->templates.text(
                "rules", fmt::format("severity.{}", static_cast<int>(trigger.severity()))
            )
        );
        one.set("raise", lines_data(trigger.raise_when(), rules));
        one.set("clear", lines_data(trigger.clear_when(), rules));
        one.set("hold", std::to_string(std::max(trigger.hold(), 1)));
        one.set("holds_long", Data{trigger.hold() > 1});
        std::vector<std::string> audience;
        for (const auto& role : trigger.audience()) {
            audience.push_back(titled(rules.roles(), role));
        }
        one.set("told_to", fmt::format("{}", fmt::join(audience, ", ")));
        console::put_text(one, "trigger_source", console::law_in_words(trigger.source()));
    }
    data.set("triggers", console::list_of(std::move(triggers)));
}

Table roles_table(const v1::RulesetDefinition& rules) {
    Table table{{{"role"}, {"organisation"}, {"may"}}, {}};
    for (const auto& role : rules.roles()) {
        std::vector<std::string> may;
        for (const auto act : role.may()) {
            may.push_back(permission_in_words(static_cast<v1::Permission>(act)));
        }
        table.rows.push_back(
            {{role.title()}, {role.organisation()}, {fmt::format("{}", fmt::join(may, ", "))}}
        );
    }
    return table;
}

Table versions_table(
    const Visit& visit, const console::RulesetWords& words, const std::vector<v1::Ruleset>& rulesets
) {
    Table table{{{"version"}, {"published"}, {"published_by"}, {"reasons"}}, {}};
    for (const auto& ruleset : rulesets) {
        const auto at = base::from_timestamp(ruleset.published_at());
        table.rows.push_back(
            {{auditor::last_part(ruleset.name()),
              visit.link("/rules?version=" + console::percent_encoded(ruleset.name()))},
             {at ? console::moment_in_words(*at) : std::string{}},
             {auditor::actor_in_words(visit, words, ruleset.published_by())},
             {ruleset.reasons()}}
        );
    }
    return table;
}

void put_publishers(Data& data, const v1::RulesetDefinition& rules) {
    std::vector<Data> publishers;
    for (const auto& role : rules.roles()) {
        if (std::find(role.may().begin(), role.may().end(), v1::PERMISSION_PUBLISH_RULESET) !=
            role.may().end()) {
            publishers.emplace_back(Type::object).set("publisher", role.title());
        }
    }
    std::vector<std::string> approvers;
    for (const auto& id : rules.approved_by()) {
        const auto& roles = rules.roles();
        const auto role = std::find_if(roles.begin(), roles.end(), [&](const auto& one) {
            return one.id() == id;
        });
        approvers.push_back(role == roles.end() ? id : role->title());
    }
    console::put_text(data, "approvers", fmt::format("{}", fmt::join(approvers, ", ")));
    data.set("has_publishers", Data{!publishers.empty()});
    data.set("publishers", console::list_of(std::move(publishers)));
}

// Who published it, and why; and whether the visitor may publish another.
void put_publication(
    Data& data, const Visit& visit, const console::RulesetWords& words, const v1::Ruleset& ruleset
) {
    const auto at = base::from_timestamp(ruleset.published_at());
    data.set("published_at", at ? console::moment_in_words(*at) : std::string{});
    data.set("published_by", auditor::actor_in_words(visit, words, ruleset.published_by()));
    console::put_text(data, "published_why", ruleset.reasons());
    data.set("approved", Data{!ruleset.proposal().empty()});
    if (!ruleset.proposal().empty()) {
        data.set("proposed_by", auditor::actor_in_words(visit, words, ruleset.proposed_by()));
        data.set("proposal_why", ruleset.proposal_reasons());
        data.set("proposal_link", visit.link(path_of_proposal(ruleset.proposal())));
        data.set("proposal_name", auditor::last_part(ruleset.proposal()));
    }
    data.set(
        "may_publish", Data{!visit.known && console::may(visit, v1::PERMISSION_PUBLISH_RULESET)}
    );
}

Answer show_rules(Visit& visit) {
    const auto rulesets = visit.read_all(
        "RulesetService/ListRulesets",
        v1::ListRulesetsRequest{},
        &v1::ListRulesetsResponse::rulesets
    );
    if (!rulesets) {
        return rulesets.error();
    }
    Page page{"rules"};
    page.data.set("published", Data{!rulesets->empty()});
    if (rulesets->empty()) {
        return page;
    }
    auto version = visit.query.value("version");
    const auto& newest = rulesets->front().name();
    version = version.empty() ? newest : version;
    v1::GetRulesetRequest request;
    request.set_name(version);
    auto found = visit.read<v1::GetRulesetResponse>("RulesetService/GetRuleset", request);
    if (!found) {
        return found.error().code == base::Code::invalid_argument
                   ? base::Error{base::Code::not_found, "there is no such version", {}}
                   : found.error();
    }
    const auto& rules = found->ruleset().definition();
    const console::RulesetWords words{*visit.desk};
    const auto& templates = visit.desk->templates;
    page.data.set("rules_title", rules.title());
    page.data.set("version", auditor::last_part(found->ruleset().name()));
    page.data.set("newest", Data{found->ruleset().name() == newest});
    page.data.set("newest_link", visit.link("/rules"));
    page.data.set("from", console::day_in_words(rules.effective_from()));
    console::put_text(page.data, "source", rules.source());
    page.data.set("digest", base::hex(found->ruleset().digest()));
    put_ladders(page.data, visit, rules);
    put_triggers(page.data, visit, rules);
    put_publishers(page.data, rules);
    put_publication(page.data, visit, words, found->ruleset());
    if (const auto put = put_proposals(page.data, visit); !put) {
        return put.error();
    }
    console::put_table(page.data, "roles", templates, "rules", roles_table(rules));
    console::put_table(
        page.data, "versions", templates, "rules", versions_table(visit, words, *rulesets)
    );
    return page;
}

}  // namespace

void add_rules_pages(console::Pages& pages) {
    pages.get("/rules", console::Audience::signed_in, show_rules);
}

}  // namespace ladder::rulebook
