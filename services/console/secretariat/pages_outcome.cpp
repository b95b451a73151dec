// Recording what came of an item, and who takes no part in it.
#include <algorithm>

#include <fmt/format.h>

#include "services/console/secretariat/outcome.hpp"
#include "services/console/secretariat/pages.hpp"
#include "services/console/words.hpp"

namespace ladder::secretariat {

namespace {

using console::Answer;
using console::Field;
using console::Option;
using console::Visit;

constexpr const char* outcome_name = "meeting_outcome";

// An item that a form is about, with its case.
struct ItemAsked {
    MeetingSeen seen;
    v1::AgendaItem item;
    std::optional<v1::Case> about;

    const v1::Case* case_or_null() const { return about ? &*about : nullptr; }
};

base::Result<ItemAsked> item_asked(const Visit& visit) {
    auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    const auto* item = find_item(visit, *seen);
    if (item == nullptr) {
        return base::Error{base::Code::not_found, "the agenda has no such item", {}};
    }
    if (!seen->runs) {
        return base::Error{base::Code::permission_denied, "meetings are run by others", {}};
    }
    ItemAsked asked{std::move(*seen), *item, std::nullopt};
    if (!item->case_name().empty()) {
        v1::GetCaseRequest request;
        request.set_name(asked.item.case_name());
        auto found = visit.read<v1::GetCaseResponse>("CaseService/GetCase", request);
        if (!found) {
            return found.error();
        }
        asked.about = std::move(*found->mutable_case_());
    }
    return asked;
}

std::string outcome_text(const Visit& visit, const std::string& key) {
    return visit.desk->templates.text(outcome_name, key);
}

const v1::LadderDefinition* ladder_of(const ItemAsked& asked) {
    const auto* rules = asked.seen.names.ruleset(asked.about->ruleset());
    return rules == nullptr ? nullptr : rules->ladder(asked.about->ladder());
}

// --- Fields

std::string roles_in_words(
    const ItemAsked& asked, const google::protobuf::RepeatedPtrField<std::string>& roles
) {
    std::string words;
    for (const auto& role : roles) {
        words += (words.empty() ? "" : ", ") + asked.seen.names.role(role);
    }
    return words;
}

Field decision_field(const Visit& visit, const ItemAsked& asked) {
    Field field{"decision", Field::Kind::radios};
    const auto& about = *asked.about;
    const auto stage = asked.seen.names.stage(about.ruleset(), about.ladder(), about.stage());
    console::Data at{console::Data::type::object};
    at.set("stage", stage);
    const auto& templates = visit.desk->templates;
    field.options.push_back({"remain", templates.text(outcome_name, "decision.remain", at)});
    if (const auto* ladder = ladder_of(asked)) {
        for (const auto& target : ladder->stages()) {
            const auto* move = definition::find_transition(*ladder, about.stage(), target.id());
            if (move == nullptr) {
                continue;
            }
            console::Data to{console::Data::type::object};
            to.set("stage", target.title());
            to.set("deciders", roles_in_words(asked, move->decided_by()));
            field.options.push_back(
                {"move:" + target.id(),
                 templates.text(outcome_name, "decision.move", to),
                 templates.text(
                     outcome_name, move->exceptional() ? "decision.jump" : "decision.step", to
                 )}
            );
        }
        if (!ladder->stages().empty() && ladder->stages(0).id() == about.stage()) {
            field.options.push_back({"close", outcome_text(visit, "decision.close")});
        }
    }
    field.options.push_back({"none", outcome_text(visit, "decision.none")});
    return field;
}

// Who may have decided: whoever is there and takes part; those first whose capacity decides here.
Field decider_field(const Visit& visit, const ItemAsked& asked) {
    std::vector<Option> deciding;
    std::vector<Option> others;
    std::vector<std::string> roles;
    if (const auto* ladder = ladder_of(asked)) {
        for (const auto& move : ladder->transitions()) {
            if (std::find(move.from().begin(), move.from().end(), asked.about->stage()) !=
                move.from().end()) {
                roles.insert(roles.end(), move.decided_by().begin(), move.decided_by().end());
            }
        }
    }
    const auto add = [&](const v1::Actor& actor) {
        Option option{
            fmt::format("{}|{}", actor.person(), actor.capacity()), asked.seen.names.actor(actor)};
        const auto same = [&](const Option& known) { return known.value == option.value; };
        if (std::any_of(deciding.begin(), deciding.end(), same) ||
            std::any_of(others.begin(), others.end(), same)) {
            return;
        }
        const bool decides = std::find(roles.begin(), roles.end(), actor.capacity()) != roles.end();
        (decides ? deciding : others).push_back(std::move(option));
    };
    for (const auto& one : asked.seen.meeting.attendance()) {
        const auto& recusals = asked.item.recusals();
        const bool recused =
            std::any_of(recusals.begin(), recusals.end(), [&](const auto& recusal) {
                return recusal.person() == one.person().person();
            });
        if (!recused && one.kind() != v1::ATTENDANCE_KIND_APOLOGIES) {
            add(one.person());
        }
    }
    v1::Actor me;
    me.set_person(visit.who->caller.person->person());
    me.set_capacity(visit.who->caller.capacity);
    add(me);
    Field field{"decider", Field::Kind::select};
    field.options.push_back({"", visit.desk->templates.text("common", "choose")});
    field.options.insert(field.options.end(), deciding.begin(), deciding.end());
    field.options.insert(field.options.end(), others.begin(), others.end());
    return field;
}

std::string proposal_in_words(const ItemAsked& asked, const v1::Proposal& proposal) {
    const auto& names = asked.seen.names;
    return fmt::format(
        "{}: {}",
        names.trigger(proposal.ruleset(), proposal.trigger()),
        names.indicator(proposal.ruleset(), proposal.indicator())
    );
}

Field evidence_field(const ItemAsked& asked) {
    Field field{"evidence", Field::Kind::checkboxes};
    for (const auto& proposal : asked.about->proposals()) {
        if (proposal.state() == v1::PROPOSAL_STATE_OPEN) {
            field.options.push_back({proposal.id(), proposal_in_words(asked, proposal)});
        }
    }
    for (const auto& concern : asked.about->concerns()) {
        if (concern.closed_on().empty()) {
            field.options.push_back({concern.id(), concern.title()});
        }
    }
    const auto* rules = asked.seen.names.ruleset(asked.about->ruleset());
    for (const auto& fact : asked.about->facts()) {
        if (!fact.withdrawn()) {
            const auto* known = rules == nullptr ? nullptr : rules->fact(fact.fact());
            field.options.push_back(
                {fact.id(),
                 fmt::format(
                     "{}, {}",
                     known == nullptr ? fact.fact() : known->title(),
                     console::day_in_words(fact.effective_on())
                 )}
            );
        }
    }
    return field;
}

void add_settlements(std::vector<Field>& fields, const Visit& visit, const ItemAsked& asked) {
    for (const auto& proposal : asked.about->proposals()) {
        if (proposal.state() == v1::PROPOSAL_STATE_OPEN) {
            Field field{"settle-" + proposal.id(), Field::Kind::select};
            field.label = fmt::format(
                "{} {}", outcome_text(visit, "settle"), proposal_in_words(asked, proposal)
            );
            field.options = {
                {"", outcome_text(visit, "settle.leave")},
                {"accept", outcome_text(visit, "settle.accept")},
                {"decline", outcome_text(visit, "settle.decline")}};
            fields.push_back(std::move(field));
        }
    }
}

// Policy gates of the moves from here that somebody may override.
Field override_field(const Visit& visit, const ItemAsked& asked) {
    Field field{"override_gate", Field::Kind::select};
    field.aside = true;
    field.options.push_back({"", outcome_text(visit, "override.none")});
    if (const auto* ladder = ladder_of(asked)) {
        for (const auto& move : ladder->transitions()) {
            if (std::find(move.from().begin(), move.from().end(), asked.about->stage()) ==
                move.from().end()) {
                continue;
            }
            for (const auto& gate : move.gates()) {
                const auto same = [&](const Option& known) { return known.value == gate.id(); };
                if (!gate.override_role().empty() &&
                    std::none_of(field.options.begin(), field.options.end(), same)) {
                    field.options.push_back({gate.id(), gate.title()});
                }
            }
        }
    }
    return field;
}

void add_actions(std::vector<Field>& fields, const Visit& visit, const ItemAsked& asked) {
    Field role{"", Field::Kind::select};
    role.options.push_back({"", visit.desk->templates.text("common", "choose")});
    if (const auto* rules = asked.seen.names.ruleset(asked.seen.meeting.ruleset())) {
        for (const auto& known : rules->definition().roles()) {
            role.options.push_back({known.id(), known.title()});
        }
    }
    for (int i = 1; i <= actions_typed; ++i) {
        const auto slot = fmt::format("action-{}", i);
        const auto add = [&](const std::string& part, Field field) {
            field.name = fmt::format("{}-{}", slot, part);
            field.label = outcome_text(visit, "action." + part);
            field.aside = i > 1;
            fields.push_back(std::move(field));
        };
        add("title", {"", Field::Kind::text});
        add("role", role);
        if (asked.about) {
            Field body{"", Field::Kind::select};
            body.options = {
                {"ours", visit.desk->templates.text("meeting_words", "desk")},
                {"theirs", asked.seen.names.body(asked.about->body())}};
            add("body", std::move(body));
        }
        add("due", {"", Field::Kind::date});
    }
}

std::vector<Field> outcome_fields(const Visit& visit, const ItemAsked& asked) {
    std::vector<Field> fields;
    if (asked.about) {
        fields.push_back(decision_field(visit, asked));
        fields.push_back({"next_review_on", Field::Kind::date});
        fields.push_back(decider_field(visit, asked));
        fields.push_back({"reasons", Field::Kind::textarea});
        if (auto evidence = evidence_field(asked); !evidence.options.empty()) {
            fields.push_back(std::move(evidence));
        }
        fields.push_back({"other_evidence", Field::Kind::textarea});
        add_settlements(fields, visit, asked);
        fields.push_back(override_field(visit, asked));
        for (const auto* name : {"override_reason", "exceptional_reason"}) {
            fields.emplace_back(Field{name, Field::Kind::textarea}).aside = true;
        }
        Field usual{"usual", Field::Kind::checkboxes};
        usual.options = {
            {"invite", outcome_text(visit, "usual.invite")},
            {"review", outcome_text(visit, "usual.review")}};
        fields.push_back(std::move(usual));
        fields.push_back({"usual_due", Field::Kind::date});
    }
    add_actions(fields, visit, asked);
    fields.push_back({"note", Field::Kind::textarea});
    return fields;
}

MeetingAct outcome_act(const Visit& visit, const ItemAsked& asked) {
    MeetingAct act{
        outcome_name,
        outcome_fields(visit, asked),
        fmt::format("{}/record#{}", asked.seen.path, asked.item.id())};
    act.about = asked.item.title();
    return act;
}

Answer show_outcome_form(Visit& visit) {
    const auto asked = item_asked(visit);
    if (!asked) {
        return asked.error();
    }
    const auto* about = asked->case_or_null();
    auto typed = asked->item.has_outcome() ? outcome_as_recorded(asked->item.outcome(), about)
                                           : console::Form{};
    auto page = act_page(visit, asked->seen, outcome_act(visit, *asked), typed);
    if (about != nullptr) {
        page.data.set("case_etag", about->etag());
    }
    return page;
}

Answer record_outcome(Visit& visit) {
    const auto asked = item_asked(visit);
    if (!asked) {
        return asked.error();
    }
    const UsualActions usual{
        visit.who->caller.capacity,
        outcome_text(visit, "usual.invite"),
        outcome_text(visit, "usual.review")};
    std::vector<std::string> slots;
    v1::RecordOutcomeRequest request;
    stamp_request(request, visit, asked->seen);
    request.set_item(asked->item.id());
    *request.mutable_outcome() = outcome_of(visit.form, asked->case_or_null(), usual, slots);
    const auto act = outcome_act(visit, *asked);
    const auto done =
        visit.call<v1::RecordOutcomeResponse>("MeetingService/RecordOutcome", request);
    return done ? done_act(visit, asked->seen, act)
                : refused_act(visit, act, outcome_error(done.error(), slots));
}

// --- Taking no part

MeetingAct recusal_act(const Visit& visit, const ItemAsked& asked) {
    Field person{"person", Field::Kind::select};
    person.options.push_back({"", visit.desk->templates.text("common", "choose")});
    for (const auto& one : asked.seen.meeting.attendance()) {
        if (one.kind() != v1::ATTENDANCE_KIND_APOLOGIES) {
            person.options.push_back({one.person().person(), asked.seen.names.actor(one.person())});
        }
    }
    MeetingAct act{
        "meeting_recusal",
        {std::move(person), {"reason", Field::Kind::textarea}},
        fmt::format("{}/record#{}", asked.seen.path, asked.item.id())};
    act.about = asked.item.title();
    return act;
}

Answer show_recusal_form(Visit& visit) {
    const auto asked = item_asked(visit);
    return asked ? Answer{act_page(visit, asked->seen, recusal_act(visit, *asked), visit.form)}
                 : Answer{asked.error()};
}

Answer record_recusal(Visit& visit) {
    const auto asked = item_asked(visit);
    if (!asked) {
        return asked.error();
    }
    v1::RecordRecusalRequest request;
    stamp_request(request, visit, asked->seen);
    request.set_item(asked->item.id());
    request.mutable_recusal()->set_person(visit.form.value("person"));
    request.mutable_recusal()->set_reason(visit.form.value("reason"));
    return run_act<v1::RecordRecusalResponse>(
        visit, asked->seen, recusal_act(visit, *asked), "MeetingService/RecordRecusal", request
    );
}

}  // namespace

void add_outcome_pages(console::Pages& pages) {
    using console::Audience;
    pages.get("/meetings/{id}/items/{item}/outcome", Audience::signed_in, show_outcome_form);
    pages.post("/meetings/{id}/items/{item}/outcome", Audience::signed_in, record_outcome);
    pages.get("/meetings/{id}/items/{item}/recusal", Audience::signed_in, show_recusal_form);
    pages.post("/meetings/{id}/items/{item}/recusal", Audience::signed_in, record_recusal);
}

}  // namespace ladder::secretariat
