// Parts into the bytes of a bundle. The same parts give the same bytes.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/result.hpp"
#include "engine/bundle/format.hpp"
#include "ladder/v1/bundle.pb.h"

namespace ladder::bundle {

// Collects parts in the order that FORMAT.md gives them: head, schema, events, figures, documents.
class Writer {
public:
    // `bytes_max`: where it stops.
    explicit Writer(std::size_t bytes_max = bundle_bytes_max);

    // Errors: resource_exhausted if the file would become too large; internal for a part out of
    // order, which is a bug of the caller.
    [[nodiscard]] base::Result<void> add(const v1::BundlePart& part);

    // Adds the end and gives the file. Errors: those of add().
    [[nodiscard]] base::Result<std::string> finish();

private:
    std::size_t bytes_max_;
    std::string bytes_;
    std::int64_t parts_ = 0;
    int last_kind_ = 0;
};

}  // namespace ladder::bundle
