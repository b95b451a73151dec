// Writes each part behind its length, and last the digest of all before.
#include "engine/bundle/writer.hpp"

#include <fmt/format.h>

#include "engine/base/serialise.hpp"
#include "engine/ledger/merkle.hpp"

namespace ladder::bundle {

Writer::Writer(std::size_t bytes_max) : bytes_max_{bytes_max}, bytes_{magic} {}

base::Result<void> Writer::add(const v1::BundlePart& part) {
    const auto kind = static_cast<int>(part.kind_case());
    const bool repeats = part.has_event() || part.has_figures() || part.has_document();
    if (kind < last_kind_ || (kind == last_kind_ && !repeats) || kind == 0) {
        return base::Error{
            base::Code::internal, fmt::format("part {} is out of order", parts_ + 1), {}};
    }
    const auto body = base::serialise(part);
    if (body.size() > part_bytes_max || bytes_.size() + length_bytes + body.size() > bytes_max_) {
        return base::Error{
            base::Code::resource_exhausted,
            fmt::format(
                "the bundle would have more than {} bytes; ask for a single decision, for an "
                "earlier moment, or without documents, or have the server's "
                "audit_bundle_max_bytes raised",
                bytes_max_
            ),
            {}};
    }
    last_kind_ = kind;
    ++parts_;
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes_ += static_cast<char>((body.size() >> static_cast<unsigned>(shift)) & 0xffU);
    }
    bytes_ += body;
    return {};
}

base::Result<std::string> Writer::finish() {
    v1::BundlePart part;
    auto& end = *part.mutable_end();
    end.set_parts(parts_);
    const auto digest = ledger::payload_digest(bytes_, {});
    end.set_digest(digest.data(), digest.size());
    if (const auto added = add(part); !added) {
        return added.error();
    }
    return std::move(bytes_);
}

}  // namespace ladder::bundle
