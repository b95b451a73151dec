// The text of checkpoints, and their signing.
#include "engine/ledger/checkpoint.hpp"

#include <fmt/format.h>

#include "engine/ledger/text_form.hpp"

namespace ladder::ledger {

namespace {

base::Error malformed_checkpoint(std::string what) {
    return base::Error{base::Code::invalid_argument, "not a checkpoint: " + std::move(what), {}};
}

}  // namespace

std::string Checkpoint::text() const {
    auto lines = fmt::format("{}\n{}\n{}\n", origin, size, to_base64(bytes_of(root)));
    for (const auto& extension : extensions) {
        lines += extension + "\n";
    }
    return lines;
}

Note make_checkpoint(std::int64_t size, const Hash& root, const SignerKey& log) {
    const Checkpoint checkpoint{log.verifier.name, size, root, {}};
    auto text = checkpoint.text();
    auto signature = sign(text, log);
    return {std::move(text), {std::move(signature)}};
}

base::Result<Checkpoint> parse_checkpoint(std::string_view text) {
    const auto origin = take_line(text);
    const auto size = take_line(text);
    const auto root = take_line(text);
    if (!origin || !size || !root || origin->empty()) {
        return malformed_checkpoint("it has three lines at least: origin, size and root");
    }
    const auto leaves = number_of(*size);
    if (!leaves) {
        return malformed_checkpoint("the second line is the size, a decimal number");
    }
    const auto hash = hash_from_base64(*root);
    if (!hash) {
        return malformed_checkpoint("the third line is the root, the base64 of 32 bytes");
    }
    Checkpoint checkpoint{std::string{*origin}, *leaves, *hash, {}};
    while (!text.empty()) {
        const auto extension = take_line(text);
        if (!extension || extension->empty()) {
            return malformed_checkpoint("a further line is empty or does not end");
        }
        checkpoint.extensions.emplace_back(*extension);
    }
    return checkpoint;
}

base::Result<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& log) {
    const auto parsed = parse_note(note);
    if (!parsed) {
        return parsed.error();
    }
    auto checkpoint = parse_checkpoint(parsed->text);
    if (!checkpoint) {
        return checkpoint.error();
    }
    if (checkpoint->origin != log.name) {
        return base::Error{
            base::Code::failed_precondition,
            fmt::format(
                "the checkpoint is of the log '{}', not of '{}', whose key was given",
                checkpoint->origin,
                log.name
            ),
            {}};
    }
    if (const auto verified = verify_note(*parsed, log); !verified) {
        return verified.error();
    }
    return checkpoint;
}

}  // namespace ladder::ledger
