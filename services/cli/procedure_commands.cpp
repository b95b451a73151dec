// `ladder procedure`: looking at procedures and starting them.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "services/cli/case_target.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/procedure_target.hpp"
#include "services/cli/procedure_text.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct ProcedureFilter {
    std::string definition;
    std::string of_case;
    std::string body;
    std::string stage;
    bool all = false;
};

struct StartOptions {
    std::string definition;
    std::string of_case;
    std::string body;
    std::string follows;
    std::string person;
    std::string capacity;
    std::string effective_on;
    std::string known_on;
    std::vector<std::string> overrides;
};

base::Result<int> list_procedures(Session& session, const ProcedureFilter& filter) {
    v1::ListProceduresRequest request;
    request.set_definition(filter.definition);
    request.set_case_name(full("cases", filter.of_case));
    request.set_body(full("bodies", filter.body));
    request.set_stage(filter.stage);
    request.set_include_ended(filter.all);
    const auto all = fetch_procedures(session, request);
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->procedures()),
        {{"PROCEDURE", "CASE", "STAGE", "SINCE", "NEXT DUE", "TASKS", "ETAG"}, {}},
        {},
        {}};
    for (const auto& head : all->procedures()) {
        output.table.rows.push_back(
            {bare(head.name()),
             or_dash(bare(head.case_name())),
             head.stage() + (head.ended_on().empty() ? "" : " (ended)"),
             head.stage_since(),
             or_dash(head.next_due_on()),
             std::to_string(head.open_tasks()),
             head.etag()}
        );
    }
    output.note = all->procedures().empty()
                      ? tally(
                            0,
                            "procedures",
                            "`ladder procedure start` starts one, --all lists those ended, too"
                        )
                      : fmt::format("{} procedures; tasks are those open", all->procedures_size());
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> show_procedure(Session& session, const std::string& name) {
    const auto state = fetch_procedure(session, name);
    if (!state) {
        return state.error();
    }
    Output output{&*state, {&*state}, {{"FIELD", "VALUE"}, {}}, in_words(*state), {}};
    output.table.rows = {
        {"name", state->name()},
        {"definition", state->definition()},
        {"case", state->case_name()},
        {"body", state->body()},
        {"stage", state->stage()},
        {"stage_since", state->stage_since()},
        {"ended_on", state->ended_on()},
        {"outcome", state->outcome()},
        {"etag", state->etag()}};
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> show_procedure_events(Session& session, const std::string& name) {
    v1::ListProcedureEventsRequest request;
    request.set_name(full("procedures", name));
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListProcedureEventsResponse>(
        session,
        "ProcedureService/ListProcedureEvents",
        request,
        [](auto& page) { return page.mutable_events(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->events()),
        {{"POSITION", "NO", "RECORDED", "BY", "WHAT"}, {}},
        {},
        {}};
    for (const auto& event : all->events()) {
        output.table.rows.push_back(
            {std::to_string(event.position()),
             std::to_string(event.version()),
             moment(event.recorded_at()),
             in_words(event.actor()),
             event.entered_later()
                 ? fmt::format("{} Known on {}, entered later.", event.text(), event.known_on())
                 : event.text()}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> start(Session& session, const StartOptions& options) {
    v1::StartProcedureRequest request;
    request.set_definition(options.definition);
    request.set_case_name(full("cases", options.of_case));
    request.set_body(full("bodies", options.body));
    request.set_follows(full("procedures", options.follows));
    request.set_reasons(session.reason);
    request.set_effective_on(options.effective_on);
    request.set_known_on(options.known_on);
    if (const auto set = set_person(request.mutable_started_by(), options.person, options.capacity);
        !set) {
        return set.error();
    }
    if (const auto added = add_overrides(*request.mutable_overrides(), options.overrides); !added) {
        return added.error();
    }
    set_mutation(session, request);
    const auto response =
        ask<v1::StartProcedureResponse>(session, "ProcedureService/StartProcedure", request);
    if (!response) {
        return response.error();
    }
    print_procedure(session, *response, response->procedure(), "started");
    return exit_ok;
}

void add_procedure_looks(CLI::App& noun, Session& session) {
    auto& list = *noun.add_subcommand("list", "procedures that run, in order of name");
    list.fallthrough()->footer("Example: ladder procedure list --case west-midlands-general-1 --all"
    );
    auto filter = std::make_shared<ProcedureFilter>();
    list.add_option("--definition", filter->definition, "only of this definition");
    list.add_option("--case", filter->of_case, "only of this case");
    list.add_option("--body", filter->body, "only of this body");
    list.add_option("--stage", filter->stage, "only at this stage");
    list.add_flag("--all", filter->all, "ended ones too");
    on_run(list, session, [filter](Session& now) { return list_procedures(now, *filter); });

    auto name = std::make_shared<std::string>();
    auto& show = *noun.add_subcommand("show", "one procedure, whole");
    show.fallthrough()->footer("Example: ladder procedure show west-midlands-public-letter-1");
    show.add_option("name", *name, "its name, with or without procedures/")->required();
    on_run(show, session, [name](Session& now) { return show_procedure(now, *name); });

    auto& events = *noun.add_subcommand("events", "the record of a procedure, oldest first");
    events.fallthrough()->footer("Example: ladder procedure events west-midlands-public-letter-1");
    events.add_option("name", *name, "its name")->required();
    on_run(events, session, [name](Session& now) { return show_procedure_events(now, *name); });
}

}  // namespace

void add_procedure(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("procedure", "what runs beside the stage of a case");
    noun.require_subcommand(1)->fallthrough();
    add_procedure_looks(noun, session);
    auto& verb = *noun.add_subcommand("start", "start a procedure, of a case or standing alone");
    verb.fallthrough()->footer(
        "Example: ladder procedure start public-letter --case west-midlands-general-1 "
        "--reason '..' \\\n  --capacity hmcic\n"
        "Alone:   ladder procedure start scrutiny-review --body west-midlands-authority --reason "
        "'..'"
    );
    auto options = std::make_shared<StartOptions>();
    verb.add_option("definition", options->definition, "the id of its definition")->required();
    verb.add_option("--case", options->of_case, "the case it belongs to [none]");
    verb.add_option("--body", options->body, "the body it is about [that of the case]");
    verb.add_option("--follows", options->follows, "the procedure it follows on");
    verb.add_option("--by", options->person, "who starts it [the caller]");
    verb.add_option("--by-capacity", options->capacity, "in which capacity");
    verb.add_option("--override", options->overrides, "GATE=REASON; may be repeated")
        ->allow_extra_args(false);
    verb.add_option("--effective-on", options->effective_on, "when [today]");
    verb.add_option("--known-on", options->known_on, "when it was known, if entered later [today]");
    on_run(verb, session, [options](Session& now) { return start(now, *options); });
    add_procedure_records(noun, session);
}

}  // namespace ladder::cli
