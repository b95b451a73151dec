#include "services/console/secretariat/names.hpp"

#include <utility>

#include <fmt/format.h>

#include "services/console/procedure_kinds.hpp"
#include "services/console/secretariat/pages.hpp"

namespace ladder::secretariat {

namespace {

using console::Visit;

constexpr const char* words_name = "desk_words";

// A list by name; an empty one where it is refused, since what can't be seen has no name here.
template <class Item>
base::Result<void> keep_by_name(
    std::map<std::string, Item>& into, base::Result<std::vector<Item>> found
) {
    if (!found) {
        return found.error().code == base::Code::permission_denied
                   ? base::Result<void>{}
                   : base::Result<void>{found.error()};
    }
    for (auto& item : *found) {
        auto name = item.name();
        into.emplace(std::move(name), std::move(item));
    }
    return {};
}

}  // namespace

base::Result<Names> Names::load(const Visit& visit, bool parents) {
    Names names{visit};
    if (auto kept = keep_by_name(
            names.bodies_,
            visit.read_all(
                "BodyService/ListBodies", v1::ListBodiesRequest{}, &v1::ListBodiesResponse::bodies
            )
        );
        !kept) {
        return kept.error();
    }
    if (auto kept = keep_by_name(
            names.cases_,
            visit.read_all(
                "CaseService/ListCases", v1::ListCasesRequest{}, &v1::ListCasesResponse::cases
            )
        );
        !kept) {
        return kept.error();
    }
    if (!parents) {
        return names;
    }
    v1::ListProceduresRequest request;
    request.set_include_ended(true);
    if (auto kept = keep_by_name(
            names.procedures_,
            visit.read_all(
                "ProcedureService/ListProcedures", request, &v1::ListProceduresResponse::procedures
            )
        );
        !kept) {
        return kept.error();
    }
    auto meetings = visit.read_all(
        "MeetingService/ListMeetings",
        v1::ListMeetingsRequest{},
        &v1::ListMeetingsResponse::meetings
    );
    if (meetings) {
        names.meetings_ = std::move(*meetings);
    } else if (meetings.error().code != base::Code::permission_denied) {
        return meetings.error();
    }
    return names;
}

const v1::Body* Names::find_body(const std::string& name) const {
    const auto found = bodies_.find(name);
    return found == bodies_.end() ? nullptr : &found->second;
}

std::string Names::body(const std::string& name) const {
    const auto* found = find_body(name);
    return found == nullptr ? std::string{bare(name)} : found->title();
}

const v1::CaseSummary* Names::find_case(const std::string& name) const {
    const auto found = cases_.find(name);
    return found == cases_.end() ? nullptr : &found->second;
}

const definition::Ruleset* Names::ruleset(const std::string& name) const {
    const auto [place, is_new] = rulesets_.try_emplace(name);
    if (is_new) {
        if (auto found = visit_->desk->app.rulesets.indexed(name)) {
            place->second = std::move(*found);
        }
    }
    return place->second.get();
}

std::string Names::stage(const v1::CaseSummary& head) const {
    return stage(head.ruleset(), head.ladder(), head.stage());
}

std::string Names::stage(
    const std::string& ruleset_name, const std::string& ladder_id, const std::string& id
) const {
    const auto* rules = ruleset(ruleset_name);
    const auto* ladder = rules == nullptr ? nullptr : rules->ladder(ladder_id);
    const auto* found = ladder == nullptr ? nullptr : definition::find_stage(*ladder, id);
    return found == nullptr ? id : found->title();
}

std::string Names::ladder(const v1::CaseSummary& head) const {
    const auto* rules = ruleset(head.ruleset());
    const auto* found = rules == nullptr ? nullptr : rules->ladder(head.ladder());
    return found == nullptr ? head.ladder() : found->title();
}

std::string Names::indicator(const std::string& ruleset_name, const std::string& id) const {
    const auto* rules = ruleset(ruleset_name);
    const auto* found = rules == nullptr ? nullptr : rules->indicator(id);
    return found == nullptr ? id : found->title();
}

std::string Names::trigger(const std::string& ruleset_name, const std::string& id) const {
    const auto* rules = ruleset(ruleset_name);
    const auto* found = rules == nullptr ? nullptr : rules->trigger(id);
    return found == nullptr ? id : found->title();
}

std::string Names::subject(v1::Subject subject) const {
    return visit_->desk->templates.text(words_name, fmt::format("subject.{}", int{subject}));
}

std::string Names::kind(v1::BodyKind kind) const {
    return visit_->desk->templates.text(words_name, fmt::format("kind.{}", int{kind}));
}

console::Titles Names::titles() const {
    auto titles = console::titles_for_refusals(*visit_);
    for (const auto& [name, body] : bodies_) {
        titles.add(name, body.title());
    }
    for (const auto& [name, head] : cases_) {
        titles.add(name, fmt::format("{} ({})", body(head.body()), subject(head.subject())));
    }
    return titles;
}

std::string Names::body_of_parent(const std::string& name) const {
    if (const auto* head = find_case(name)) {
        return head->body();
    }
    const auto procedure = procedures_.find(name);
    return procedure == procedures_.end() ? std::string{} : procedure->second.body();
}

std::string Names::parent(const std::string& name) const {
    if (const auto* head = find_case(name)) {
        return body(head->body());
    }
    for (const auto& meeting : meetings_) {
        if (meeting.name() == name) {
            return meeting.title();
        }
    }
    const auto procedure = procedures_.find(name);
    if (procedure == procedures_.end()) {
        return std::string{bare(name)};
    }
    const auto* rules = ruleset(procedure->second.ruleset());
    const auto* found =
        rules == nullptr ? nullptr : rules->procedure(procedure->second.definition());
    return fmt::format(
        "{}, {}",
        body(procedure->second.body()),
        found == nullptr ? procedure->second.definition() : found->title()
    );
}

std::string Names::path_of_parent(const std::string& name) const {
    const auto procedure = procedures_.find(name);
    if (procedure == procedures_.end()) {
        return "/" + name;  // cases/ID and meetings/ID are pages
    }
    const auto kind = console::kind_of(*visit_, procedure->second);
    return kind == console::ProcedureKind::plan
               ? fmt::format("/bodies/{}/plan", bare(procedure->second.body()))
               : console::procedure_path(kind, name);
}

}  // namespace ladder::secretariat
