#include "services/console/subject/acts.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "services/console/subject/act_parts.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

using console::day_in_words;
using console::Field;
using console::Form;
using console::Option;

namespace {

Fields recommend_fields(const Acting& acting, const console::Templates& texts) {
    std::vector<Option> stages;
    for (const auto& stage : acting.file.titles.ladder(acting.file.state.ladder())->stages()) {
        if (stage.id() != acting.file.state.stage()) {
            stages.push_back({stage.id(), stage.title()});
        }
    }
    Fields fields{choice("to_stage", with_none(std::move(stages), texts))};
    add_whose(fields, acting, v1::PERMISSION_RECOMMEND);
    fields.push_back({"reasons", Field::Kind::textarea});
    add_days(fields);
    return fields;
}

Done recommend(const Visit& visit, const Acting& acting) {
    auto request = on_case<v1::RecordRecommendationRequest>(visit, acting);
    request.set_to_stage(visit.form.value("to_stage"));
    set_whose(*request.mutable_recommender(), visit, acting);
    request.set_reasons(visit.form.value("reasons"));
    return done(
        visit.call<v1::RecordRecommendationResponse>("CaseService/RecordRecommendation", request)
    );
}

Fields concern_fields(const Acting& acting, const console::Templates& texts) {
    std::vector<Option> domains;
    for (const auto& domain : acting.file.titles.ruleset()->definition().domains()) {
        domains.push_back({domain.id(), domain.title()});
    }
    Fields fields{
        {"title"},
        choice("domain", with_none(std::move(domains), texts)),
        {"references", Field::Kind::textarea}};
    add_days(fields);
    return fields;
}

Done raise_concern(const Visit& visit, const Acting& acting) {
    auto request = on_case<v1::RaiseConcernRequest>(visit, acting);
    request.set_title(visit.form.value("title"));
    request.set_domain(visit.form.value("domain"));
    set_evidence(request, visit.form);
    return done(visit.call<v1::RaiseConcernResponse>("CaseService/RaiseConcern", request));
}

Fields close_concern_fields(const Acting& acting, const console::Templates& texts) {
    std::vector<Option> open;
    for (const auto& concern : acting.file.state.concerns()) {
        if (concern.closed_on().empty()) {
            open.push_back({concern.id(), concern.title()});
        }
    }
    Fields fields{
        choice("concern", with_none(std::move(open), texts)), {"reasons", Field::Kind::textarea}};
    add_days(fields);
    return fields;
}

Done close_concern(const Visit& visit, const Acting& acting) {
    auto request = on_case<v1::CloseConcernRequest>(visit, acting);
    request.set_concern(visit.form.value("concern"));
    request.set_reasons(visit.form.value("reasons"));
    return done(visit.call<v1::CloseConcernResponse>("CaseService/CloseConcern", request));
}

bool is_recorded_by(const v1::FactDefinition& fact, const std::string& capacity) {
    const auto& roles = fact.recorded_by();
    return roles.empty() || std::find(roles.begin(), roles.end(), capacity) != roles.end();
}

Fields fact_fields(const Acting& acting, const console::Templates& texts) {
    std::vector<Option> facts;
    for (const auto& fact : acting.file.titles.ruleset()->definition().facts()) {
        if (is_recorded_by(fact, acting.rights.capacity())) {
            facts.push_back({fact.id(), fact.title()});
        }
    }
    Fields fields{
        choice("fact", with_none(std::move(facts), texts)),
        {"references", Field::Kind::textarea},
        {"note", Field::Kind::textarea}};
    add_days(fields);
    return fields;
}

Done record_fact(const Visit& visit, const Acting& acting) {
    auto request = on_case<v1::RecordFactRequest>(visit, acting);
    request.set_fact(visit.form.value("fact"));
    set_evidence(request, visit.form);
    request.set_note(visit.form.value("note"));
    return done(visit.call<v1::RecordFactResponse>("CaseService/RecordFact", request));
}

Fields withdraw_fact_fields(const Acting& acting, const console::Templates& texts) {
    std::vector<Option> facts;
    for (const auto& fact : acting.file.state.facts()) {
        if (!fact.withdrawn()) {
            facts.push_back(
                {fact.id(),
                 fmt::format(
                     "{}, {}",
                     acting.file.titles.fact(fact.fact()),
                     day_in_words(fact.effective_on())
                 )}
            );
        }
    }
    return {choice("fact", with_none(std::move(facts), texts)), {"note", Field::Kind::textarea}};
}

Done withdraw_fact(const Visit& visit, const Acting& acting) {
    auto request = on_case<v1::RecordFactRequest>(visit, acting);
    request.set_fact(visit.form.value("fact"));
    request.set_note(visit.form.value("note"));
    request.set_withdraw(true);
    return done(visit.call<v1::RecordFactResponse>("CaseService/RecordFact", request));
}

const v1::Decision* decision_to_correct(const Acting& acting) {
    for (const auto& decision : acting.file.state.decisions()) {
        if (decision.id() == acting.item) {
            return &decision;
        }
    }
    return nullptr;
}

Fields correct_fields(const Acting& acting, const console::Templates&) {
    std::vector<Option> capacities;
    for (const auto& role : acting.rights.deciders()) {
        capacities.push_back({role, acting.file.titles.role(role)});
    }
    return {
        {"reasons", Field::Kind::textarea},
        {"references", Field::Kind::textarea},
        {"basis"},
        choice("as", std::move(capacities)),
        console::person_field("person", acting.file.titles.people())};
}

Done correct_decision(const Visit& visit, const Acting& acting) {
    auto request = on_case<v1::CorrectDecisionRequest>(visit, acting);
    request.set_decision(acting.item);
    request.set_reasons(visit.form.value("reasons"));
    set_evidence(request, visit.form);
    request.set_basis(visit.form.value("basis"));
    set_whose(*request.mutable_decider(), visit, acting);
    return done(visit.call<v1::CorrectDecisionResponse>("CaseService/CorrectDecision", request));
}

struct Act {
    std::string_view kind;
    Fields (*fields)(const Acting& acting, const console::Templates& texts);
    Done (*act)(const Visit& visit, const Acting& acting);
    std::string_view field{};  // that the item chooses; empty: none
};

constexpr std::array acts_known{
    Act{"recommend", recommend_fields, recommend, "to_stage"},
    Act{"concern", concern_fields, raise_concern},
    Act{"close_concern", close_concern_fields, close_concern, "concern"},
    Act{"fact", fact_fields, record_fact, "fact"},
    Act{"withdraw_fact", withdraw_fact_fields, withdraw_fact, "fact"},
    Act{"note", note_fields, add_note},
    Act{"later", later_fields, leave_until_later},
    Act{"ask", ask_fields, ask_for_comment},
    Act{"start", start_fields, start_procedure},
    Act{"link", link_fields, link_case},
    Act{"unlink", link_fields, unlink_case},
    Act{"migrate", migrate_fields, migrate_case},
    Act{"correct", correct_fields, correct_decision},
};

const Act* find_act(std::string_view kind) {
    const auto* found = std::find_if(acts_known.begin(), acts_known.end(), [&](const Act& act) {
        return act.kind == kind;
    });
    return found == acts_known.end() ? nullptr : found;
}

}  // namespace

