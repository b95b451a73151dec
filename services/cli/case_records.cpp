// `ladder case recommend`, `concern` and `fact`: what decisions rest on.
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "services/cli/case_target.hpp"
#include "services/cli/commands.hpp"

namespace ladder::cli {

namespace {

struct RecordOptions {
    std::string id;  // of a concern, or of a fact in the ruleset
    std::string to;
    std::string title;
    std::string domain;
    std::string note;
    std::string person;
    std::string capacity;
    std::vector<std::string> evidence;
};

base::Result<int> recommend(
    Session& session, const CaseTarget& target, const RecordOptions& options
) {
    v1::RecordRecommendationRequest request;
    request.set_to_stage(options.to);
    request.set_reasons(session.reason);
    if (options.person.empty() != options.capacity.empty()) {
        return base::field_error(
            "--by", "give both --by PERSON and --by-capacity ROLE, or neither"
        );
    }
    if (!options.person.empty()) {
        request.mutable_recommender()->set_person(options.person);
        request.mutable_recommender()->set_capacity(options.capacity);
    }
    return act_on<v1::RecordRecommendationResponse>(
        session,
        target,
        "CaseService/RecordRecommendation",
        std::move(request),
        [&](const auto& response) {
            return fmt::format(
                "{}: recommended {}", response.case_().recommendations().rbegin()->id(), options.to
            );
        }
    );
}

base::Result<int> raise_concern(
    Session& session, const CaseTarget& target, const RecordOptions& options
) {
    v1::RaiseConcernRequest request;
    request.set_title(options.title);
    request.set_domain(options.domain);
    request.mutable_evidence()->Assign(options.evidence.begin(), options.evidence.end());
    return act_on<v1::RaiseConcernResponse>(
        session,
        target,
        "CaseService/RaiseConcern",
        std::move(request),
        [](const auto& response) {
            return response.case_().concerns().rbegin()->id() + ": concern raised";
        }
    );
}

base::Result<int> close_concern(
    Session& session, const CaseTarget& target, const RecordOptions& options
) {
    v1::CloseConcernRequest request;
    request.set_concern(options.id);
    request.set_reasons(session.reason);
    return act_on<v1::CloseConcernResponse>(
        session,
        target,
        "CaseService/CloseConcern",
        std::move(request),
        [&](const auto&) { return options.id + ": concern closed"; }
    );
}

base::Result<int> record_fact(
    Session& session, const CaseTarget& target, const RecordOptions& options, bool withdraw
) {
    v1::RecordFactRequest request;
    request.set_fact(options.id);
    request.set_note(options.note);
    request.set_withdraw(withdraw);
    request.mutable_evidence()->Assign(options.evidence.begin(), options.evidence.end());
    return act_on<v1::RecordFactResponse>(
        session,
        target,
        "CaseService/RecordFact",
        std::move(request),
        [&](const auto&) {
            return options.id + (withdraw ? ": fact withdrawn" : ": fact recorded");
        }
    );
}

// One command on a case with options of its own.
struct Verb {
    CLI::App& command;
    std::shared_ptr<CaseTarget> target = std::make_shared<CaseTarget>();
    std::shared_ptr<RecordOptions> options = std::make_shared<RecordOptions>();
};

Verb add_verb(
    CLI::App& noun, const std::string& name, const std::string& help, const std::string& example
) {
    Verb verb{*noun.add_subcommand(name, help)};
    verb.command.footer("Example: " + example);
    add_target(verb.command, verb.target);
    return verb;
}

void add_evidence(Verb& verb) {
    verb.command
        .add_option("--evidence", verb.options->evidence, "what it rests on; may be repeated")
        ->allow_extra_args(false);
}

void add_recommend(CLI::App& noun, Session& session) {
    auto verb = add_verb(
        noun,
        "recommend",
        "recommend a move; never itself a move",
        "ladder case recommend west-midlands-general-1 --to peer_support --reason '..'"
    );
    verb.command.add_option("--to", verb.options->to, "the stage recommended")->required();
    verb.command.add_option("--by", verb.options->person, "who recommends [the caller]");
    verb.command.add_option("--by-capacity", verb.options->capacity, "in which capacity");
    on_run(verb.command, session, [target = verb.target, options = verb.options](Session& now) {
        return recommend(now, *target, *options);
    });
}

void add_concern(CLI::App& noun, Session& session) {
    auto& concern = *noun.add_subcommand("concern", "raise or close a concern");
    concern.require_subcommand(1)->fallthrough();
    auto raise = add_verb(
        concern,
        "raise",
        "raise a concern",
        "ladder case concern raise west-midlands-general-1 --title 'Robbery' --domain "
        "local_policing "
        "--evidence p1"
    );
    raise.command.add_option("--title", raise.options->title, "what it is")->required();
    raise.command
        .add_option(
            "--domain", raise.options->domain, "a domain of the ruleset, such as local_policing"
        )
        ->required();
    add_evidence(raise);
    on_run(raise.command, session, [target = raise.target, options = raise.options](Session& now) {
        return raise_concern(now, *target, *options);
    });
    auto close = add_verb(
        concern,
        "close",
        "close a concern",
        "ladder case concern close west-midlands-general-1 c1 --reason '..'"
    );
    close.command.add_option("concern", close.options->id, "its id, such as c1")->required();
    on_run(close.command, session, [target = close.target, options = close.options](Session& now) {
        return close_concern(now, *target, *options);
    });
}

void add_fact(CLI::App& noun, Session& session) {
    auto& fact =
        *noun.add_subcommand("fact", "record that something is established, or withdraw it");
    fact.require_subcommand(1)->fallthrough();
    for (const bool withdraw : {false, true}) {
        auto verb = add_verb(
            fact,
            withdraw ? "withdraw" : "record",
            withdraw ? "withdraw a fact recorded in error" : "record a fact with its proof",
            withdraw ? "ladder case fact withdraw west-midlands-general-1 notified_chief_constable "
                       "--note 'in error'"
                     : "ladder case fact record west-midlands-general-1 notified_chief_constable "
                       "--evidence 'letter 14/11'"
        );
        verb.command
            .add_option(
                "fact", verb.options->id, "a fact of the ruleset, such as notified_chief_constable"
            )
            ->required();
        verb.command.add_option("--note", verb.options->note, "a remark");
        add_evidence(verb);
        on_run(
            verb.command,
            session,
            [target = verb.target, options = verb.options, withdraw](Session& now) {
                return record_fact(now, *target, *options, withdraw);
            }
        );
    }
}

}  // namespace

void add_case_records(CLI::App& noun, Session& session) {
    add_recommend(noun, session);
    add_concern(noun, session);
    add_fact(noun, session);
}

}  // namespace ladder::cli
