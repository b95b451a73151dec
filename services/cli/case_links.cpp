// `ladder case link`, `unlink` and `note`: what stands beside the decisions of a case.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "services/cli/case_target.hpp"
#include "services/cli/commands.hpp"

namespace ladder::cli {

namespace {

struct LinkOptions {
    std::string name;
    std::string etag;
    std::string other;
    std::string known_on;
};

struct NoteOptions {
    std::string name;
    std::string text;
    std::string marking;
    std::string effective_on;
    std::string known_on;
};

base::Result<int> link(Session& session, const LinkOptions& options, bool unlink) {
    v1::LinkCasesRequest request;
    request.set_name(full("cases", options.name));
    request.set_etag(options.etag);
    request.set_other(full("cases", options.other));
    request.set_reasons(session.reason);
    request.set_known_on(options.known_on);
    request.set_unlink(unlink);
    set_mutation(session, request);
    const auto response = ask_after_look<v1::LinkCasesResponse>(
        session,
        "CaseService/LinkCases",
        request,
        [&](v1::LinkCasesRequest& now) {
            return set_etag_of(now, fetch_case(session, options.name));
        }
    );
    if (!response) {
        return response.error();
    }
    const auto& state = response->case_();
    Output output{&*response, {&*response}, {{"CASE", "OTHER", "ETAG"}, {}}, {}, {}};
    output.table.rows.push_back({state.name(), request.other(), state.etag()});
    output.text = fmt::format(
        "{}{} {} {} ({})\n",
        dry_run_mark(session),
        state.name(),
        unlink ? "is no longer linked with" : "is linked with",
        request.other(),
        state.etag()
    );
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> add_note(Session& session, const NoteOptions& options) {
    v1::AddNoteRequest request;
    request.set_name(full("cases", options.name));
    request.set_text(options.text);
    if (!options.marking.empty()) {
        const auto marking = parse_word<v1::Marking>(options.marking, "--marking");
        if (!marking) {
            return marking.error();
        }
        request.set_marking(*marking);
    }
    request.set_effective_on(options.effective_on);
    request.set_known_on(options.known_on);
    set_mutation(session, request);
    const auto response = ask<v1::AddNoteResponse>(session, "CaseService/AddNote", request);
    if (!response) {
        return response.error();
    }
    Output output{&*response, {&*response}, {{"NOTE", "OF"}, {}}, {}, {}};
    output.table.rows.push_back({response->note().id(), request.name()});
    output.text = fmt::format(
        "{}{} {}: note added\n", dry_run_mark(session), request.name(), response->note().id()
    );
    print(session.out, session.format, output);
    return exit_ok;
}

void add_link(CLI::App& noun, Session& session, bool unlink) {
    auto options = std::make_shared<LinkOptions>();
    auto& command = *noun.add_subcommand(
        unlink ? "unlink" : "link",
        unlink ? "take the link of two cases away" : "link two cases that move together"
    );
    command.fallthrough()->footer(
        unlink ? "Example: ladder case unlink kent-general-1 kent-authority-general-1 --reason '..'"
               : "Example: ladder case link nottinghamshire-general-1 "
                 "nottinghamshire-authority-general-1 --reason 'PPSG took both together'"
    );
    command.add_option("name", options->name, "the case's name")->required();
    command.add_option("other", options->other, "the other case's name")->required();
    command.add_option("--etag", options->etag, "the etag you saw [that of the case now]");
    command.add_option(
        "--known-on", options->known_on, "when it was known, if entered later [today]"
    );
    on_run(command, session, [options, unlink](Session& now) {
        return link(now, *options, unlink);
    });
}

}  // namespace

void add_case_links(CLI::App& noun, Session& session) {
    add_link(noun, session, false);
    add_link(noun, session, true);
    auto options = std::make_shared<NoteOptions>();
    auto& note = *noun.add_subcommand("note", "add a remark, which changes nothing");
    note.fallthrough()->footer(
        "Example: ladder case note nottinghamshire-general-1 --text 'The chair telephoned'\n"
        "On a procedure: ladder case note procedures/nottinghamshire-letter-1 --text '..'"
    );
    note.add_option("name", options->name, "the case's name, or procedures/..")->required();
    note.add_option("--text", options->text, "the words")->required();
    note.add_option("--marking", options->marking, "their marking, such as restricted");
    note.add_option("--effective-on", options->effective_on, "when it was so [today]");
    note.add_option("--known-on", options->known_on, "when it was known, if entered later [today]");
    on_run(note, session, [options](Session& now) { return add_note(now, *options); });
}

}  // namespace ladder::cli
