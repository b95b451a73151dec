// `ladder procedure record`, `withdraw` and `step`: what people do in a procedure.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "services/cli/case_target.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/procedure_target.hpp"

namespace ladder::cli {

namespace {

struct EntryOptions {
    std::string record;
    std::string key;
    std::vector<std::string> values;
    std::vector<std::string> evidence;
    std::string note;
    std::string marking;
    std::vector<std::string> overrides;
};

struct StepOptions {
    std::string to;
    std::string person;
    std::string capacity;
    std::vector<std::string> evidence;
    std::string basis;
    std::string exceptional_reason;
    std::vector<std::string> overrides;
};

// "FIELD=VALUE" each. Errors: invalid_argument.
base::Result<void> add_values(
    v1::RecordEntryRequest& request, const std::vector<std::string>& values
) {
    for (const auto& text : values) {
        const auto equals = text.find('=');
        if (equals == 0 || equals == std::string::npos) {
            return base::field_error("--value", "write it as FIELD=VALUE");
        }
        auto& value = *request.add_values();
        value.set_field(text.substr(0, equals));
        value.set_value(text.substr(equals + 1));
    }
    return {};
}

base::Result<int> record_entry(
    Session& session, const ProcedureTarget& target, const EntryOptions& options
) {
    v1::RecordEntryRequest request;
    request.set_record(options.record);
    request.set_key(options.key);
    request.set_note(options.note);
    request.mutable_evidence()->Assign(options.evidence.begin(), options.evidence.end());
    if (!options.marking.empty()) {
        const auto marking = parse_word<v1::Marking>(options.marking, "--marking");
        if (!marking) {
            return marking.error();
        }
        request.set_marking(*marking);
    }
    if (const auto added = add_values(request, options.values); !added) {
        return added.error();
    }
    if (const auto added = add_overrides(*request.mutable_overrides(), options.overrides); !added) {
        return added.error();
    }
    return act_on<v1::RecordEntryResponse>(
        session,
        target,
        "ProcedureService/RecordEntry",
        std::move(request),
        [](const auto& response) {
            return fmt::format("{}: {} recorded", response.entry().id(), response.entry().record());
        }
    );
}

base::Result<int> withdraw_entry(
    Session& session, const ProcedureTarget& target, const std::string& entry
) {
    v1::WithdrawEntryRequest request;
    request.set_entry(entry);
    request.set_reasons(session.reason);
    return act_on<v1::WithdrawEntryResponse>(
        session,
        target,
        "ProcedureService/WithdrawEntry",
        std::move(request),
        [&](const auto&) { return entry + ": withdrawn"; }
    );
}

base::Result<int> take_step(
    Session& session, const ProcedureTarget& target, const StepOptions& options
) {
    v1::TakeStepRequest request;
    request.set_to_stage(options.to);
    request.set_reasons(session.reason);
    request.mutable_evidence()->Assign(options.evidence.begin(), options.evidence.end());
    request.set_basis(options.basis);
    request.set_exceptional_reason(options.exceptional_reason);
    if (const auto set = set_person(request.mutable_decider(), options.person, options.capacity);
        !set) {
        return set.error();
    }
    if (const auto added = add_overrides(*request.mutable_overrides(), options.overrides); !added) {
        return added.error();
    }
    return act_on<v1::TakeStepResponse>(
        session,
        target,
        "ProcedureService/TakeStep",
        std::move(request),
        [](const auto& response) {
            return fmt::format(
                "{}: moved from {}", response.step().id(), response.step().from_stage()
            );
        }
    );
}

void add_record(CLI::App& noun, Session& session) {
    auto& verb = *noun.add_subcommand(
        "record", "put on record what the procedure asks for: a notice, a consent, a requirement"
    );
    verb.footer(
        "Refused with everything that is missing named at once; --dry-run says what would happen.\n"
        "Example: ladder procedure record west-midlands-peer-support-commission-1 consent \\\n"
        "  --key peers/a-smith --value given_by='Chief Constable B' --value expires=2009-12-31"
    );
    auto target = std::make_shared<ProcedureTarget>();
    auto options = std::make_shared<EntryOptions>();
    add_target(verb, target);
    verb.add_option("record", options->record, "the id of the record")->required();
    verb.add_option("--key", options->key, "what it is about: a peer, a body, an entry, ..");
    verb.add_option("--value", options->values, "FIELD=VALUE; may be repeated")
        ->allow_extra_args(false);
    verb.add_option("--evidence", options->evidence, "e1, or a document; may be repeated")
        ->allow_extra_args(false);
    verb.add_option("--note", options->note, "a remark");
    verb.add_option("--marking", options->marking, "a higher marking than the record's own");
    verb.add_option("--override", options->overrides, "GATE=REASON; may be repeated")
        ->allow_extra_args(false);
    on_run(verb, session, [target, options](Session& now) {
        return record_entry(now, *target, *options);
    });
}

void add_step(CLI::App& noun, Session& session) {
    auto& verb = *noun.add_subcommand("step", "take a step: a decision to go to another stage");
    verb.footer(
        "Refused with everything that is missing named at once; --dry-run says what would happen.\n"
        "Example: ladder procedure step west-midlands-public-letter-1 --to sent --reason '..' \\\n"
        "  --evidence e3 --capacity hmcic"
    );
    auto target = std::make_shared<ProcedureTarget>();
    auto options = std::make_shared<StepOptions>();
    add_target(verb, target);
    verb.add_option("--to", options->to, "the stage to go to")->required();
    verb.add_option("--by", options->person, "who decided [the caller]");
    verb.add_option("--by-capacity", options->capacity, "in which capacity");
    verb.add_option("--evidence", options->evidence, "e1, or a document; may be repeated")
        ->allow_extra_args(false);
    verb.add_option("--basis", options->basis, "the law or policy [that of the step]");
    verb.add_option("--exceptional", options->exceptional_reason, "why the step is exceptional");
    verb.add_option("--override", options->overrides, "GATE=REASON; may be repeated")
        ->allow_extra_args(false);
    on_run(verb, session, [target, options](Session& now) {
        return take_step(now, *target, *options);
    });
}

}  // namespace

void add_procedure_records(CLI::App& noun, Session& session) {
    add_record(noun, session);
    auto& verb = *noun.add_subcommand("withdraw", "take an entry back; it stays in the record");
    verb.footer(
        "It counts no longer from --effective-on, at once.\n"
        "Example: ladder procedure withdraw west-midlands-peer-support-commission-1 e4 "
        "--reason 'The home force needs her'"
    );
    auto target = std::make_shared<ProcedureTarget>();
    auto entry = std::make_shared<std::string>();
    add_target(verb, target);
    verb.add_option("entry", *entry, "its id, such as e4")->required();
    on_run(verb, session, [target, entry](Session& now) {
        return withdraw_entry(now, *target, *entry);
    });
    add_step(noun, session);
}

}  // namespace ladder::cli
