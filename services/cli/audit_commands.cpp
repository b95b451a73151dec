// `ladder audit`: checkpoints and proofs of the record, and the destruction of content.
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/dates.hpp"
#include "ladder/v1/audit_service.pb.h"
#include "services/cli/audit_files.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct AuditOptions {
    std::int64_t position = 0;
    std::int64_t size = 0;
    std::string out;
    std::string stream;
    std::int64_t count = 100;
};

struct DestroyOptions {
    std::int64_t position = 0;
    std::string authority;
    std::string legal_basis;
    std::vector<std::string> fields;
    bool contents = false;
};

// What goes to a file, if one is named, and else to the screen.
base::Result<int> put_out(
    Session& session,
    const google::protobuf::Message& response,
    const std::string& text,
    const std::string& path,
    const std::string& told
) {
    if (path.empty()) {
        print(session.out, session.format, {&response, {&response}, {}, text, {}});
        return exit_ok;
    }
    if (const auto written = write_new_file(path, text, false); !written) {
        return written.error();
    }
    session.out << told << '\n';
    return exit_ok;
}

base::Result<int> audit_checkpoint(Session& session, const AuditOptions& options) {
    v1::GetCheckpointRequest request;
    request.set_size(options.size);
    const auto response =
        ask<v1::GetCheckpointResponse>(session, "AuditService/GetCheckpoint", request);
    if (!response) {
        return response.error();
    }
    const auto& checkpoint = response->checkpoint();
    return put_out(
        session,
        *response,
        checkpoint.note(),
        options.out,
        fmt::format("checkpoint of {} events in {}", checkpoint.size(), options.out)
    );
}

