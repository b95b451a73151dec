// The bytes of a bundle into its parts. The bytes are anybody's: nothing is believed, nothing is
// written, and what is not exactly what a writer would have written is refused.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/bundle/format.hpp"
#include "ladder/v1/bundle.pb.h"

namespace ladder::bundle {

// Where the parts of a file are. Borrows the file.
struct Layout {
    v1::BundleHead head;
    std::string_view schema;                  // of the schema, as it is in its part
    std::vector<std::string_view> events;     // each a serialised BundlePart
    std::vector<std::string_view> figures;    // the same
    std::vector<std::string_view> documents;  // the same
};

// Whether a file says of itself that it is a bundle: its first line.
bool is_bundle(std::string_view file);

// Takes the whole file apart: framing, order, number and digest of its parts, and that each is
// written as a writer writes it. Memory: the head, and one part at a time.
// Errors: invalid_argument if it is no bundle; resource_exhausted if it has more than `bytes_max`
// bytes; data_loss if it is damaged, with the part and the byte where that shows.
[[nodiscard]] base::Result<Layout> read(
    std::string_view file, std::size_t bytes_max = bundle_bytes_max
);

// A part that read() found sound.
v1::BundlePart part_of(std::string_view bytes);

}  // namespace ladder::bundle
