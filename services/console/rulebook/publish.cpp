// `/rules/publish`: a ruleset's folder is checked, shown with what it would change, and published
// once that is confirmed. Between the two its definition travels with the page.
#include <algorithm>

#include <fmt/format.h>

#include "engine/definition/prove.hpp"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/api/submit.hpp"
#include "services/console/auditor/frame.hpp"
#include "services/console/desks.hpp"
#include "services/console/fields.hpp"
#include "services/console/places.hpp"
#include "services/console/rulebook/carried.hpp"
#include "services/console/rulebook/rulebook.hpp"
#include "services/console/rulebook/ruleset_folder.hpp"

namespace ladder::rulebook {

namespace {

using console::Answer;
using console::Data;
using console::Page;
using console::Visit;

// Larger rulesets are published by the command line.
constexpr std::size_t folder_bytes_max = std::size_t{4} * 1024 * 1024;
constexpr std::size_t folder_form_bytes_max = folder_bytes_max + std::size_t{256} * 1024;
constexpr std::size_t publish_form_bytes_max = carried_bytes_max(folder_bytes_max);
constexpr std::size_t changes_shown_max = 300;

std::vector<console::Crumb> above(const Visit& visit) {
    return {{"/rules", visit.desk->templates.text("common", "nav.rules")}};
}

Page folder_page(
    const Visit& visit,
    const std::string& error = {},
    const std::vector<definition::Finding>& findings = {}
) {
    const auto& templates = visit.desk->templates;
    static const std::vector<console::Field> fields{{"files"}};
    Page page{"rules_new"};
    page.crumbs = above(visit);
    page.status = error.empty() ? 200 : 422;
    const auto errors =
        error.empty() ? console::FieldErrors{} : console::FieldErrors{{"files", error}};
    console::put_form(page.data, templates, "rules_new", fields, visit.form, errors);
    console::put_text(page.data, "files_error", error);
    page.data.set("has_findings", Data{!findings.empty()});
    console::put_table(
        page.data, "findings", templates, "rules_new", finding_table(templates, findings)
    );
    return page;
}

Page refused_folder(const Visit& visit, const std::string& key) {
    return folder_page(visit, visit.desk->templates.text("rules_new", key));
}

Answer show_folder_form(Visit& visit) {
    if (visit.known) {
        return console::Redirect{visit.link("/rules")};
    }
    if (!console::may(visit, v1::PERMISSION_PUBLISH_RULESET)) {
        return base::Error{base::Code::permission_denied, "this role publishes no rules", {}};
    }
    return folder_page(visit);
}

// What is in force: the newest version of all.
base::Result<v1::Ruleset> in_force(const Visit& visit) {
    v1::ListRulesetsRequest list;
    list.set_page_size(1);
    const auto listed = visit.call<v1::ListRulesetsResponse>("RulesetService/ListRulesets", list);
    if (!listed) {
        return listed.error();
    }
    if (listed->rulesets().empty()) {
        return v1::Ruleset{};
    }
    v1::GetRulesetRequest request;
    request.set_name(listed->rulesets(0).name());
    auto found = visit.call<v1::GetRulesetResponse>("RulesetService/GetRuleset", request);
    if (!found) {
        return found.error();
    }
    return std::move(*found->mutable_ruleset());
}

// The same check as at publishing: whether they may, and which version it would be.
base::Result<v1::PublishRulesetResponse> dry_run(
    const Visit& visit, const v1::RulesetDefinition& definition
) {
    v1::PublishRulesetRequest request;
    *request.mutable_definition() = definition;
    request.set_reasons("Dry run");  // asked for, and kept nowhere
    request.set_validate_only(true);
    request.set_request_id(console::new_request_id());
    return visit.call<v1::PublishRulesetResponse>("RulesetService/PublishRuleset", request);
}

// Whether every path still passes what requirements.yaml asks for.
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

const std::vector<console::Field>& reasons_field() {
    static const std::vector<console::Field> fields{{"reasons", console::Field::Kind::textarea}};
    return fields;
}

struct Proposed {
    v1::RulesetDefinition definition;
    std::string bytes;  // of the definition, as they travel
    std::vector<definition::Finding> findings;
    std::size_t left_out = 0;
};

// What it would do. Errors: those of the dry run.
Answer check_page(
    const Visit& visit, const Proposed& proposed, const console::FieldErrors& errors
) {
    const auto found = dry_run(visit, proposed.definition);
    const auto standing = found ? in_force(visit) : base::Result<v1::Ruleset>{found.error()};
    if (!standing) {
        return standing.error();
    }
    const auto& templates = visit.desk->templates;
    const auto& rules = proposed.definition;
    Page page{"rules_check"};
    page.status = errors.empty() ? 200 : 422;
    page.crumbs = above(visit);
    page.crumbs.push_back({"/rules/publish", templates.text("rules_new", "title")});
    auto& data = page.data;
    data.set("rules_title", rules.title());
    data.set("version", auditor::last_part(found->ruleset().name()));
    data.set("from", console::day_in_words(rules.effective_from()));
    data.set("digest", auditor::hex(found->ruleset().digest()));
    data.set("ladders", std::to_string(rules.ladders_size()));
    data.set("procedures", std::to_string(rules.procedures_size()));
    data.set("triggers", std::to_string(rules.triggers_size()));
    data.set("indicators", std::to_string(rules.indicators_size()));
    data.set("left_out", std::to_string(proposed.left_out));
    data.set("leaves_out", Data{proposed.left_out > 0});
    data.set("unchanged", Data{found->unchanged()});
    data.set("against", standing->name());
    data.set("against_version", auditor::last_part(standing->name()));
    data.set("other_rules", Data{rules.id() != standing->definition().id()});
    const auto at = base::from_timestamp(standing->published_at());
    const console::RulesetWords words{*visit.desk};
    data.set("against_at", at ? console::moment_in_words(*at) : std::string{});
    data.set("against_by", auditor::actor_in_words(visit, words, standing->published_by()));
    const auto seen = visit.form.value("against");
    data.set("overtaken", Data{!seen.empty() && seen != standing->name()});
    put_changes(data, visit, standing->definition(), rules);
    put_proofs(data, rules);
    data.set("has_warnings", Data{!proposed.findings.empty()});
    data.set("warnings_count", std::to_string(proposed.findings.size()));
    console::put_table(
        data, "warnings", templates, "rules_new", finding_table(templates, proposed.findings)
    );
    data.set("content", to_base64(proposed.bytes));
    data.set("content_digest", auditor::hex(sha256(proposed.bytes)));
    data.set("request_id", console::new_request_id());
    console::put_form(data, templates, "rules_check", reasons_field(), visit.form, errors);
    return page;
}

// The dry run: nothing is written.
Answer check_folder(Visit& visit) {
    if (!console::may(visit, v1::PERMISSION_PUBLISH_RULESET)) {
        return base::Error{base::Code::permission_denied, "this role publishes no rules", {}};
    }
    const auto folder = ruleset_folder(visit.files);
    if (!folder.refusal.empty()) {
        return refused_folder(visit, folder.refusal);
    }
    auto checked = checked_ruleset(folder.files);
    if (checked.errors > 0) {
        return folder_page(
            visit, visit.desk->templates.text("rules_new", "unsound"), checked.findings
        );
    }
    auto bytes = api::deterministic(checked.definition);
    if (bytes.size() > folder_bytes_max) {
        return refused_folder(visit, "files.large");
    }
    return check_page(
        visit,
        {std::move(checked.definition),
         std::move(bytes),
         std::move(checked.findings),
         folder.left_out},
        {}
    );
}

// What was checked, as it comes back with the page; nothing if it is not whole.
std::optional<Proposed> carried(const Visit& visit) {
    Proposed proposed;
    proposed.bytes = from_base64(visit.form.raw("content"));
    const bool whole = !proposed.bytes.empty() &&
                       auditor::hex(sha256(proposed.bytes)) == visit.form.value("content_digest");
    if (!whole || !proposed.definition.ParseFromString(proposed.bytes)) {
        return std::nullopt;
    }
    proposed.findings = definition::check(proposed.definition);
    return proposed;
}

Answer publish(Visit& visit) {
    const auto proposed = carried(visit);
    if (!proposed) {
        return refused_folder(visit, "files.broken");
    }
    v1::PublishRulesetRequest request;
    *request.mutable_definition() = proposed->definition;
    request.set_reasons(visit.form.value("reasons"));
    request.set_etag(visit.form.value("against"));
    request.set_request_id(visit.form.value("request_id"));
    const auto made =
        visit.call<v1::PublishRulesetResponse>("RulesetService/PublishRuleset", request);
    if (!made && made.error().code == base::Code::aborted) {
        return check_page(
            visit, *proposed, {{{}, visit.desk->templates.text("rules_check", "overtaken")}}
        );
    }
    if (!made) {
        if (made.error().code != base::Code::invalid_argument) {
            return made.error();
        }
        return check_page(
            visit,
            *proposed,
            console::errors_of(
                visit.desk->templates, "rules_check", reasons_field(), visit.form, made.error()
            )
        );
    }
    console::Notice notice{made->unchanged() ? "rules_stood" : "rules_published", {}};
    notice.values.set("title", auditor::last_part(made->ruleset().name()));
    visit.leave_notice(notice);
    return console::Redirect{"/rules?version=" + console::percent_encoded(made->ruleset().name())};
}

}  // namespace

void add_publish_pages(console::Pages& pages) {
    using console::Audience;
    pages.get("/rules/publish", Audience::signed_in, show_folder_form);
    pages.post_folder("/rules/publish", Audience::signed_in, check_folder, folder_form_bytes_max);
    pages.post_files(
        "/rules/publish/confirm", Audience::signed_in, publish, publish_form_bytes_max
    );
}

}  // namespace ladder::rulebook