void add_whose(Fields& fields, const Acting& acting, v1::Permission act) {
    const auto& titles = acting.rights.titles();
    std::vector<Option> capacities;
    for (const auto& role : acting.rights.deciders()) {
        if (titles.ruleset()->may(role, act)) {
            capacities.push_back({role, titles.role(role)});
        }
    }
    fields.push_back(choice("as", std::move(capacities)));
    fields.push_back(console::person_field("person", acting.file.titles.people()));
}

void set_whose(v1::Actor& actor, const Visit& visit, const Acting& acting) {
    const auto as = visit.form.value("as");
    const auto person = visit.form.value("person");
    if (as == acting.rights.capacity() && person.empty()) {
        actor = visit.who->caller.actor();
        return;
    }
    actor.set_capacity(as);
    actor.set_person(person);
}

bool is_act(std::string_view kind) {
    return find_act(kind) != nullptr;
}

Fields act_fields(const Acting& acting, const console::Templates& texts) {
    return find_act(acting.kind)->fields(acting, texts);
}

Form act_as_begun(const Acting& acting) {
    Form form;
    const auto field = find_act(acting.kind)->field;
    if (!field.empty()) {
        form.set(std::string{field}, acting.item);
    }
    if (const auto* decision = decision_to_correct(acting);
        acting.kind == "correct" && decision != nullptr) {
        form.set("reasons", decision->reasons());
        std::string references;
        for (const auto& reference : decision->evidence()) {
            references += reference + "\n";
        }
        form.set("references", references);
        form.set("as", decision->decider().capacity());
        form.set("person", decision->decider().person());
    }
    const auto about = about_in_words(acting);
    if (!about.empty() && (acting.kind == "later" || acting.kind == "ask")) {
        form.set("title", about);
    }
    return form;
}

Done do_act(const Visit& visit, const Acting& acting) {
    return find_act(acting.kind)->act(visit, acting);
}

std::string about_in_words(const Acting& acting) {
    const auto& titles = acting.file.titles;
    if (acting.kind == "start") {
        return titles.procedure(acting.item);
    }
    for (const auto& proposal : acting.file.state.proposals()) {
        if (proposal.id() == acting.item) {
            return fmt::format(
                "{}: {}", titles.indicator(proposal.indicator()), titles.trigger(proposal.trigger())
            );
        }
    }
    if (const auto* decision = decision_to_correct(acting)) {
        return day_in_words(decision->effective_on());
    }
    return {};
}

}  // namespace ladder::subject
