// A bundle, verified and performed again: no database, no network, no clock.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/bundle/format.hpp"
#include "engine/bundle/report.hpp"
#include "engine/ledger/note_key.hpp"
#include "engine/ledger/policy.hpp"

namespace ladder::bundle {

// What the one who verifies asks for.
struct Demands {
    std::optional<ledger::Policy> policy;  // which witnesses must have cosigned; none: any or none
    std::size_t bytes_max = bundle_bytes_max;
};

// Looks at everything that FORMAT.md lists under "Verification". `keys`: those of the log, from
// somewhere else than the bundle; without any the bundle's own word is taken, and the report says
// so.
// Errors: those of read(): what can't be taken apart can't be looked at. Anything else that is
// wrong is a finding.
[[nodiscard]] base::Result<Report> verify(
    std::string_view file, const std::vector<ledger::VerifierKey>& keys, const Demands& demands = {}
);

}  // namespace ladder::bundle
