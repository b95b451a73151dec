// All that is wrong with one command, gathered before it is refused as a whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace ladder::command {

class Problems {
public:
    // A field of the request that is missing or wrong.
    void field(std::string field, std::string description);

    // Something that the decision needs and does not have as the case stands.
    void unmet(v1::UnmetGate gate);

    // Something about the case itself that stands in the way, as a sentence.
    void conflict(std::string sentence);

    // The error of a part: what its details name, or its sentence where it has none.
    void also(const base::Error& error);

    bool any() const { return !details_.empty() || !conflicts_.empty(); }

    // failed_precondition if the case stands in the way of anything, else invalid_argument. The
    // message opens with `refusal` ("the concern can't be raised") and lists every problem.
    base::Error to_error(std::string_view refusal) const;

private:
    std::vector<base::Detail> details_;
    std::vector<std::string> conflicts_;
    bool unmet_ = false;
};

}  // namespace ladder::command