base::Result<int> audit_checkpoints(Session& session) {
    const auto all = ask_all<v1::ListCheckpointsResponse>(
        session,
        "AuditService/ListCheckpoints",
        v1::ListCheckpointsRequest{},
        [](auto& page) { return page.mutable_checkpoints(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->checkpoints()),
        {{"SIZE", "MADE", "WITNESSES", "WITNESSED"}, {}},
        {},
        fmt::format("handed out: {}", all->checkpoints_size())};
    for (const auto& checkpoint : all->checkpoints()) {
        output.table.rows.push_back(
            {std::to_string(checkpoint.size()),
             moment(checkpoint.made_at()),
             or_dash(fmt::format("{}", fmt::join(checkpoint.witnesses(), ", "))),
             checkpoint.witnessed() ? "yes" : "no"}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> audit_prove(Session& session, const AuditOptions& options) {
    v1::GetInclusionProofRequest request;
    request.set_position(options.position);
    request.set_size(options.size);
    const auto response =
        ask<v1::GetInclusionProofResponse>(session, "AuditService/GetInclusionProof", request);
    if (!response) {
        return response.error();
    }
    return put_out(
        session,
        *response,
        response->proof(),
        options.out,
        fmt::format(
            "proof of position {} ({}, {}{}) in {}",
            options.position,
            response->envelope().stream(),
            response->envelope().type(),
            response->destroyed() ? ", content destroyed" : "",
            options.out
        )
    );
}

base::Result<int> audit_journal(Session& session, const AuditOptions& options) {
    v1::ListJournalRequest request;
    request.set_from_position(options.position);
    request.set_page_size(static_cast<std::int32_t>(options.count));
    request.set_stream(options.stream);
    const auto response =
        ask<v1::ListJournalResponse>(session, "AuditService/ListJournal", request);
    if (!response) {
        return response.error();
    }
    Output output{
        &*response,
        pointers_to(response->envelopes()),
        {{"POSITION", "STREAM", "VERSION", "TYPE", "RECORDED", "BY"}, {}},
        {},
        fmt::format("{} of {} events", response->envelopes_size(), response->size())};
    for (const auto& envelope : response->envelopes()) {
        output.table.rows.push_back(
            {std::to_string(envelope.position()),
             envelope.stream(),
             std::to_string(envelope.version()),
             envelope.type(),
             moment(base::to_timestamp(base::from_micros(envelope.recorded_at_us()))),
             in_words(envelope.actor())}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> audit_destroy(Session& session, const DestroyOptions& options) {
    v1::DestroyContentRequest request;
    request.set_position(options.position);
    request.set_authority(options.authority);
    request.set_legal_basis(options.legal_basis);
    request.set_reasons(session.reason);
    request.mutable_fields()->Add(options.fields.begin(), options.fields.end());
    request.set_contents(options.contents);
    set_mutation(session, request);
    const auto response =
        ask<v1::DestroyContentResponse>(session, "AuditService/DestroyContent", request);
    if (!response) {
        return response.error();
    }
    const auto& destroyed = response->destruction();
    const auto text = fmt::format(
        "{}position {} ({}): {} destroyed by authority of {} ({}){}\nNo read shows it any more. To "
        "remove it from the database, its owner runs: ladder db erase\n",
        dry_run_mark(session),
        destroyed.position(),
        destroyed.stream(),
        destroyed.fields().empty() ? "no text"
                                   : fmt::format("{}", fmt::join(destroyed.fields(), ", ")),
        destroyed.authority(),
        destroyed.legal_basis(),
        destroyed.contents().empty()
            ? ""
            : fmt::format("; with {} contents of documents", destroyed.contents_size())
    );
    print(session.out, session.format, {&*response, {&*response}, {}, text, {}});
    return exit_ok;
}

base::Result<int> audit_destructions(Session& session) {
    const auto all = ask_all<v1::ListDestructionsResponse>(
        session,
        "AuditService/ListDestructions",
        v1::ListDestructionsRequest{},
        [](auto& page) { return page.mutable_destructions(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->destructions()),
        {{"POSITION", "OF", "WHAT", "AUTHORITY", "LEGAL BASIS", "RECORDED", "BY", "ERASED"}, {}},
        {},
        fmt::format("{} destructions", all->destructions_size())};
    for (const auto& one : all->destructions()) {
        const auto& destroyed = one.destruction();
        output.table.rows.push_back(
            {std::to_string(destroyed.position()),
             destroyed.stream(),
             fmt::format("{}", fmt::join(destroyed.fields(), ", ")),
             destroyed.authority(),
             destroyed.legal_basis(),
             moment(one.recorded_at()),
             in_words(one.recorded_by()),
             one.erased() ? "yes" : "no"}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

using AuditVerb = base::Result<int> (*)(Session&, const AuditOptions&);

CLI::App& add_audit_verb(CLI::App& noun, const char* name, const char* help, const char* example) {
    auto& verb = *noun.add_subcommand(name, help);
    verb.fallthrough()->footer(std::string{"Example: ladder audit "} + example);
    return verb;
}

void add_audit_reads(CLI::App& noun, Session& session) {
    const auto act = [&](CLI::App& verb, std::shared_ptr<AuditOptions> options, AuditVerb run) {
        on_run(verb, session, [options, run](Session& now) { return run(now, *options); });
    };
    auto options = std::make_shared<AuditOptions>();
    auto& checkpoint = add_audit_verb(
        noun,
        "checkpoint",
        "the signed head of the journal as it is now",
        "checkpoint --out today.checkpoint"
    );
    checkpoint.add_option("--size", options->size, "one that was handed out [the newest]");
    checkpoint.add_option("--out", options->out, "write it to this file");
    act(checkpoint, options, audit_checkpoint);

    on_run(
        add_audit_verb(
            noun, "checkpoints", "checkpoints that were handed out, newest first", "checkpoints"
        ),
        session,
        audit_checkpoints
    );

    options = std::make_shared<AuditOptions>();
    auto& prove = add_audit_verb(
        noun,
        "prove",
        "that an event is in the journal, as a file to be checked offline",
        "prove 17 --out decision.tlog-proof"
    );
    prove.add_option("position", options->position, "of the event; see `audit journal`")
        ->required();
    prove.add_option("--size", options->size, "by a checkpoint that was handed out [the newest]");
    prove.add_option("--out", options->out, "write it to this file");
    act(prove, options, audit_prove);

    options = std::make_shared<AuditOptions>();
    auto& journal = add_audit_verb(
        noun,
        "journal",
        "the envelopes of the journal, without content",
        "journal --stream cases/nottinghamshire-general-1"
    );
    journal.add_option("--from", options->position, "from this position on [0]");
    journal.add_option("--count", options->count, "at most so many [100]")
        ->check(CLI::Range(1, 10'000));
    journal.add_option("--stream", options->stream, "only this record");
    act(journal, options, audit_journal);
}

void add_audit_destruction(CLI::App& noun, Session& session) {
    auto options = std::make_shared<DestroyOptions>();
    auto& destroy = add_audit_verb(
        noun,
        "destroy",
        "record that the content of an event is destroyed under a lawful authority",
        "destroy 17 --authority 'Information Commissioner' --legal-basis 'DPA 1998 s.14' "
        "--reason '..' --dry-run"
    );
    destroy.add_option("position", options->position, "of the event")->required();
    destroy.add_option("--authority", options->authority, "who ordered it")->required();
    destroy.add_option("--legal-basis", options->legal_basis, "the law it rests on")->required();
    destroy.add_option("--field", options->fields, "only this text, such as note_added.note.text");
    destroy.add_flag(
        "--contents", options->contents, "also the files of the document that the event added"
    );
    on_run(destroy, session, [options](Session& now) { return audit_destroy(now, *options); });
    on_run(
        add_audit_verb(
            noun, "destructions", "what was destroyed, and by whose authority", "destructions"
        ),
        session,
        audit_destructions
    );
}

}  // namespace

void add_audit(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("audit", "what proves the record, without trusting us");
    noun.require_subcommand(1)->fallthrough();
    add_audit_reads(noun, session);
    add_audit_destruction(noun, session);
    add_audit_keys(noun, session);
    add_audit_bundle(noun, session);
    add_audit_verify(noun, session);
}

}  // namespace ladder::cli
