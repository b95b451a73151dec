// `ladder letter`: letters and notices from the records of a procedure.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "ladder/v1/document_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct LetterOptions {
    std::string letter;
    std::string procedure;
    std::string dated;
    std::string marking;
    std::string known_on;
    std::vector<std::string> fields;  // "reference=HMIC/17"
};

base::Result<v1::WriteLetterRequest> letter_request(const LetterOptions& options) {
    v1::WriteLetterRequest request;
    request.set_letter(options.letter);
    request.set_procedure(full("procedures", options.procedure));
    request.set_dated(options.dated);
    request.set_known_on(options.known_on);
    for (const auto& field : options.fields) {
        const auto equals = field.find('=');
        if (equals == std::string::npos || equals == 0) {
            return base::field_error("--field", "write it as NAME=VALUE");
        }
        (*request.mutable_fields())[field.substr(0, equals)] = field.substr(equals + 1);
    }
    if (!options.marking.empty()) {
        const auto marking = parse_word<v1::Marking>(options.marking, "--marking");
        if (!marking) {
            return marking.error();
        }
        request.set_marking(*marking);
    }
    return request;
}

base::Result<int> write_letter(Session& session, const LetterOptions& options, bool preview) {
    auto request = letter_request(options);
    if (!request) {
        return request.error();
    }
    set_mutation(session, *request);
    request->set_validate_only(preview || session.dry_run);
    const auto response =
        ask<v1::WriteLetterResponse>(session, "DocumentService/WriteLetter", *request);
    if (!response) {
        return response.error();
    }
    Output output{&*response, {&*response}, {{"DOCUMENT", "TITLE", "MARKING"}, {}}, {}, {}};
    output.table.rows.push_back(
        {response->document().name(),
         response->document().title(),
         word_of(response->document().marking())}
    );
    output.text =
        request->validate_only()
            ? response->text()
            : fmt::format(
                  "{} written ({})\n", response->document().name(), response->document().etag()
              );
    print(session.out, session.format, output);
    return exit_ok;
}

}  // namespace

void add_letter(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("letter", "letters and notices from their templates");
    noun.require_subcommand(1)->fallthrough();
    for (const bool preview : {true, false}) {
        auto& verb = *noun.add_subcommand(
            preview ? "preview" : "write",
            preview ? "what a letter would say" : "write a letter, as a new document"
        );
        verb.fallthrough()->footer(
            std::string{"Example: ladder letter "} + (preview ? "preview" : "write") +
            " public-interest-letter nottinghamshire-public-letter-1 --field reference=HMIC/17"
        );
        auto options = std::make_shared<LetterOptions>();
        verb.add_option("letter", options->letter, "the letter's id in the ruleset")->required();
        verb.add_option("procedure", options->procedure, "whose records it merges")->required();
        verb.add_option("--dated", options->dated, "the day on it [today]");
        verb.add_option("--field", options->fields, "NAME=VALUE of a field; may be repeated")
            ->allow_extra_args(false);
        verb.add_option("--marking", options->marking, "its marking [that of its kind]");
        verb.add_option("--known-on", options->known_on, "when it was known [today]");
        on_run(verb, session, [options, preview](Session& now) {
            return write_letter(now, *options, preview);
        });
    }
}

}  // namespace ladder::cli
