// `ladder audit bundle`, and the verification of a bundle on this machine.
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "engine/bundle/destroyed.hpp"
#include "ladder/v1/audit_service.pb.h"
#include "services/cli/bundle_files.hpp"
#include "services/cli/bundle_text.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/remote.hpp"
#include "services/cli/ruleset_folder.hpp"

namespace ladder::cli {

namespace {

struct BundleOptions {
    std::string name;
    std::string output;
    std::string marking_max;
    bool include_documents = false;
};

// A case where the name has no collection.
std::string bundled_name(const std::string& name) {
    const bool bare_decision =
        name.find("/decisions/") != std::string::npos && !name.starts_with("cases/");
    return bare_decision ? "cases/" + name : full("cases", name);
}

base::Result<int> export_to_file(Session& session, const BundleOptions& options) {
    v1::ExportBundleRequest request;
    request.set_name(bundled_name(options.name));
    request.set_include_documents(options.include_documents);
    if (!session.known_at.empty()) {
        auto at = parse_known_at(session.known_at);
        if (!at) {
            return at.error();
        }
        *request.mutable_known_at() = std::move(*at);
    }
    if (!options.marking_max.empty()) {
        const auto marking = parse_word<v1::Marking>(options.marking_max, "--marking-max");
        if (!marking) {
            return marking.error();
        }
        request.set_marking_max(*marking);
    }
    if (!options.output.empty() && std::filesystem::exists(options.output)) {
        return base::Error{
            base::Code::already_exists,
            fmt::format("{} is there already; name another with --output", options.output),
            {}};
    }
    const auto response =
        ask<v1::ExportBundleResponse>(session, "AuditService/ExportBundle", request);
    if (!response) {
        return response.error();
    }
    // Of the server's name only the last part: it must not lead out of the folder.
    const auto path = options.output.empty()
                          ? std::filesystem::path{response->file_name()}.filename()
                          : std::filesystem::path{options.output};
    if (std::filesystem::exists(path)) {
        return base::Error{
            base::Code::already_exists,
            fmt::format("{} is there already; name another with --output", path.string()),
            {}};
    }
    std::ofstream file{path, std::ios::binary};
    file << response->bundle();
    file.close();
    if (!file) {
        return base::Error{
            base::Code::unavailable, fmt::format("{} can't be written", path.string()), {}};
    }
    session.out << fmt::format(
        "{}: {} bytes, sha256 {}\n",
        path.string(),
        response->bundle().size(),
        base::hex(response->digest())
    );
    if (const auto layout = bundle::read(response->bundle(), response->bundle().size()); layout) {
        for (const auto& [position, destroyed] : bundle::destroyed_in(*layout)) {
            session.out << "without the content of " << in_words(destroyed);
        }
    }
    session.out << fmt::format(
        "verify it anywhere: ladder audit verify {} --key KEY\n", path.string()
    );
    return exit_ok;
}

}  // namespace

bool is_bundle_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::string start(bundle::magic.size(), '\0');
    file.read(start.data(), static_cast<std::streamsize>(start.size()));
    return file && bundle::is_bundle(start);
}

base::Result<bundle::Report> verify_bundle_file(
    Session& session,
    const std::string& path,
    const std::vector<ledger::VerifierKey>& keys,
    const bundle::Demands& demands
) {
    const auto file = read_file(path, demands.bytes_max);
    if (!file) {
        auto error = file.error();
        if (error.code == base::Code::invalid_argument) {
            error.message += "; --max-bytes lets more in";
        }
        return error;
    }
    auto report = bundle::verify(*file, keys, demands);
    if (report) {
        session.out << in_words(*report);
    }
    return report;
}

void add_audit_bundle(CLI::App& noun, Session& session) {
    auto& command = *noun.add_subcommand(
        "bundle", "write one file with all that a decision rests on, to be verified elsewhere"
    );
    command.fallthrough()->footer(
        "Example: ladder audit bundle nottinghamshire-general-1 --output notts.ladder-bundle\n"
        "Example: ladder audit bundle west-midlands-general-1/decisions/d1 --include-documents"
    );
    auto options = std::make_shared<BundleOptions>();
    command
        .add_option("name", options->name, "a case, procedure, meeting, or a decision of a case")
        ->required();
    command.add_option(
        "--out,--output", options->output, "the file to write [named by what it holds]"
    );
    command.add_flag(
        "--include-documents", options->include_documents, "also contents of documents"
    );
    command.add_option(
        "--marking-max",
        options->marking_max,
        "leave out documents marked higher [not_protectively_marked]"
    );
    on_run(command, session, [options](Session& now) { return export_to_file(now, *options); });
}

}  // namespace ladder::cli
