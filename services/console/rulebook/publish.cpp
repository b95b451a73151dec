// `/rules/publish`: a ruleset's folder is checked, shown with what it would change, and published,
// or proposed where the rules in force ask for a second person, once that is confirmed. Between the
// two its definition travels with the page.
#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "engine/base/serialise.hpp"
#include "engine/base/sha256.hpp"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/console/auditor/frame.hpp"
#include "services/console/desks.hpp"
#include "services/console/fields.hpp"
#include "services/console/places.hpp"
#include "services/console/rulebook/carried.hpp"
#include "services/console/rulebook/comparison.hpp"
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

Page folder_page(
    const Visit& visit,
    const std::string& error = {},
    const std::vector<definition::Finding>& findings = {}
) {
    const auto& templates = visit.desk->templates;
    static const std::vector<console::Field> fields{{"files"}};
    Page page{"rules_new"};
    page.crumbs = above_rules(visit);
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

// What would come of it.
struct DryRun {
    std::string name;  // of the version, or of the proposal
    bool unchanged = false;
    bool by_two = false;  // the rules in force ask that a second person approves
};

template <class Request>
Request dry(const v1::RulesetDefinition& definition) {
    Request request;
    *request.mutable_definition() = definition;
    request.set_reasons("Dry run");  // asked for, and kept nowhere
    request.set_validate_only(true);
    request.set_request_id(console::new_request_id());
    return request;
}

bool by_two(const v1::Ruleset& standing) {
    return !standing.definition().approved_by().empty();
}

// The same check as at publishing or proposing: whether they may, and what it would be.
base::Result<DryRun> dry_run(
    const Visit& visit, const v1::RulesetDefinition& definition, const v1::Ruleset& standing
) {
    if (by_two(standing)) {
        const auto would = visit.call<v1::ProposeRulesetResponse>(
            "RulesetService/ProposeRuleset", dry<v1::ProposeRulesetRequest>(definition)
        );
        if (!would && would.error().code == base::Code::already_exists) {
            return DryRun{standing.name(), true, true};
        }
        return would ? base::Result<DryRun>{DryRun{would->proposal().name(), false, true}}
                     : base::Result<DryRun>{would.error()};
    }
    const auto would = visit.call<v1::PublishRulesetResponse>(
        "RulesetService/PublishRuleset", dry<v1::PublishRulesetRequest>(definition)
    );
    if (!would) {
        return would.error();
    }
    return DryRun{would->ruleset().name(), would->unchanged(), false};
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
    const auto standing = in_force(visit);
    if (!standing) {
        return standing.error();
    }
    const auto found = dry_run(visit, proposed.definition, *standing);
    if (!found) {
        return found.error();
    }
    const auto& templates = visit.desk->templates;
    const auto& rules = proposed.definition;
    Page page{"rules_check"};
    page.status = errors.empty() ? 200 : 422;
    page.crumbs = above_rules(visit);
    page.crumbs.push_back({"/rules/publish", templates.text("rules_new", "title")});
    auto& data = page.data;
    put_holdings(data, rules);
    data.set("version", auditor::last_part(found->name));
    data.set("digest", base::hex(base::sha256(proposed.bytes)));
    data.set("by_two", Data{found->by_two});
    data.set("left_out", std::to_string(proposed.left_out));
    data.set("leaves_out", Data{proposed.left_out > 0});
    data.set("unchanged", Data{found->unchanged});
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
    put_warnings(data, visit, proposed.findings);
    data.set("content", to_base64(proposed.bytes));
    data.set("content_digest", base::hex(base::sha256(proposed.bytes)));
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
    auto bytes = base::serialise(checked.definition);
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
    const bool whole = !proposed.bytes.empty() && base::hex(base::sha256(proposed.bytes)) ==
                                                      visit.form.value("content_digest");
    if (!whole || !proposed.definition.ParseFromString(proposed.bytes)) {
        return std::nullopt;
    }
    proposed.findings = definition::check(proposed.definition);
    return proposed;
}

// What went wrong, on the page of the check where it can be mended there.
Answer refused(const Visit& visit, const Proposed& proposed, const base::Error& error) {
    const auto& templates = visit.desk->templates;
    if (error.code == base::Code::aborted) {
        return check_page(visit, proposed, {{{}, templates.text("rules_check", "overtaken")}});
    }
    if (error.code != base::Code::invalid_argument) {
        return error;
    }
    return check_page(
        visit,
        proposed,
        console::errors_of(templates, "rules_check", reasons_field(), visit.form, error)
    );
}

template <class Request>
Request confirmed(const Visit& visit, const Proposed& proposed) {
    Request request;
    *request.mutable_definition() = proposed.definition;
    request.set_reasons(visit.form.value("reasons"));
    request.set_etag(visit.form.value("against"));
    request.set_request_id(visit.form.value("request_id"));
    return request;
}

Answer propose(Visit& visit, const Proposed& proposed) {
    const auto made = visit.call<v1::ProposeRulesetResponse>(
        "RulesetService/ProposeRuleset", confirmed<v1::ProposeRulesetRequest>(visit, proposed)
    );
    if (!made) {
        return refused(visit, proposed, made.error());
    }
    console::Notice notice{"rules_proposed", {}};
    notice.values.set("title", auditor::last_part(made->proposal().name()));
    visit.leave_notice(notice);
    return console::Redirect{path_of_proposal(made->proposal().name())};
}

Answer confirm(Visit& visit) {
    const auto proposed = carried(visit);
    if (!proposed) {
        return refused_folder(visit, "files.broken");
    }
    if (visit.form.value("by_two") == "yes") {
        return propose(visit, *proposed);
    }
    const auto made = visit.call<v1::PublishRulesetResponse>(
        "RulesetService/PublishRuleset", confirmed<v1::PublishRulesetRequest>(visit, *proposed)
    );
    if (!made) {
        return refused(visit, *proposed, made.error());
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
        "/rules/publish/confirm", Audience::signed_in, confirm, publish_form_bytes_max
    );
}

}  // namespace ladder::rulebook
