// `/data/load`: a file is checked first, shown with what it would change, and loaded once that is
// confirmed. Between the two it travels with the page, so that any node can go on.
#include <fmt/format.h>

#include "engine/base/sha256.hpp"
#include "services/console/auditor/frame.hpp"
#include "services/console/auditor/look.hpp"
#include "services/console/desks.hpp"
#include "services/console/fields.hpp"
#include "services/console/places.hpp"
#include "services/console/rulebook/carried.hpp"
#include "services/console/rulebook/figures.hpp"
#include "services/console/rulebook/rulebook.hpp"
#include "services/console/words.hpp"

namespace ladder::rulebook {

namespace {

using console::Answer;
using console::Data;
using console::Page;
using console::Visit;

// Larger files are loaded by the command line.
constexpr std::size_t file_bytes_max = std::size_t{8} * 1024 * 1024;
constexpr std::size_t upload_bytes_max = file_bytes_max + std::size_t{64} * 1024;
constexpr std::size_t confirm_bytes_max = carried_bytes_max(file_bytes_max);

const std::vector<console::Field>& load_fields() {
    static const std::vector<console::Field> fields{
        {"layout", console::Field::Kind::radios}, {"file", console::Field::Kind::file}};
    return fields;
}

Page load_page(
    const Visit& visit,
    const console::FieldErrors& errors = {},
    const std::vector<v1::TextIssue>& issues = {}
) {
    const auto& templates = visit.desk->templates;
    Page page{"data_new"};
    page.crumbs = {{"/data", templates.text("common", "nav.data")}};
    page.status = errors.empty() ? 200 : 422;
    std::vector<Data> layouts;
    const console::RulesetWords words{*visit.desk};
    if (words.definition() != nullptr) {
        for (const auto& layout : words.definition()->import_layouts()) {
            auto& one = layouts.emplace_back(Data::type::object);
            one.set("value", layout.id());
            one.set("id", fmt::format("layout-{}", layouts.size()));
            one.set("text", layout.title());
            one.set("chosen", Data{layout.id() == visit.form.value("layout")});
            console::put_text(one, "option_hint", console::law_in_words(layout.source()));
        }
    }
    page.data.set("has_layouts", Data{!layouts.empty()});
    page.data.set("layouts", console::list_of(std::move(layouts)));
    console::put_form(page.data, templates, "data_new", load_fields(), visit.form, errors);
    const auto error_of = [&](const std::string& field) {
        for (const auto& error : errors) {
            if (error.field == field) {
                return error.text;
            }
        }
        return std::string{};
    };
    console::put_text(page.data, "layout_error", error_of("layout"));
    console::put_text(page.data, "file_error", error_of("file"));
    page.data.set("has_issues", Data{!issues.empty()});
    console::put_table(page.data, "issues", templates, "data_new", issue_table(issues));
    return page;
}

Answer show_form(Visit& visit) {
    if (visit.known) {
        return console::Redirect{visit.link("/data")};
    }
    if (!console::may(visit, v1::PERMISSION_IMPORT)) {
        return base::Error{base::Code::permission_denied, "this role loads no figures", {}};
    }
    return load_page(visit);
}

// The refusal of a file: by its fields, and row by row.
Answer refused(const Visit& visit, const base::Error& error) {
    if (error.code != base::Code::invalid_argument) {
        return error;
    }
    std::vector<v1::TextIssue> issues;
    bool names_fields = false;
    for (const auto& detail : error.details) {
        if (const auto* issue = std::get_if<v1::TextIssue>(&detail)) {
            issues.push_back(*issue);
        }
        names_fields |= std::holds_alternative<v1::FieldViolation>(detail);
    }
    auto errors =
        names_fields
            ? console::errors_of(
                  visit.desk->templates, "data_new", load_fields(), visit.form, error
              )
            : console::FieldErrors{{"file", visit.desk->templates.text("data_new", "unreadable")}};
    return load_page(visit, errors, issues);
}

v1::ImportObservationsRequest request_of(
    const Visit& visit, std::string file_name, std::string content
) {
    v1::ImportObservationsRequest request;
    request.set_layout(visit.form.value("layout"));
    request.set_file_name(std::move(file_name));
    request.set_content_digest(base::sha256(content));
    request.set_content(std::move(content));
    // What is kept aside was shown before it was confirmed.
    request.set_quarantine(true);
    return request;
}

void put_check(
    Data& data,
    const Visit& visit,
    const Titles& titles,
    const v1::ImportObservationsResponse& found
) {
    const auto& templates = visit.desk->templates;
    data.set("counts", counts_in_words(visit, found.added(), found.revised(), found.unchanged()));
    data.set("revised_count", auditor::figure_in_words(static_cast<double>(found.revised())));
    data.set("aside_count", std::to_string(found.quarantined_count()));
    data.set("warnings_count", std::to_string(found.warnings_count()));
    data.set("has_revised", Data{found.revised() > 0});
    data.set("has_aside", Data{found.quarantined_count() > 0});
    data.set("has_warnings", Data{found.warnings_count() > 0});
    data.set("triggers_touched", std::to_string(found.triggers_touched()));
    data.set("decisions_touched", std::to_string(found.decisions_touched()));
    data.set("touches", Data{found.triggers_touched() > 0});
    data.set("more_revised", Data{found.revised() > found.revisions_size()});
    console::put_table(
        data,
        "revisions",
        templates,
        "data_check",
        revision_table(visit, titles, {found.revisions().begin(), found.revisions().end()}, false)
    );
    console::put_table(
        data,
        "aside",
        templates,
        "data_check",
        issue_table({found.quarantined().begin(), found.quarantined().end()})
    );
    console::put_table(
        data,
        "warnings",
        templates,
        "data_check",
        issue_table({found.warnings().begin(), found.warnings().end()})
    );
    std::vector<Data> missing;
    for (const auto& body : found.bodies_missing()) {
        missing.emplace_back(Data::type::object).set("missing_body", titles.body(body));
    }
    data.set("missing_count", std::to_string(missing.size()));
    data.set("has_missing", Data{!missing.empty()});
    data.set("missing", console::list_of(std::move(missing)));
}

// The dry run: nothing is written.
Answer check_file(Visit& visit) {
    const auto sent = visit.files.find("file");
    const auto& templates = visit.desk->templates;
    console::FieldErrors errors;
    if (visit.form.value("layout").empty()) {
        errors.push_back({"layout", templates.text("data_new", "layout.missing")});
    }
    if (sent == visit.files.end() || sent->second.bytes.empty()) {
        errors.push_back({"file", templates.text("data_new", "file.missing")});
    } else if (sent->second.bytes.size() > file_bytes_max) {
        errors.push_back({"file", templates.text("data_new", "file.large")});
    }
    if (!errors.empty()) {
        return load_page(visit, errors);
    }
    auto request = request_of(visit, sent->second.file_name, sent->second.bytes);
    request.set_validate_only(true);
    request.set_request_id(console::new_request_id());
    const auto found =
        visit.call<v1::ImportObservationsResponse>("IndicatorService/ImportObservations", request);
    if (!found) {
        return refused(visit, found.error());
    }
    const auto titles = Titles::read(visit);
    if (!titles) {
        return titles.error();
    }
    Page page{"data_check"};
    page.crumbs = {
        {"/data", templates.text("common", "nav.data")},
        {"/data/load", templates.text("data_new", "title")}};
    put_check(page.data, visit, *titles, *found);
    page.data.set("file_name", sent->second.file_name);
    page.data.set("layout", visit.form.value("layout"));
    page.data.set("layout_title", layout_title(*titles, visit.form.value("layout")));
    page.data.set("content", to_base64(sent->second.bytes));
    page.data.set("request_id", console::new_request_id());
    const bool news = found->added() > 0 || found->revised() > 0 || found->quarantined_count() > 0;
    page.data.set("news", Data{news});
    return page;
}

Answer load_file(Visit& visit) {
    auto content = from_base64(visit.form.raw("content"));
    if (content.empty()) {
        return load_page(visit, {{"file", visit.desk->templates.text("data_new", "file.missing")}});
    }
    auto request = request_of(visit, visit.form.value("file_name"), std::move(content));
    request.set_request_id(visit.form.value("request_id"));
    const auto made =
        visit.call<v1::ImportObservationsResponse>("IndicatorService/ImportObservations", request);
    if (!made) {
        return refused(visit, made.error());
    }
    console::Notice notice{made->import().empty() ? "load_changed_nothing" : "loaded", {}};
    notice.values.set("title", visit.form.value("file_name"));
    notice.values.set(
        "what", counts_in_words(visit, made->added(), made->revised(), made->unchanged())
    );
    visit.leave_notice(notice);
    return console::Redirect{
        made->import().empty() ? "/data" : "/data/" + auditor::last_part(made->import())};
}

}  // namespace

void add_load_pages(console::Pages& pages) {
    using console::Audience;
    pages.get("/data/load", Audience::signed_in, show_form);
    pages.post_files("/data/load", Audience::signed_in, check_file, upload_bytes_max);
    pages.post_files("/data/load/confirm", Audience::signed_in, load_file, confirm_bytes_max);
}

}  // namespace ladder::rulebook
