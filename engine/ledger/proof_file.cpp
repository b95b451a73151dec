// Reading, writing and checking of proof files.
#include "engine/ledger/proof_file.hpp"

#include <fmt/format.h>

#include "engine/ledger/proof.hpp"
#include "engine/ledger/text_form.hpp"

namespace ladder::ledger {

namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_start = "extra ";
constexpr std::string_view index_start = "index ";

base::Error malformed_proof(std::string what) {
    return base::Error{base::Code::invalid_argument, "not a proof file: " + std::move(what), {}};
}

bool starts_with(std::optional<std::string_view> line, std::string_view start) {
    return line && line->substr(0, start.size()) == start;
}

}  // namespace

std::string ProofFile::encode() const {
    auto text = fmt::format("{}\n", first_line);
    if (extra) {
        text += fmt::format("{}{}\n", extra_start, to_base64(*extra));
    }
    text += fmt::format("{}{}\n", index_start, index);
    for (const auto& hash : hashes) {
        text += to_base64(bytes_of(hash)) + "\n";
    }
    return text + "\n" + checkpoint;
}

base::Result<ProofFile> parse_proof_file(std::string_view bytes) {
    if (bytes.size() > 2 * note_bytes_max) {
        return malformed_proof(fmt::format("larger than {} bytes", 2 * note_bytes_max));
    }
    if (take_line(bytes) != first_line) {
        return malformed_proof(fmt::format("the first line is not '{}'", first_line));
    }
    ProofFile file;
    auto line = take_line(bytes);
    if (starts_with(line, extra_start)) {
        file.extra = from_base64(line->substr(extra_start.size()));
        if (!file.extra) {
            return malformed_proof("the extra data is not base64");
        }
        line = take_line(bytes);
    }
    const auto index =
        starts_with(line, index_start) ? number_of(line->substr(index_start.size())) : std::nullopt;
    if (!index) {
        return malformed_proof("there is no line 'index' with the position, a decimal number");
    }
    file.index = *index;
    for (line = take_line(bytes); line && !line->empty(); line = take_line(bytes)) {
        const auto hash = hash_from_base64(*line);
        if (!hash || file.hashes.size() == proof_hashes_max) {
            return malformed_proof(fmt::format(
                "after the index, up to {} lines hold the base64 of 32 bytes each", proof_hashes_max
            ));
        }
        file.hashes.push_back(*hash);
    }
    if (!line) {
        return malformed_proof("it ends before the checkpoint; it was cut off");
    }
    file.checkpoint = bytes;
    return file;
}

base::Result<ProvenEvent> open_proof(const ProofFile& file, const VerifierKey& log) {
    auto checkpoint = open_checkpoint(file.checkpoint, log);
    if (!checkpoint) {
        return checkpoint.error();
    }
    ProvenEvent proven{{}, std::move(*checkpoint)};
    if (!file.extra) {
        return malformed_proof("it has no extra data, where ours hold the envelope of the event");
    }
    if (const auto included = verify_inclusion(
            leaf_hash(*file.extra),
            file.index,
            proven.checkpoint.size,
            file.hashes,
            proven.checkpoint.root
        );
        !included) {
        return included.error();
    }
    // Only what the log vouches for is read.
    if (!proven.envelope.ParseFromString(*file.extra)) {
        return malformed_proof("its extra data is not the envelope of an event");
    }
    if (proven.envelope.position() != file.index) {
        return base::Error{
            base::Code::data_loss,
            fmt::format(
                "the envelope names position {}, but it is leaf {} of the tree",
                proven.envelope.position(),
                file.index
            ),
            {}};
    }
    return proven;
}

}  // namespace ladder::ledger
